import numpy as np
import pytest

from pictoris.recipes.painting.grid import grid_of


def flat(grey, channels=3):
    return np.full((4, 6, channels), grey, np.uint8)


@pytest.mark.parametrize("channels", [3, 4])
def test_four_pictures_lie_in_reading_order(channels):
    grid = grid_of([flat(grey, channels) for grey in (10, 20, 30, 40)])
    assert grid is not None
    assert grid.shape == (8, 12, channels)
    assert [grid[y, x, 0] for y, x in ((0, 0), (0, 6), (4, 0), (4, 6))] == [10, 20, 30, 40]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5])
def test_other_numbers_make_no_grid(count):
    assert grid_of([flat(1)] * count) is None
