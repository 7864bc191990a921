"""What lies beyond a picture's borders: each extension has a seed of its own, and what was there before stays."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

Frame: TypeAlias = tuple[float, float, float, float]
"""Left, top, width and height of a window on the plane."""
Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom on the plane."""
_Any = TypeVar("_Any")
_MARGIN = 0.03
"""How far soft edges reach."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """One step beyond the borders."""

    seed: int
    kept: Frame
    """The window that was there before."""
    frame: Frame
    """The window of the whole."""


def touches(box: Box, frame: Frame) -> bool:
    """Whether something reaches into a window, its soft edges and its shadow included."""
    left, top, width, height = frame
    aside = _MARGIN + 0.2 * (box[2] - box[0])
    return bool(
        box[0] - aside < left + width and box[2] + aside > left
        and box[1] - _MARGIN < top + height and box[3] + _MARGIN > top
    )  # fmt: skip


def layered(
    seed: int,
    extensions: tuple[Extension, ...],
    grown: Callable[[int], list[_Any]],
    box_of: Callable[[_Any], Box],
) -> list[_Any]:
    """What `grown` gives for the seed of each window: the first one's where they reach into it, then the next one's."""
    seeds = (seed, *(one.seed for one in extensions))
    found: list[_Any] = []
    for number, own in enumerate(seeds):
        for one in grown(own):
            inside = number > 0 and touches(box_of(one), extensions[number - 1].kept)
            outside = number < len(extensions) and not touches(box_of(one), extensions[number].kept)
            if not inside and not outside:
                found.append(one)
    return found
