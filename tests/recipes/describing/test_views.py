import numpy as np
import pytest

from pictoris.recipes.describing.views import look
from tests.recipes.describing import samples


def test_a_large_picture_is_reduced_and_kept():
    view = look(samples.plain((200, 30, 30), 600, 1200))
    assert view.lab.shape == (192, 384, 3)
    assert view.rgb.shape == (600, 1200, 3)


@pytest.mark.parametrize("size", [(1, 1), (1, 2000), (2000, 1)])
def test_the_thinnest_pictures_have_pixels(size):
    assert min(look(samples.plain((1, 2, 3), *size)).lab.shape[:2]) >= 1


def test_white_is_a_hundred_and_has_no_chroma():
    view = look(samples.plain((255, 255, 255)))
    assert view.lightness.max() == pytest.approx(100, abs=0.1)
    assert view.chroma.max() < 0.5


def test_what_is_transparent_becomes_white():
    raster = np.zeros((10, 10, 4), np.uint8)
    raster[:, :4, 3] = 255
    view = look(raster)
    assert view.clear == pytest.approx(0.6)
    assert view.rgb[0, 0].tolist() == [0, 0, 0]
    assert view.rgb[0, 9].tolist() == [255, 255, 255]
