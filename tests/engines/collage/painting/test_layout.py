from itertools import product

import pytest

from pictoris.engines.collage.painting.render import plan
from tests.engines.collage.scenes import (
    APPLE,
    BALLOON,
    BOAT,
    BUTTERFLY,
    CAR,
    CAT,
    DOG,
    FISH,
    HOUSE,
    TREE,
    idea,
    scene,
    sprites,
    thing,
)

SCENES = {
    "one": scene(thing(CAT)),
    "crowd": scene(thing(CAT, count=4), thing(DOG, count=3), thing(CAR), thing(TREE)),
    "air": scene(thing(BALLOON, count=7), thing(BUTTERFLY)),
    "water": scene(thing(BOAT), thing(FISH, count=2), thing(HOUSE), place="beach"),
    "leaning": scene(thing(CAT), thing(TREE), thing(BUTTERFLY), standings=[(0, "under", 1), (2, "above", 1)]),
    "giant": scene(thing(CAT, size=3), thing(APPLE, count=10), thing(HOUSE, size=0.2)),
}


def _figures(of, seed, aspect):
    return plan(idea(of, seed, aspect), sprites()).figures


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("aspect", [0.5, 1.0, 2.0])
def test_nothing_is_cut_by_the_frame(name, aspect):
    for seed in range(6):
        for figure in _figures(SCENES[name], seed, aspect):
            left, top, right, bottom = figure.box
            assert left > 0
            assert top > 0
            assert right < aspect
            assert bottom < 1


@pytest.mark.parametrize("name", SCENES)
def test_each_of_a_count_is_there(name):
    of = SCENES[name]
    shown = [figure.thing for figure in _figures(of, 2, 1.0)]
    assert [shown.count(number) for number in range(len(of.things))] == [one.count for one in of.things]


@pytest.mark.parametrize(("seed", "aspect"), list(product(range(10), [0.6, 1.0, 1.8])))
def test_left_is_left_and_right_is_right(seed, aspect):
    of = scene(
        thing(CAT),
        thing(DOG),
        thing(BALLOON),
        standings=[(0, "left of", 1), (2, "right of", 1)],
        place="meadow",
    )
    cat, dog, balloon = sorted(_figures(of, seed, aspect), key=lambda one: one.thing)
    assert cat.box[2] < dog.x
    assert dog.x < balloon.x


def test_things_do_not_cover_one_another():
    for seed in range(12):
        first, second = _figures(scene(thing(CAT), thing(DOG), place="meadow"), seed, 1.0)
        across = min(first.box[2], second.box[2]) - max(first.box[0], second.box[0])
        assert across < 0.15 * min(first.width, second.width)


def test_what_stands_stands_below_the_horizon():
    for seed in range(12):
        planned = plan(idea(scene(thing(CAT, count=8), place="meadow"), seed), sprites())
        assert all(figure.foot > planned.world.horizon for figure in planned.figures)


def test_a_single_thing_is_large():
    assert all(_figures(scene(thing(CAT), place="meadow"), seed, 1.0)[0].height > 0.36 for seed in range(8))


def test_boats_float_on_the_water_of_a_beach():
    of = scene(thing(BOAT), thing(DOG), place="beach")
    for seed in range(6):
        planned = plan(idea(of, seed), sprites())
        boat, dog = sorted(planned.figures, key=lambda one: one.thing)
        shore = planned.world.horizon + planned.world.shore * (1 - planned.world.horizon)
        assert boat.foot < shore < dog.foot


def test_without_things_nothing_stands_there():
    assert _figures(scene(place="meadow"), 1, 1.0) == ()
