"""Whether things stand to one another as the prompt says, by the boxes in which they were found."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from bench.sheet.asked import Place

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


def _across(box: Box) -> float:
    return (box[0] + box[2]) / 2


def _down(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _meet(one: Box, other: Box) -> bool:
    """Whether one is over or under a part of the other."""
    return one[0] < other[2] and other[0] < one[2]


def _is_above(one: Box, other: Box) -> bool:
    return one[3] < other[3] and _down(one) < other[1] + 0.25 * (other[3] - other[1])


def _is_on(one: Box, other: Box) -> bool:
    touches = other[1] - 0.15 * (one[3] - one[1]) <= one[3] <= other[3]
    return touches and other[0] <= _across(one) <= other[2] and _down(one) < _down(other)


def _is_nearer(one: Box, other: Box) -> bool:
    """Whoever stands lower in the picture, in front of part of the other, is nearer."""
    return _meet(one, other) and one[3] >= other[3] - 0.03 * (other[3] - other[1])


def _is_beside(one: Box, other: Box) -> bool:
    level = min(one[3], other[3]) - max(one[1], other[1]) > 0.3 * min(one[3] - one[1], other[3] - other[1])
    gap = max(one[0], other[0]) - min(one[2], other[2])
    return level and gap < max(one[2] - one[0], other[2] - other[0])


_TWO: Mapping[Place, Callable[[Box, Box], bool]] = {
    Place.LEFT_OF: lambda one, other: _across(one) < _across(other) and not _is_above(one, other),
    Place.RIGHT_OF: lambda one, other: _across(one) > _across(other) and not _is_above(one, other),
    Place.ON: _is_on,
    Place.ABOVE: lambda one, other: _is_above(one, other) and _meet(one, other),
    Place.UNDER: lambda one, other: _down(one) > _down(other) and _meet(one, other),
    Place.IN_FRONT_OF: _is_nearer,
    Place.BEHIND: lambda one, other: _is_nearer(other, one),
    Place.NEXT_TO: _is_beside,
}


def stands(one: Sequence[Box], place: Place, others: Sequence[Box]) -> bool:
    """Whether the first of `one` stands so to any of the others; to be between takes two of them."""
    if not one or not others:
        return False
    if place is Place.BETWEEN:
        sides = [_across(other) < _across(one[0]) for other in others]
        return any(sides) and not all(sides)
    return any(_TWO[place](one[0], other) for other in others)
