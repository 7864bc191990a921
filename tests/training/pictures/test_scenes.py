"""Scenes look as their words say."""

import numpy as np
import pytest

from training.pictures.scenes import ALONE, LIGHTS, PLAIN, QUIET, SCENES, in_light, plain, scenery

LIT = [(place, light) for light, places in LIGHTS.items() for place in places]
GROUNDED = [name for name, scene in SCENES.items() if scene.ground]


def painted(name, side=(96, 128), horizon=0.6, seed=2):
    return scenery(SCENES[name], side, horizon, np.random.default_rng(seed))


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_fills_the_picture_with_colours(name):
    picture = painted(name)
    assert picture.shape == (96, 128, 3)
    assert picture.dtype == np.float32
    assert picture.min() >= 0
    assert picture.max() <= 255


@pytest.mark.parametrize("name", GROUNDED)
def test_the_ground_begins_at_the_horizon(name):
    picture = np.median(painted(name, (100, 100), 0.6), axis=1)
    assert np.abs(picture[60] - picture[59]).max() > 3 * np.abs(np.diff(picture[61:], axis=0)).max()


@pytest.mark.parametrize("name", [name for name, scene in SCENES.items() if scene.dots])
def test_what_falls_or_shines_lies_elsewhere_with_other_dice(name):
    assert np.array_equal(painted(name), painted(name))
    assert not np.array_equal(painted(name), painted(name, seed=3))


def test_words_mean_one_scene_only():
    words = [words for scene in SCENES.values() for words in scene.words]
    assert len(words) == len(set(words))


def far(first, second):
    return np.abs(np.subtract(first, second)).max()


@pytest.mark.parametrize(("place", "light"), LIT)
def test_a_lit_place_has_the_sky_of_the_light_and_its_own_ground(place, light):
    own, other = SCENES[place], SCENES[light]
    lit = in_light(own, other)
    assert far(lit.top, other.top) < 0.3 * far(own.top, other.top) + 25
    assert own.ground
    assert lit.ground
    shone = np.multiply(own.ground, other.light)
    assert far(lit.ground, shone) <= far(lit.ground, other.ground)
    assert all(0 <= value <= 255 for colour in (lit.top, lit.low, lit.ground) for value in colour)


@pytest.mark.parametrize(("place", "light"), LIT)
def test_nothing_falls_through_what_falls_already(place, light):
    own, other = SCENES[place], SCENES[light]
    lit = in_light(own, other)
    assert (lit.dots, lit.size) == ((own.dots, own.size) if own.dots else (other.dots, other.size))
    assert not (own.dots and other.long)


def test_every_scene_has_words_to_say_beside_another():
    assert all(set(SCENES[key].words) - ALONE for pair in LIT for key in pair)
    assert {words for scene in SCENES.values() for words in scene.words} >= ALONE


def test_night_is_darker_than_day():
    assert painted("night").mean() < 60
    assert painted("day").mean() > 150


@pytest.mark.parametrize("colour", [*PLAIN.values(), *QUIET])
def test_a_plain_background_stays_near_its_colour(colour):
    picture = plain(colour, (40, 60))
    assert picture.shape == (40, 60, 3)
    assert np.abs(picture - np.array(colour)).max() <= 0.08 * 255
    assert picture[0].sum() >= picture[-1].sum()
