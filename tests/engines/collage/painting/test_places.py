import numpy as np
import pytest

from pictoris.engines.collage.painting.places import paint_place
from pictoris.engines.collage.painting.view import View, first_view
from pictoris.engines.collage.painting.world import HORIZONS
from tests.engines.collage.scenes import world


def _world(place, **more):
    return world(place, horizon=sum(HORIZONS[place]) / 2, **more)


@pytest.mark.parametrize("place", HORIZONS)
def test_a_place_goes_on_beyond_the_frame_as_it_was(place):
    here = _world(place)
    small = paint_place(here, first_view(64, 64))
    large = paint_place(here, View(left=-0.5, top=-0.5, width=2, height=2, columns=128, rows=128))
    assert np.abs(np.clip(large, 0, 1)[32:96, 32:96] - np.clip(small, 0, 1)).mean() < 0.004


@pytest.mark.parametrize("place", HORIZONS)
@pytest.mark.parametrize("hour", ["day", "sunset", "night"])
def test_a_place_is_neither_empty_nor_burnt(place, hour):
    picture = paint_place(_world(place, hour=hour), first_view(64, 64))
    assert picture.shape == (64, 64, 3)
    assert np.isfinite(picture).all()
    assert picture.std() > 0.02
    assert (picture > 0.995).mean() < 0.3
    assert (picture < 0.005).mean() < 0.3


@pytest.mark.parametrize("place", ["meadow", "beach", "city", "mountains"])
def test_night_is_darker_than_day(place):
    day, night = (
        paint_place(_world(place, hour=hour), first_view(64, 64)).mean() for hour in ("day", "night")
    )
    assert night < 0.7 * day


def test_grass_is_green_and_sand_is_not():
    meadow, beach = (
        paint_place(_world(place), first_view(64, 64))[-8:].mean((0, 1)) for place in ("meadow", "beach")
    )
    assert meadow[1] > meadow[0] + 0.1
    assert beach[0] > beach[2] + 0.1


def test_seasons_change_the_ground():
    summer, winter = (
        paint_place(_world("meadow", season=season), first_view(64, 64))[-8:].mean()
        for season in ("", "winter")
    )
    assert winter > summer + 0.2
