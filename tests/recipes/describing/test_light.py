import numpy as np

from pictoris.recipes.describing.light import light
from pictoris.recipes.describing.views import look
from tests.recipes.describing import samples


def test_a_night_with_lamps_is_a_night():
    assert samples.facts("rocket").light.night
    assert not any(samples.facts(name).light.night for name in samples.DEMO if name != "rocket")


def test_the_painting_is_low_key_and_lit_warmly():
    lit = samples.facts("mona_lisa").light
    assert lit.low_key
    assert lit.warmth > 6


def test_warm_and_cool_are_told_apart():
    assert samples.facts("coffee").light.warmth > 6
    assert samples.facts("rocket").light.warmth < -4


def test_a_picture_made_darker_is_darker():
    picture = samples.picture("chelsea")
    assert light(look(picture // 3)).brightness < light(look(picture)).brightness / 2


def test_white_haze_is_high_key():
    assert light(look(samples.noise(mean=215, spread=12))).high_key


def test_a_dark_shape_before_a_bright_window_is_backlit():
    picture = samples.plain((250, 250, 250), 120, 160)
    picture[40:, 50:110] = 12
    assert light(look(picture)).backlit


def test_one_pixel_has_a_light():
    assert light(look(np.zeros((1, 1, 3), np.uint8))).brightness == 0
