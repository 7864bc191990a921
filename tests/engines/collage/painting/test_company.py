from itertools import combinations

import pytest

from pictoris.engines.collage.painting.beyond import Extension, touches
from pictoris.engines.collage.painting.company import company
from pictoris.engines.collage.painting.guests import GUESTS
from pictoris.engines.collage.scene import Kind
from tests.engines.collage.scenes import sprites, world

FIRST, TWICE = (0.0, 0.0, 1.0, 1.0), (-0.5, -0.5, 2.0, 2.0)


def _guests(place="meadow", seed=1, **more):
    return company(world(place, **more), sprites(), Extension(seed=seed, kept=FIRST, frame=TWICE), [])


@pytest.mark.parametrize("place", GUESTS)
def test_guests_come_to_the_new_area_only(place):
    found = _guests(place)
    assert found
    assert not any(touches(one.box, FIRST) for one in found)
    assert all(one.box[0] >= -0.5 and one.box[2] <= 1.5 and one.foot <= 1.5 for one in found)


def test_guests_do_not_hide_one_another():
    for one, other in combinations(_guests(), 2):
        assert (
            one.box[2] < other.box[0]
            or other.box[2] < one.box[0]
            or one.box[3] < other.box[1]
            or other.box[3] < one.box[1]
        )


def test_seeds_bring_other_guests():
    assert len({tuple(one.id for one in _guests(seed=seed)) for seed in range(4)}) == 4


def test_nobody_joins_those_who_are_counted():
    shown = frozenset({f"kind {Kind.ANIMAL}", "tree"})
    kinds = {
        (sprites().entry(one.id).kind, sprites().entry(one.id).name)
        for seed in range(5)
        for one in _guests(seed=seed, shown=shown)
    }
    assert kinds
    assert not any(kind is Kind.ANIMAL or "tree" in name for kind, name in kinds)
