import pytest

from pictoris.engines.collage.painting.relations import parents
from pictoris.engines.collage.painting.render import plan
from pictoris.engines.collage.scene import Standing
from tests.engines.collage.scenes import (
    BALLOON,
    BOAT,
    CAT,
    CHAIR,
    DOG,
    HOUSE,
    TREE,
    idea,
    scene,
    sprites,
    thing,
)

SEEDS = range(8)
CANOE = "1f6f6"


def _pair(first, relation, second, seed, place="meadow"):
    of = scene(thing(first), thing(second), standings=[(0, relation, 1)], place=place)
    figures = plan(idea(of, seed), sprites()).figures
    return (next(one for one in figures if one.thing == number) for number in (0, 1))


@pytest.mark.parametrize("seed", SEEDS)
def test_on_a_chair_is_on_its_seat(seed):
    cat, chair = _pair(CAT, "on", CHAIR, seed, "room")
    assert chair.box[1] < cat.foot < chair.foot - 0.3 * chair.height
    assert abs(cat.x - chair.x) < 0.3 * chair.width
    assert cat.order > chair.order


@pytest.mark.parametrize("seed", SEEDS)
def test_on_a_boat_is_in_it(seed):
    cat, boat = _pair(CAT, "on", CANOE, seed, "sea")
    assert cat.order < boat.order
    assert boat.box[1] < cat.foot < boat.foot


@pytest.mark.parametrize("relation", ["on", "in"])
def test_on_a_sailboat_is_before_its_sail_and_above_the_water(relation):
    cat, boat = _pair(CAT, relation, BOAT, 1, "sea")
    assert cat.order > boat.order
    assert boat.box[1] < cat.box[1] < cat.foot < boat.foot - 0.15 * boat.height


@pytest.mark.parametrize("seed", SEEDS)
def test_under_a_tree_is_at_its_foot(seed):
    cat, tree = _pair(CAT, "under", TREE, seed)
    assert tree.height > 1.3 * cat.height
    assert cat.box[1] > tree.box[1] + 0.3 * tree.height
    assert tree.box[0] < cat.x < tree.box[2]


@pytest.mark.parametrize("seed", SEEDS)
def test_under_a_balloon_is_below_it(seed):
    cat, balloon = _pair(CAT, "under", BALLOON, seed)
    assert balloon.foot <= cat.box[1] + 0.05


@pytest.mark.parametrize("seed", SEEDS)
def test_above_is_higher(seed):
    balloon, house = _pair(BALLOON, "above", HOUSE, seed)
    assert balloon.foot < house.box[1] + 0.02


@pytest.mark.parametrize("seed", SEEDS)
def test_in_front_is_nearer_and_behind_is_farther(seed):
    dog, house = _pair(DOG, "in front of", HOUSE, seed)
    assert dog.foot > house.foot
    dog, cat = _pair(DOG, "behind", CAT, seed)
    assert dog.foot < cat.foot
    assert abs(dog.x - cat.x) > 0.2 * cat.width


def test_the_first_word_counts_and_circles_are_broken():
    told = [
        Standing(first=0, relation="on", second=1), Standing(first=0, relation="under", second=2),
        Standing(first=1, relation="on", second=0), Standing(first=1, relation="left of", second=2),
    ]  # fmt: skip
    assert parents(told) == {0: told[0]}


def test_several_things_on_one_stand_beside_one_another():
    of = scene(thing(CAT), thing(DOG), thing(TREE), standings=[(0, "on", 2), (1, "on", 2)], place="meadow")
    cat, dog, _tree = sorted(plan(idea(of), sprites()).figures, key=lambda one: one.thing)
    assert cat.box[2] <= dog.box[0] + 1e-6 or dog.box[2] <= cat.box[0] + 1e-6


def test_a_hut_in_a_tree_is_in_its_crown():
    hut, tree = _pair("1f6d6", "in", TREE, 1)
    assert hut.order > tree.order
    assert tree.box[1] < hut.box[1] < hut.foot < tree.foot - 0.3 * tree.height
