"""Makes pictures fit where they are needed: another size, or no transparency."""

import cv2
import numpy as np

from pictoris.recipes.base import Raster


def covering(picture: Raster, size: tuple[int, int]) -> Raster:
    """A picture enlarged or shrunk until it covers the size (width, height), and that cut out of its middle.

    H×W×3 or H×W×4, uint8.
    """
    scale = max(size[0] / picture.shape[1], size[1] / picture.shape[0])
    whole = (max(size[0], round(picture.shape[1] * scale)), max(size[1], round(picture.shape[0] * scale)))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    fitted = np.asarray(cv2.resize(picture, whole, interpolation=way), np.uint8)
    left, top = (whole[0] - size[0]) // 2, (whole[1] - size[1]) // 2
    return np.ascontiguousarray(fitted[top : top + size[1], left : left + size[0]])


def opaque(picture: Raster) -> Raster:
    """An H×W×3 or H×W×4 picture as H×W×3, in front of white."""
    if picture.shape[2] == 3:
        return picture
    alpha = picture[..., 3:].astype(np.uint16)
    blended = picture[..., :3] * alpha + 255 * (255 - alpha)
    return np.asarray((blended + 127) // 255, np.uint8)
