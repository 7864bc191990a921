import pytest

from pictoris.engines.collage.library import library
from pictoris.engines.collage.painting.heads import head_of
from pictoris.engines.collage.scene import Kind

ENTRIES = library().entries.values()


def _entry(name):
    return next(entry for entry in ENTRIES if entry.name == name)


def test_heads_are_in_order_and_inside():
    for head in filter(None, map(head_of, ENTRIES)):
        assert 0 <= head.top < head.eyes < head.chin <= 1
        assert head.x - head.width / 2 + 0.1 > 0
        assert head.x + head.width / 2 < 1.1


def test_every_animal_that_is_only_a_head_has_one():
    assert all(head_of(entry) for entry in ENTRIES if entry.kind is Kind.ANIMAL and entry.part == "head")


@pytest.mark.parametrize("name", ["giraffe", "penguin", "man standing", "cook", "old man", "grinning face"])
def test_who_may_be_asked_to_wear_something_has_a_head(name):
    assert head_of(_entry(name))


@pytest.mark.parametrize("name", ["house", "automobile", "red apple"])
def test_things_have_none(name):
    assert head_of(_entry(name)) is None
