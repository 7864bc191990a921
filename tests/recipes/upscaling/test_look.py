import cv2
import numpy as np
import pytest

from pictoris.recipes.upscaling.look import is_crisp, is_noisy, look_of
from tests.recipes.upscaling.samples import DRAWINGS, PHOTOS, as_jpeg, demo_picture, drawing


@pytest.mark.parametrize("name", PHOTOS)
@pytest.mark.parametrize("size", [0.5, 1, 2])
def test_photos_and_paintings_look_like_photos(name, size):
    picture = cv2.resize(demo_picture(name), None, fx=size, fy=size, interpolation=cv2.INTER_AREA)
    assert look_of(picture) == "photo"
    assert look_of(as_jpeg(picture, 75)) == "photo"


@pytest.mark.parametrize("name", DRAWINGS)
def test_graphics_look_like_drawings(name):
    assert look_of(drawing(name)) == "drawing"
    assert look_of(as_jpeg(drawing(name), 75)) == "drawing"


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_clean_drawing_is_crisp_and_one_with_jpeg_ripples_is_not(name):
    assert is_crisp(drawing(name))
    assert not is_crisp(as_jpeg(drawing(name), 75))


@pytest.mark.parametrize("name", PHOTOS)
def test_jpeg_blocks_and_grain_make_a_photo_noisy(name):
    picture = demo_picture(name)
    grain = np.random.default_rng(0).normal(0, 3, picture.shape)
    assert not is_noisy(picture)
    assert is_noisy(as_jpeg(picture, 75))
    assert is_noisy(np.clip(picture + grain, 0, 255).astype(np.uint8))


def test_a_tiny_picture_is_not_called_noisy():
    assert not is_noisy(np.random.default_rng(0).integers(0, 256, (8, 8, 3), np.uint8))
