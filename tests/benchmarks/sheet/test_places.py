"""Relations follow from boxes."""

import pytest

from bench.sheet.asked import Place
from bench.sheet.places import stands

LEFT, RIGHT = (0, 50, 40, 100), (60, 50, 100, 100)
UP, DOWN = (10, 0, 30, 20), (0, 50, 40, 100)
SEATED, SEAT = (5, 10, 35, 55), (0, 50, 40, 100)
NEAR, FAR = (20, 60, 60, 100), (0, 20, 50, 90)


@pytest.mark.parametrize(
    ("one", "place", "other"),
    [
        (LEFT, Place.LEFT_OF, RIGHT),
        (RIGHT, Place.RIGHT_OF, LEFT),
        (LEFT, Place.NEXT_TO, RIGHT),
        (UP, Place.ABOVE, DOWN),
        (DOWN, Place.UNDER, UP),
        (SEATED, Place.ON, SEAT),
        (NEAR, Place.IN_FRONT_OF, FAR),
        (FAR, Place.BEHIND, NEAR),
    ],
)
def test_a_relation_holds_one_way_only(one, place, other):
    assert stands([one], place, [other])
    if place is not Place.NEXT_TO:
        assert not stands([other], place, [one])


def test_between_takes_one_on_each_side():
    middle = (45, 60, 55, 70)
    assert stands([middle], Place.BETWEEN, [LEFT, RIGHT])
    assert not stands([middle], Place.BETWEEN, [LEFT])


def test_nothing_stands_to_what_is_missing():
    assert not stands([], Place.ON, [SEAT])
    assert not stands([SEATED], Place.ON, [])
