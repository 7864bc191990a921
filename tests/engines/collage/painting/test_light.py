import pytest

from pictoris.engines.collage.painting.colours import colour, luma
from pictoris.engines.collage.painting.light import HOURS, light_of, to_code


@pytest.mark.parametrize("seed", range(3))
def test_night_is_dark_and_sunset_is_warm(seed):
    day, night, sunset = (light_of(hour, "clear", seed) for hour in ("day", "night", "sunset"))
    assert luma(colour(night.tint)) < luma(colour(sunset.tint)) < luma(colour(day.tint))
    warm, plain = colour(sunset.tint), colour(day.tint)
    assert warm[0] - warm[2] > plain[0] - plain[2] + 0.1


@pytest.mark.parametrize("hour", HOURS)
@pytest.mark.parametrize("weather", ["rain", "storm", "fog", "snow", "cloudy"])
def test_bad_weather_takes_colour_and_shadow(hour, weather):
    clear, bad = light_of(hour, "clear", 1), light_of(hour, weather, 1)
    assert bad.power < clear.power
    assert sum(colour(one).std() for one in bad.sky) < sum(colour(one).std() for one in clear.sky)


def test_seeds_choose_among_variants():
    assert len({light_of("day", "clear", seed) for seed in range(3)}) == 3


def test_a_colour_and_its_code_are_the_same():
    assert to_code(colour("#12ab9f")) == "#12ab9f"
