"""The checker finds illustrations where they are, and only there."""

import cv2
import numpy as np
import pytest

from bench.sheet.finder import Picture, overlap
from bench.sheet.shown import sprites_for

SIDE = 360


def _ground():
    """A sky over a meadow, with noise."""
    down = np.linspace(0, 1, SIDE)[:, None, None]
    even = (1 - down) * np.array([90, 160, 240]) + down * np.array([80, 170, 60])
    noise = np.random.default_rng(3).normal(0, 4, (SIDE, SIDE, 3))
    return np.clip(even + noise, 0, 255).astype(np.uint8)


def _set(canvas, name, at, height, *, tilt=0.0, mirrored=False, tint=None):
    """An illustration of a subject, its middle at `at`."""
    sprite = sprites_for(name)[0].pixels
    sprite = np.ascontiguousarray(sprite[:, ::-1]) if mirrored else sprite
    middle = sprite.shape[1] / 2, sprite.shape[0] / 2
    into = cv2.getRotationMatrix2D(middle, tilt, height / sprite.shape[0])
    into[:, 2] += np.array(at) - middle
    laid = cv2.warpAffine(sprite, into, canvas.shape[1::-1], flags=cv2.INTER_AREA).astype(np.float32)
    colour = (
        laid[..., :3] if tint is None else laid[..., :3].mean(axis=2, keepdims=True) / 255 * np.array(tint)
    )
    alpha = laid[..., 3:] / 255
    return np.asarray(canvas * (1 - alpha) + colour * alpha, np.uint8)


def _middles(found):
    return sorted(((one.box[0] + one.box[2]) / 2, (one.box[1] + one.box[3]) / 2) for one in found)


@pytest.mark.parametrize(
    "how",
    [
        {"height": 200},
        {"height": 60},
        {"height": 120, "mirrored": True},
        {"height": 120, "tilt": 12.0},
        {"height": 120, "tint": (255, 90, 200)},
    ],
    ids=["large", "small", "mirrored", "tilted", "tinted"],
)
def test_an_illustration_is_found_where_it_is(how):
    picture = Picture(_set(_ground(), "snail", (170, 190), **how))
    (middle,) = _middles(picture.find(sprites_for("snail")))
    assert middle == pytest.approx((170, 190), abs=8)


def test_each_of_several_is_found_once():
    canvas = _ground()
    places = [(70, 80), (180, 90), (290, 80), (120, 250), (240, 260)]
    for at in places:
        canvas = _set(canvas, "strawberry", at, 90)
    middles = _middles(Picture(canvas).find(sprites_for("strawberry")))
    assert np.allclose(middles, sorted(places), atol=6)


def test_what_is_half_hidden_is_found():
    canvas = _set(_set(_ground(), "tractor", (180, 180), 180), "crab", (260, 230), 100)
    assert len(Picture(canvas).find(sprites_for("tractor"))) == 1


@pytest.mark.parametrize("name", ["fox", "umbrella", "earth", "racing car"])
def test_what_is_not_there_is_not_found(name):
    canvas = _set(_set(_ground(), "strawberry", (100, 200), 140), "penguin", (250, 200), 160)
    assert Picture(canvas).find(sprites_for(name)) == []


def test_overlap_is_the_share_of_the_smaller_box():
    assert overlap((0, 0, 10, 10), (5, 0, 25, 10)) == pytest.approx(0.5)
    assert overlap((0, 0, 10, 10), (10, 0, 25, 10)) == 0
