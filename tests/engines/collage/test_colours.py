"""Colours are called as people call them."""

import numpy as np
import pytest

from pictoris.engines.collage.colours import COLOURS, PLAIN, colours_of, fits, shares_of
from pictoris.engines.collage.library import library


def swatch(red, green, blue, alpha=255):
    return np.full((8, 8, 4), (red, green, blue, alpha), np.uint8)


@pytest.mark.parametrize("word", sorted(COLOURS))
def test_the_colour_of_a_word_is_measured_as_what_the_word_means(word):
    colour = COLOURS[word]
    assert fits(word, colours_of(swatch(colour.red, colour.green, colour.blue)))


def test_every_word_is_a_kind_of_a_plain_colour():
    assert {colour.plain for colour in COLOURS.values()} <= set(PLAIN)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("evergreen tree", "green"), ("whale", "blue"), ("pig", "pink"), ("banana", "yellow"), ("tangerine", "orange"),
        ("gorilla", "grey"), ("strawberry", "red"), ("bear", "brown"), ("eggplant", "purple"), ("black heart", "black"),
        ("swan", "white"), ("polar bear", "white"), ("panda", "white"), ("ant", "black"), ("cow", "white"),
    ],
)  # fmt: skip
def test_illustrations_show_the_colours_that_people_see(name, first):
    entry = next(entry for entry in library().entries.values() if entry.name == name)
    assert first in entry.colours[:2]


def test_only_what_is_visible_counts():
    half = swatch(255, 0, 0)
    half[:, :4] = (0, 0, 255, 0)
    assert colours_of(half) == ("red",)


def test_a_picture_of_nothing_has_no_colours():
    nothing = swatch(255, 0, 0, 0)
    assert colours_of(nothing) == ()
    assert sum(shares_of(nothing).values()) == 0


def test_the_strongest_colour_comes_first():
    mixed = swatch(220, 30, 30)
    mixed[:3] = (30, 90, 220, 255)
    assert colours_of(mixed) == ("red", "blue")


@pytest.mark.parametrize(
    ("word", "shown"), [("gold", "yellow"), ("silver", "grey"), ("crimson", "red"), ("navy", "blue")]
)
def test_a_shade_fits_what_has_its_plain_colour(word, shown):
    assert fits(word, (shown,))


@pytest.mark.parametrize(
    ("word", "shown"), [("red", "pink"), ("blue", "teal"), ("loud", "red"), ("gold", "brown")]
)
def test_a_colour_does_not_fit_what_has_another(word, shown):
    assert not fits(word, (shown,))
