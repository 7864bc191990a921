import pytest

from pictoris.engines.collage.library import library
from pictoris.engines.collage.painting.heads import head_of
from pictoris.engines.collage.painting.render import plan
from pictoris.engines.collage.painting.wearing import can_wear
from tests.engines.collage.scenes import idea, scene, sprites, thing

COOK, GIRAFFE, PENGUIN, GIRL, SUNGLASSES, HAT, SCARF, DRESS = (
    "1f9d1-200d-1f373",
    "1f992",
    "1f427",
    "1f467",
    "1f576",
    "1f3a9",
    "1f9e3",
    "1f457",
)


def _entry(code):
    return library().entry(f"fluent/{code}")


def _dressed(wearer, garment, seed=1, **more):
    of = scene(thing(wearer, **more), thing(garment), standings=[(1, "worn by", 0)], place="meadow")
    return plan(idea(of, seed), sprites()).figures


@pytest.mark.parametrize("seed", range(4))
def test_sunglasses_are_on_the_eyes_whichever_way_it_looks(seed):
    giraffe, glasses = _dressed(GIRAFFE, SUNGLASSES, seed)
    head = head_of(_entry(GIRAFFE))
    assert head is not None
    left, top = giraffe.box[:2]
    x = (1 - head.x if giraffe.mirrored else head.x) * giraffe.width + left
    assert glasses.x == pytest.approx(x)
    assert (glasses.box[1] + glasses.box[3]) / 2 == pytest.approx(top + head.eyes * giraffe.height, abs=0.01)
    assert glasses.mirrored == giraffe.mirrored
    assert glasses.width < 0.4 * giraffe.width


def test_a_hat_is_on_top_and_a_scarf_around_the_neck():
    penguin, hat = _dressed(PENGUIN, HAT)
    assert penguin.box[1] < hat.foot < penguin.box[1] + 0.2 * penguin.height
    penguin, scarf = _dressed(PENGUIN, SCARF)
    assert 0.2 < (scarf.box[1] - penguin.box[1]) / penguin.height < 0.6


def test_everyone_gets_a_hat():
    assert sum(one.thing == 1 for one in _dressed(PENGUIN, HAT, count=3)) == 3


def test_a_head_stands_on_its_dress():
    girl, dress = sorted(_dressed(GIRL, DRESS), key=lambda one: one.thing)
    assert dress.box[1] < girl.foot < dress.box[1] + 0.25 * dress.height
    assert girl.foot < dress.foot


def test_what_cannot_be_worn():
    assert not can_wear(_entry("1f697"), _entry(HAT))
    assert not can_wear(_entry(PENGUIN), _entry("1f697"))
    assert not can_wear(_entry(COOK), _entry(DRESS)), "clothes are drawn on it"
    assert can_wear(_entry(PENGUIN), _entry(HAT))
