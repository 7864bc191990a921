"""What must stay is the same pixel by pixel, and no seam shows beside it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pictoris.recipes.painting.kept import put_back


def noise(seed, shape=(64, 96, 3), low=0, high=256):
    return np.random.default_rng(seed).integers(low, high, shape, dtype=np.uint8)


def side_mask(width=96, height=64, kept=48):
    mask = np.full((height, width), 255, np.uint8)
    mask[:, :kept] = 0
    return mask


@given(seed=st.integers(0, 99), kept=st.integers(0, 96))
def test_where_the_mask_is_black_not_a_pixel_changes(seed, kept):
    base, painted, mask = noise(seed), noise(seed + 100), side_mask(kept=kept)
    assert np.array_equal(put_back(painted, base, mask)[mask == 0], base[mask == 0])


def test_a_shade_that_is_a_little_off_meets_the_border_without_a_step():
    base, painted = np.full((64, 96, 3), 120, np.uint8), np.full((64, 96, 3), 100, np.uint8)
    result = put_back(painted, base, side_mask()).astype(int)
    assert abs(result[32, 48, 0] - result[32, 47, 0]) <= 3


def test_far_from_the_border_the_painting_stays_as_it_was():
    base, painted = np.full((64, 512, 3), 120, np.uint8), np.full((64, 512, 3), 100, np.uint8)
    result = put_back(painted, base, side_mask(width=512))
    assert np.array_equal(result[:, -20:], painted[:, -20:])


def test_another_thing_at_the_border_does_not_stain_what_was_painted():
    base, painted = np.zeros((64, 96, 3), np.uint8), np.full((64, 96, 3), 255, np.uint8)
    assert put_back(painted, base, side_mask())[:, 60:].min() > 180


def test_a_soft_edge_mixes_the_two():
    base, painted = np.full((8, 8, 3), 100, np.uint8), np.full((8, 8, 3), 100, np.uint8)
    mask = np.full((8, 8), 128, np.uint8)
    assert put_back(painted, base, mask).min() == put_back(painted, base, mask).max() == 100


@pytest.mark.parametrize("value", [0, 255])
def test_all_or_nothing_is_kept(value):
    base, painted = noise(1), noise(2)
    mask = np.full((64, 96), value, np.uint8)
    assert np.array_equal(put_back(painted, base, mask), painted if value else base)
