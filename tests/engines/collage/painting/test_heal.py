import numpy as np
import pytest

from pictoris.engines.collage.painting.heal import continued, heal


def _landscape(high=96, wide=96, line=58):
    picture = np.zeros((high, wide, 3), np.float32) + np.array([0.5, 0.7, 0.95], np.float32)
    picture[line:] = np.array([0.3, 0.6, 0.3], np.float32)
    return picture


def test_sky_stays_sky_and_ground_stays_ground():
    clean = _landscape()
    hole = np.zeros((96, 96), np.float32)
    hole[15:85, 20:80] = 1
    stained = np.where(hole[..., None] > 0, np.array([1, 0, 0], np.float32), clean)
    healed = heal(stained, hole, 1)
    assert np.abs(healed - clean)[20:50].mean() < 0.05
    assert np.abs(healed - clean)[66:82].mean() < 0.05


def test_everything_gone_becomes_the_mean():
    assert heal(_landscape(), np.ones((96, 96), np.float32), 1).std() < 0.3


@pytest.mark.parametrize("side", ["left", "right", "top", "bottom"])
def test_edges_go_on_with_their_colours(side):
    free = np.ones((96, 96), np.float32)
    box = {
        "left": (slice(None), slice(40, None)), "right": (slice(None), slice(0, 56)),
        "top": (slice(40, None), slice(None)), "bottom": (slice(0, 76), slice(None)),
    }[side]  # fmt: skip
    free[box] = 0
    clean = _landscape()
    grown = continued(np.where(free[..., None] > 0, 0, clean).astype(np.float32), free, 1)
    assert np.abs(grown - clean).mean() < 0.06
    assert (grown[free == 0] == clean[free == 0]).all()
