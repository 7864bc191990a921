import base64
import io

import numpy as np
from PIL import Image

from pictoris.cli.mask import mask


def test_the_box_is_white_and_the_rest_is_black():
    with Image.open(io.BytesIO(base64.b64decode(mask(9, 6, (2, 1, 5, 4))))) as picture:
        pixels = np.asarray(picture)
    assert pixels.shape == (6, 9)
    assert (pixels[1:4, 2:5] == 255).all()
    assert pixels.sum() == 9 * 255
