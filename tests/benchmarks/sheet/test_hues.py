"""Colour words fit what they are said of."""

import numpy as np
import pytest

from bench.sheet.hues import has_colour, in_daylight


def _halves(one, other):
    pixels = np.zeros((10, 10, 3), np.uint8)
    pixels[:, :5], pixels[:, 5:] = one, other
    return pixels, np.ones((10, 10), bool)


@pytest.mark.parametrize(
    ("word", "colour"),
    [
        ("red", (224, 36, 40)),
        ("orange", (250, 134, 20)),
        ("golden", (240, 184, 40)),
        ("yellow", (252, 214, 30)),
        ("green", (40, 168, 66)),
        ("turquoise", (50, 206, 196)),
        ("blue", (36, 98, 228)),
        ("purple", (134, 52, 200)),
        ("pink", (252, 128, 186)),
        ("white", (240, 240, 246)),
        ("black", (32, 30, 36)),
    ],
)
def test_a_colour_has_its_name_and_no_other(word, colour):
    pixels, where = _halves(colour, colour)
    others = {"red", "green", "turquoise", "blue", "purple", "pink", "white", "black"} - {word}
    assert has_colour(word, pixels, where)
    assert [other for other in sorted(others) if has_colour(other, pixels, where)] == []


def test_grey_parts_do_not_take_a_colour_away():
    assert has_colour("red", *_halves((224, 36, 40), (90, 90, 90)))


def test_a_larger_part_of_another_colour_does():
    pixels, where = _halves((224, 36, 40), (36, 98, 228))
    pixels[:, 3:] = 36, 98, 228
    assert not has_colour("red", pixels, where)


def test_only_what_is_looked_at_counts():
    pixels, where = _halves((224, 36, 40), (36, 98, 228))
    where[:, 5:] = False
    assert has_colour("red", pixels, where)


def test_yellow_stays_yellow_in_blue_light_at_night():
    taxi, where = _halves((112, 108, 92), (112, 108, 92))
    street = np.full((20, 20, 3), (40, 42, 76), np.uint8)
    assert not has_colour("yellow", taxi, where)
    assert has_colour("yellow", in_daylight(taxi, street), where)


def test_daylight_changes_nothing():
    pixels, _where = _halves((224, 36, 40), (90, 90, 90))
    assert in_daylight(pixels, np.full((20, 20, 3), 150, np.uint8)) is pixels
