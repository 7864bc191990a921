import numpy as np
import pytest

from pictoris.engines.collage.painting.view import first_view
from pictoris.engines.collage.painting.weather import draw_weather, fireflies, fog
from tests.engines.collage.scenes import world

VIEW = first_view(96, 96)


def _on_grey(weather):
    picture = np.full((96, 96, 3), 0.4, np.float32)
    draw_weather(picture, world(weather=weather), VIEW)
    return picture


@pytest.mark.parametrize("weather", ["rain", "storm", "snow", "fog"])
def test_bad_weather_is_seen_in_the_air(weather):
    assert _on_grey(weather).std() > 0.01


def test_fair_weather_changes_nothing():
    assert (_on_grey("clear") == np.float32(0.4)).all()


def test_snow_is_white():
    assert _on_grey("snow").max() > 0.75


def test_fog_is_thickest_at_the_horizon():
    picture = np.zeros((96, 96, 3), np.float32)
    fog(picture, world(weather="fog"), VIEW, 0.6)
    assert picture[50:62].mean() > 1.3 * picture[:12].mean()


def test_fireflies_glow_near_the_ground_only():
    picture = np.zeros((96, 96, 3), np.float32)
    fireflies(picture, world(hour="night"), VIEW)
    assert picture[45:].max() > 0.5
    assert picture[:25].max() < 0.05
