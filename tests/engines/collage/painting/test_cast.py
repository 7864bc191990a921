import pytest

from pictoris.engines.collage.painting.cast import cast, choose, zone_of
from pictoris.ports import Look
from tests.engines.collage.scenes import (
    BALLOON,
    BOAT,
    BUTTERFLY,
    CAR,
    CAT,
    DOG,
    DUCK,
    ELEPHANT,
    FISH,
    FOX,
    MOUSE,
    scene,
    sprites,
    thing,
    world,
)


def _cast(of, **more):
    return cast(of, choose(of, 1, 0), world(**more), sprites())


def test_an_elephant_is_larger_than_a_mouse_but_not_a_hundred_times():
    elephant, mouse = _cast(scene(thing(ELEPHANT), thing(MOUSE)))
    assert 1.5 < elephant.height / mouse.height < 4


def test_size_words_count():
    tiny, giant = _cast(scene(thing(CAT, size=0.5), thing(CAT, size=2.0)))
    assert giant.height > 2 * tiny.height


def test_a_colour_is_asked_for_only_if_it_is_not_there():
    red, blue = _cast(scene(thing(CAR, colour="red"), thing(CAR, colour="blue")))
    assert blue.colour == "blue"
    assert red.colour is None or sprites().entry(red.entry.id).colours[0] != "red"


def test_seeds_choose_among_the_good_ones_and_the_first_most_often():
    of = scene(thing(CAT, DOG, FOX))
    chosen = [choose(of, seed, 0)[0] for seed in range(200)]
    assert {one: chosen.count(one) for one in set(chosen)}[f"fluent/{CAT}"] > 90
    assert len(set(chosen)) == 3


@pytest.mark.parametrize(
    ("code", "place", "zone"),
    [
        (CAT, "meadow", "ground"), (BUTTERFLY, "meadow", "air"), (BALLOON, "stage", "air"), (BOAT, "sea", "water"),
        (BOAT, "stage", "ground"), (FISH, "underwater", "deep"), (DUCK, "lake", "water"), (DUCK, "farm", "ground"),
        (CAT, "sky", "air"), (CAR, "underwater", "ground"),
    ],
)  # fmt: skip
def test_things_are_held_by_what_holds_them_in_the_world(code, place, zone):
    assert zone_of(sprites().entry(f"fluent/{code}"), world(place)) == zone


def test_weird_makes_sizes_odd():
    of = scene(thing(CAT), thing(CAT))
    plain = [role.height for role in _cast(of)]
    odd = [role.height for role in cast(of, choose(of, 1, 0), world(look=Look(weird=3000)), sprites())]
    assert plain[0] == plain[1]
    assert odd[0] != odd[1]


@pytest.mark.parametrize(
    ("code", "doing", "place", "zone"),
    [
        (ELEPHANT, "flying", "city", "air"), (CAT, "swimming", "lake", "water"), (CAT, "swimming", "meadow", "ground"),
        (CAT, "flying", "underwater", "deep"), (CAT, "sleeping", "meadow", "ground"),
    ],
)  # fmt: skip
def test_what_it_does_decides_what_holds_it(code, doing, place, zone):
    assert zone_of(sprites().entry(f"fluent/{code}"), world(place), doing) == zone


def test_a_red_fox_is_orange_but_a_red_car_is_red():
    fox, car = _cast(scene(thing(FOX, colour="red"), thing(CAR, colour="green")))
    assert fox.colour is None
    assert car.colour == "green"


def test_what_weighs_more_is_larger():
    light, heavy = _cast(scene(thing(CAT, weight=0.5), thing(CAT, weight=2.0)))
    assert heavy.height > 1.3 * light.height
