"""Which size a picture gets: the shape that was asked for, at what the engine paints best."""

import math
from typing import TypeAlias

from pictoris.ports import Abilities

Size: TypeAlias = tuple[int, int]
"""Width and height."""

_LONGEST_SHAPE = 8
"""Times that one side may be as long as the other: beyond, nothing sensible is painted."""

_ROUNDING = 0.1


def for_shape(shape: Size, abilities: Abilities) -> Size:
    """The size in pixels for a shape such as 3:2."""
    ratio = min(max(shape[0] / shape[1], 1 / _LONGEST_SHAPE), _LONGEST_SHAPE)
    if abilities.sides == "shorter":
        width, height = max(ratio, 1.0) * abilities.side, max(1 / ratio, 1.0) * abilities.side
    else:
        width, height = math.sqrt(ratio) * abilities.side, abilities.side / math.sqrt(ratio)
    shrink = min(1.0, abilities.longest / max(width, height))
    return _rounded(width * shrink, abilities), _rounded(height * shrink, abilities)


def fitting(width: int, height: int, abilities: Abilities) -> Size:
    """The nearest size that the engine takes; the same one if it takes it."""
    shrink = min(1.0, abilities.longest / max(width, height))
    return _rounded(width * shrink, abilities), _rounded(height * shrink, abilities)


def is_of_shape(size: Size, shape: Size) -> bool:
    """Whether a size has this shape, but for its rounding to what engines paint."""
    return abs(size[0] * shape[1] / (size[1] * shape[0]) - 1) < _ROUNDING


def shape_of(ratio: str) -> Size:
    """The shape that a field says, such as `16:9`."""
    width, _, height = ratio.partition(":")
    return int(width), int(height)


def _rounded(side: float, abilities: Abilities) -> int:
    multiple = abilities.multiple
    return min(max(multiple, round(side / multiple) * multiple), abilities.longest // multiple * multiple)
