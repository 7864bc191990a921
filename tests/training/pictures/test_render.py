"""A picture shows what its idea says, where it says it."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from training.corpus.concepts import concepts
from training.corpus.drawings import Drawings
from training.pictures.ideas import COUNTS, Idea, Mix, Thing, idea
from training.pictures.render import render

DRAWINGS = Drawings()
LEARNED = concepts()
SQUARE = (128, 128)
SEEDS = range(4)


def thing(name, **told):
    """Something without a shadow."""
    concept = replace(next(one for one in LEARNED if one.name == name), stands=False)
    return Thing(concept=concept, style="3d", **told)


def drawn(*things, side=SQUARE, seed=0, **told):
    dice = np.random.default_rng(seed)
    return render(Idea(things=things, caption="", background="white", **told), DRAWINGS, side, dice)


def mask(picture):
    """Where something else than the white background is."""
    return (picture.astype(int).min(axis=2) < 200).astype(np.uint8)


def middle(picture, channel):
    """Row and column of the middle of what is coloured mostly in red (0) or blue (2)."""
    signed = picture.astype(int)
    return np.argwhere(signed[..., channel] - signed[..., 2 - channel] > 60).mean(axis=0)


@pytest.mark.parametrize("side", [(128, 128), (96, 160), (160, 96), (64, 80)])
def test_a_picture_has_the_size_that_is_asked_for(side):
    picture = drawn(thing("cat"), side=side)
    assert picture.shape == (*side, 3)
    assert picture.dtype == np.uint8


def test_the_same_dice_draw_the_same_picture():
    styles = [["3d"]] * len(LEARNED)
    mix = Mix(pairs=0.3, gatherings=0.3, careful=True)

    def pictures(seed):
        dice = np.random.default_rng(seed)
        return np.stack([render(idea(LEARNED, styles, mix, dice), DRAWINGS, SQUARE, dice) for _ in range(12)])

    assert np.array_equal(pictures(3), pictures(3))
    assert not np.array_equal(pictures(3), pictures(4))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("relation", "axis", "sign"), [("left of", 1, 1), ("right of", 1, -1), ("above", 0, 1), ("below", 0, -1)]
)
def test_a_thing_lies_where_the_relation_says(relation, axis, sign, seed):
    pair = thing("egg", colour="red"), thing("egg", colour="blue")
    picture = drawn(*pair, relation=relation, seed=seed)
    apart = sign * (middle(picture, 2) - middle(picture, 0))
    assert apart[axis] > 35
    assert abs(apart[1 - axis]) < 25


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("count", [1, *COUNTS])
def test_there_are_as_many_as_are_counted(count, seed):
    picture = drawn(thing("candle", count=count, colour="black"), seed=seed)
    labels, _, figures, _ = cv2.connectedComponentsWithStats(mask(picture))
    large = [figure for figure in figures[1:labels] if figure[cv2.CC_STAT_HEIGHT] > 25]
    assert len(large) == count


@pytest.mark.parametrize("seed", SEEDS)
def test_things_of_a_gathering_lie_in_reading_order(seed):
    words = [thing("egg", colour=colour) for colour in ("red", "green", "blue")]
    picture = drawn(*words, seed=seed)
    assert middle(picture, 2)[1] - middle(picture, 0)[1] > 50
    four = drawn(*[thing("egg", colour=colour) for colour in ("red", "white", "white", "blue")], seed=seed)
    assert (middle(four, 2) - middle(four, 0) > 30).all()


def test_one_thing_fills_the_middle():
    rows, columns = np.nonzero(mask(drawn(thing("egg", colour="red"))))
    assert abs(rows.mean() - 64) < 8
    assert abs(columns.mean() - 64) < 8
    assert 0.55 * 128 < max(np.ptp(rows), np.ptp(columns)) < 0.8 * 128


def test_what_stands_throws_a_shadow():
    floating = thing("teapot", colour="red")
    standing = replace(floating, concept=replace(floating.concept, stands=True))
    difference = drawn(floating).astype(int) - drawn(standing).astype(int)
    assert difference.max() > 40
    assert np.argwhere(difference.sum(axis=2) > 60)[:, 0].mean() > 80


def test_the_light_of_a_scene_falls_on_things():
    dice = np.random.default_rng
    night, day = (
        render(Idea(things=(thing("egg"),), scene=scene, caption=""), DRAWINGS, SQUARE, dice(1))
        for scene in ("night", "day")
    )
    assert night[60, 64].sum() < 0.8 * day[60, 64].sum()
    assert int(night[60, 64, 2]) - int(night[60, 64, 0]) > int(day[60, 64, 2]) - int(day[60, 64, 0])


@pytest.mark.parametrize("light", ["sunset", "night", "rain", "fog"])
def test_a_place_in_a_light_is_neither_the_place_nor_the_light_alone(light):
    def shown(**where):
        idea = Idea(things=(thing("egg"),), caption="", **where)
        return render(idea, DRAWINGS, SQUARE, np.random.default_rng(1)).astype(int)

    meadow, alone, both = shown(scene="grass"), shown(scene=light), shown(scene="grass", light=light)
    sky, ground = np.s_[:30, :20], np.s_[100:, :20]
    assert np.abs(both - meadow)[sky].mean() > 2 * np.abs(both - alone)[sky].mean()
    green = [picture[ground][..., 1].mean() - picture[ground][..., 0].mean() for picture in (both, alone)]
    assert green[0] > green[1] + 10
