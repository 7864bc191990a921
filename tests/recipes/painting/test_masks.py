import numpy as np
import pytest

from pictoris.errors import Failed
from pictoris.recipes.painting.masks import read_mask

PICTURE = np.zeros((96, 128, 3), np.uint8)


def drawn(*shape, part=np.s_[20:70, 30:90], value=255):
    mask = np.zeros(shape, np.uint8)
    mask[part] = value
    return mask


def test_white_is_painted_and_black_stays_untouched():
    mask = read_mask(drawn(96, 128, 3), PICTURE)
    assert mask[45, 60] == 255
    outside = drawn(96, 128) == 0
    assert not mask[outside].any()


def test_the_edge_is_soft_and_reaches_inwards():
    mask = read_mask(drawn(96, 128, 3), PICTURE)
    assert 0 < mask[45, 30] < 255


def test_a_mask_up_to_the_rim_is_white_up_to_the_rim():
    assert read_mask(drawn(96, 128, 3, part=np.s_[:, :64]), PICTURE)[:, 0].min() == 255


def test_transparency_counts_as_black():
    mask = np.full((96, 128, 4), 255, np.uint8)
    mask[:, 64:, 3] = 0
    read = read_mask(mask, PICTURE)
    assert read[48, 10] == 255
    assert not read[:, 64:].any()


@pytest.mark.parametrize("shape", [(48, 64, 3), (192, 256, 3), (100, 128, 3)])
def test_another_size_is_fitted(shape):
    mask = read_mask(np.full(shape, 255, np.uint8), PICTURE)
    assert mask.shape == (96, 128)
    assert mask.min() == 255


def test_a_mask_of_another_shape_is_refused():
    with pytest.raises(Failed, match="128 × 128 and the picture 128 × 96") as refused:
        read_mask(np.full((128, 128, 3), 255, np.uint8), PICTURE)
    assert refused.value.code == "mask_mismatch"


def test_a_mask_that_is_black_all_over_is_refused():
    with pytest.raises(Failed, match="draw what shall change in white") as refused:
        read_mask(np.zeros((96, 128, 3), np.uint8), PICTURE)
    assert refused.value.code == "mask_empty"
