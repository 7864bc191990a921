import numpy as np
import pytest

from pictoris.recipes.fitting import covering, opaque


@pytest.mark.parametrize("size", [(64, 64), (10, 90), (200, 20)])
def test_a_covering_picture_has_exactly_the_size(size):
    picture = np.zeros((30, 50, 3), np.uint8)
    assert covering(picture, size).shape == (size[1], size[0], 3)


def test_a_covering_picture_shows_the_middle():
    picture = np.zeros((10, 30, 3), np.uint8)
    picture[:, 10:20] = 255
    assert covering(picture, (10, 10)).min() == 255


@pytest.mark.parametrize(("alpha", "shown"), [(0, 255), (255, 10)])
def test_what_is_transparent_shows_white(alpha, shown):
    picture = np.dstack([np.full((2, 2, 3), 10, np.uint8), np.full((2, 2), alpha, np.uint8)])
    assert opaque(picture)[0, 0, 0] == shown
