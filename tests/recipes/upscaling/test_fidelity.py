import cv2
import numpy as np
import pytest

from pictoris.recipes.upscaling.fidelity import correct


@pytest.mark.parametrize("factor", [2, 4])
def test_shrinking_the_corrected_picture_gives_nearly_the_original(factor):
    noise = np.random.default_rng(0).integers(0, 256, (300, 40, 3), np.uint8)
    original = np.asarray(cv2.GaussianBlur(noise, (0, 0), 2), np.uint8)
    enlarged = np.clip(original.repeat(factor, 0).repeat(factor, 1).astype(int) + 9, 0, 255).astype(np.uint8)
    correct(enlarged, original, fine=True)
    shrunk = cv2.resize(enlarged, (40, 300), interpolation=cv2.INTER_AREA)
    assert np.abs(shrunk.astype(int) - original).mean() < 0.5


def test_a_tint_goes_and_fine_cleaning_stays_when_only_the_coarse_is_held():
    noise = np.random.default_rng(0).normal(0, 10, (60, 60, 3))
    original = np.clip(120 + noise, 0, 255).astype(np.uint8)
    enlarged = np.full((120, 120, 3), (130, 110, 120), np.uint8)
    correct(enlarged, original, fine=False)
    assert np.abs(enlarged.mean(axis=(0, 1)) - 120).max() < 1
    assert enlarged.std() < 3


def test_bands_leave_no_seam():
    original = np.full((600, 8, 3), 100, np.uint8)
    enlarged = np.full((1200, 16, 3), 104, np.uint8)
    correct(enlarged, original, fine=False)
    assert (enlarged == 100).all()
