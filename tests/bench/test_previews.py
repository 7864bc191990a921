"""Previews: small, and still the picture."""

import base64
from importlib.resources import files

import cv2
import numpy as np
import pytest

from pictoris.bench.previews import SIDE, preview_of


def opened(preview: str) -> np.ndarray:
    found = cv2.imdecode(np.frombuffer(base64.b64decode(preview), np.uint8), cv2.IMREAD_COLOR_RGB)
    assert found is not None
    return found


def noise(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(1).integers(0, 256, (height, width, 3), np.uint8)


@pytest.mark.parametrize(("height", "width"), [(1024, 1024), (160, 160), (90, 1600), (1, 4000), (20, 10)])
def test_a_preview_keeps_the_shape_and_is_small_whatever_it_shows(height, width):
    preview = preview_of(noise(height, width))
    shape = opened(preview).shape
    assert max(shape) <= max(SIDE, 3)
    scale = min(1.0, SIDE / max(height, width))
    assert shape[:2] == (max(1, round(height * scale)), max(1, round(width * scale)))
    assert len(preview) <= 16_000


def test_a_photograph_takes_eight_kilobytes_at_most_and_looks_like_itself():
    picture = cv2.imread(str(files("pictoris") / "demo_pictures" / "astronaut.png"), cv2.IMREAD_COLOR_RGB)
    assert picture is not None
    preview = preview_of(picture)
    assert len(preview) <= 8_000
    small = cv2.resize(picture, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    assert np.abs(opened(preview).astype(int) - small).mean() < 8


def test_a_part_of_a_larger_array_is_shown_as_it_is():
    picture = np.zeros((100, 100, 3), np.uint8)
    picture[:, 50:] = (200, 10, 30)
    assert np.abs(opened(preview_of(picture[:, ::-1])).astype(int)[50, 20] - (200, 10, 30)).max() < 12
