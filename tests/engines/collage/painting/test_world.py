import pytest

from pictoris.engines.collage.library import library
from pictoris.engines.collage.painting.world import HORIZONS, decide
from pictoris.engines.collage.scene import Kind, Scene, Setting
from pictoris.ports import Look


def _entry(kind):
    return next(entry for entry in library().entries.values() if entry.kind is kind)


def _decided(kinds=(Kind.ANIMAL,), seed=1, chaos=0, **setting):
    entries = tuple(map(_entry, kinds))
    return decide(Scene(things=(), setting=Setting(**setting)), entries, seed, Look(chaos=chaos), 1.0)


@pytest.mark.parametrize("place", HORIZONS)
def test_a_place_that_is_named_is_kept_with_its_horizon(place):
    low, high = HORIZONS[place]
    world = _decided(place=place, hour="night", weather="fog")
    assert (world.place, world.hour, world.weather) == (place, "night", "fog")
    assert low <= world.horizon <= high


@pytest.mark.parametrize(
    ("kind", "place"),
    [(Kind.BOAT, "sea"), (Kind.SWIMMER, "underwater"), (Kind.FURNITURE, "room"), (Kind.FOOD, "table")],
)
def test_things_bring_their_place_along(kind, place):
    assert place in {_decided((kind,), seed).place for seed in range(4)}


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_place(kind):
    assert _decided((kind,)).place in HORIZONS


def test_a_backdrop_and_no_background_are_plain():
    assert _decided(backdrop="pink").place == "none"
    assert _decided(place="meadow", has_background=False).place == "none"


def test_land_animals_are_not_drowned():
    assert all(_decided((Kind.SWIMMER, Kind.ANIMAL), seed).place != "underwater" for seed in range(6))


def test_chaos_brings_all_hours():
    hours = {_decided(seed=seed, chaos=90, place="meadow").hour for seed in range(10)}
    assert {"night", "day", "sunset"} <= hours


def test_light_comes_from_both_sides():
    assert {_decided(seed=seed).side for seed in range(2)} == {-1, 1}


def test_nothing_at_all_is_abstract():
    assert decide(Scene(things=()), (), 1, Look(), 1.0).place == "abstract"
    assert decide(Scene(things=(), setting=Setting(hour="night")), (), 1, Look(), 1.0).place != "abstract"


def test_snow_stays_cool_in_warm_light():
    warm = _decided(place="snowfield", hour="sunset")
    assert warm.tint[0] > warm.tint[2] + 0.1
    assert warm.snow_tint[0] < warm.snow_tint[2] + 0.05


def test_whoever_is_on_the_ground_brings_what_flies_down():
    saucer, cow = library().entry("fluent/1f6f8"), library().entry("fluent/1f404")
    places = {decide(Scene(things=()), (saucer, cow), seed, Look(), 1.0).place for seed in range(4)}
    assert "space" not in places
