import pytest

from pictoris.engines.collage.library import library
from pictoris.engines.collage.painting.homes import has_home_of_its_own, homes_of
from pictoris.engines.collage.painting.world import HORIZONS
from pictoris.engines.collage.scene import Kind

ENTRIES = {entry.name: entry for entry in library().entries.values()}


@pytest.mark.parametrize(
    ("name", "place"),
    [("penguin", "snowfield"), ("camel", "desert"), ("rocket", "space"), ("cow", "farm"), ("birthday cake", "table"),
     ("tropical fish", "underwater"), ("automobile", "street")],
)  # fmt: skip
def test_things_are_at_home_where_one_expects_them(name, place):
    assert place in homes_of(ENTRIES[name])


def test_homes_are_places():
    assert {place for entry in ENTRIES.values() for place in homes_of(entry)} <= HORIZONS.keys()


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_home(kind):
    assert all(homes_of(entry) for entry in ENTRIES.values() if entry.kind is kind)


def test_a_name_may_have_a_home_of_its_own():
    assert has_home_of_its_own(ENTRIES["penguin"])
    assert not has_home_of_its_own(ENTRIES["red apple"])
