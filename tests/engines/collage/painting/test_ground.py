import numpy as np
import pytest

from pictoris.engines.collage.painting.ground import (
    SEAS,
    SOILS,
    depth_of,
    draw_foam,
    draw_ground,
    draw_water,
    shore,
)
from pictoris.engines.collage.painting.view import first_view
from tests.engines.collage.scenes import world

VIEW = first_view(96, 96)


def _sky():
    return np.full((96, 96, 3), 2.0, np.float32)


@pytest.mark.parametrize("name", SOILS)
def test_ground_lies_below_the_horizon_only(name):
    picture = _sky()
    draw_ground(picture, world(), VIEW, SOILS[name])
    assert (picture[:56] == 2).all()
    assert picture[59:].max() < 1.3


def test_texture_grows_towards_the_viewer():
    picture = _sky()
    draw_ground(picture, world(), VIEW, SOILS["grass"])
    far, near = (np.abs(np.diff(picture[rows], axis=1)).mean() for rows in (slice(59, 63), slice(84, 95)))
    assert near > far


@pytest.mark.parametrize("name", SEAS)
def test_water_ends_at_the_shore(name):
    picture = _sky()
    edge = shore(world(), VIEW, 0.8)
    draw_water(picture, world(), VIEW, SEAS[name], edge)
    assert (picture[int(edge.max() * 96) + 2 :] == 2).all()
    assert picture[60 : int(edge.min() * 96) - 2].max() < 1.5


def test_foam_is_white_along_the_shore():
    picture = np.full((96, 96, 3), 0.4, np.float32)
    edge = shore(world(), VIEW, 0.8)
    draw_foam(picture, world(), VIEW, edge)
    at = np.round(edge.ravel() * 96).astype(int)
    assert np.mean([picture[row - 2 : row + 3, column].max() for column, row in enumerate(at)]) > 0.7
    assert np.abs(picture[:60] - 0.4).max() < 0.05


def test_depth_is_0_at_the_horizon_and_1_at_the_lower_edge():
    assert depth_of(world(), np.array([0.6, 1.0], np.float32)).tolist() == pytest.approx([0, 1])
