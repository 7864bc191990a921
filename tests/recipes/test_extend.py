"""Zoom, pan and square: the picture stays, pixel by pixel; test_kept.py looks at the seam."""

import numpy as np
import pytest

from pictoris.operations.extend import Extend
from pictoris.recipes.extend import perform
from tests.painter import FlatPainter
from tests.recipes.painting.samples import noise, tools

URL = "https://a.example/x.png"


def extended(picture, painter=None, **fields):
    return perform(
        Extend(picture=URL, prompt="a fox", seed=7, **fields),
        {"picture": picture},
        tools(painter or FlatPainter()),
    )


@pytest.mark.parametrize(
    ("fields", "size", "place"),
    [
        ({"left": 0.5, "right": 0.5, "top": 0.5, "bottom": 0.5}, (192, 128), (48, 32)),
        ({"left": 0.25, "right": 0.25, "top": 0.25, "bottom": 0.25}, (144, 96), (24, 16)),
        ({"left": 0.5}, (144, 64), (48, 0)),
        ({"right": 0.5}, (144, 64), (0, 0)),
        ({"top": 0.5}, (96, 96), (0, 32)),
        ({"bottom": 0.5}, (96, 96), (0, 0)),
        ({"square": True}, (96, 96), (0, 16)),
    ],
    ids=["zoom 2x", "zoom 1.5x", "left", "right", "up", "down", "square"],
)
def test_the_picture_stays_as_it_is_on_a_larger_canvas(fields, size, place):
    outcome = extended(noise(), **fields)
    left, top = place
    for picture in outcome.pictures:
        assert picture.shape == (size[1], size[0], 3)
        assert np.array_equal(picture[top : top + 64, left : left + 96], noise())


def test_a_canvas_that_is_too_large_shrinks_the_picture_and_says_so():
    outcome = extended(noise(200, 100), left=0.5, right=0.5, top=0.5, bottom=0.5)
    assert max(outcome.pictures[0].shape) <= 256
    assert any("made 128 × 64 first" in sentence for sentence in outcome.warnings)


def test_the_engine_is_told_where_to_paint_and_what_it_noted():
    painter = FlatPainter()
    params = Extend(picture=URL, prompt="a fox", seed=7, left=0.5, engine="flat", notes={"seed": 3})
    perform(params, {"picture": noise()}, tools(painter))
    brief = painter.seen[0]
    assert brief.mask is not None
    assert brief.mask[:, :48].min() == 255
    assert not brief.mask[:, 48:].any()
    assert brief.notes == {"seed": 3}


def test_a_canvas_whose_size_the_engine_does_not_take_grows_by_less_than_its_step():
    outcome = extended(noise(100, 60), left=0.5)
    assert outcome.pictures[0].shape == (64, 152, 3)
