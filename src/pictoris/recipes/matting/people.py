"""Finds people with the selfie segmentation network, in several looks from far and near."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.ports import Infers
from pictoris.recipes.base import Raster

_GRAPH = "selfie_segmentation"
_INPUT = "input_1"
_SIDE = 256

_LEAST_SHARE = 0.002
"""Part of the picture below which what was found is not worth a second look."""
_PERSON = 0.8
"""Agreement of a far and a near look: 0.85 to 1 for people, at most 0.1 in one of them for cups and most cats."""
_HEAD_SHARE = 0.62
_NEAR_TRUST = 0.8


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a picture, in pixels; right and bottom are outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.right - self.left, self.bottom - self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Where people are, and where their heads (and so their hair) may be."""

    chance: npt.NDArray[np.float32]
    """H×W, 0 to 1."""
    head: Box


def find_people(picture: Raster, graphs: Infers) -> People | None:
    """Find people in an H×W×3 uint8 picture; None if there are none, or something that is no person.

    The network sees 256×256 pixels, so the whole comes first, then, where people fill little of it, the part with
    them, then head and shoulders, then the head. On people the looks agree; a cat or a cup fools the network at most once.
    """
    chance = look(picture, graphs)
    box = _box_of(chance)
    if box is None:
        return None
    if box.size[0] * box.size[1] < chance.size / 2:
        _look_nearer(picture, chance, _widened(box, 0.2, picture), graphs)
        box = _box_of(chance) or box
    head = _head_box(chance, box)
    for part in (head, _inner(head)):
        near = look(picture[part.slices], graphs)
        if _agreement(chance[part.slices], near) < _PERSON:
            return None
        _merge(chance, near, part)
    return People(chance=chance, head=head)


def look(picture: Raster, graphs: Infers) -> npt.NDArray[np.float32]:
    """The network's chance of a person for each pixel of an H×W×3 uint8 picture, H×W float32 in 0–1."""
    height, width = picture.shape[:2]
    way = cv2.INTER_AREA if min(height, width) >= _SIDE else cv2.INTER_LINEAR
    seen = cv2.resize(picture, (_SIDE, _SIDE), interpolation=way).astype(np.float32) / np.float32(255)
    (chance,) = graphs.infer(_GRAPH, {_INPUT: seen[None]})
    plane = np.clip(chance[0, ..., 0], 0, 1)
    return np.asarray(cv2.resize(plane, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _box_of(chance: npt.NDArray[np.float32]) -> Box | None:
    """The box around what is rather a person than not."""
    found = chance > 0.5
    if found.mean() < _LEAST_SHARE:
        return None
    rows, columns = np.flatnonzero(found.any(axis=1)), np.flatnonzero(found.any(axis=0))
    return Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)


def _widened(box: Box, share: float, picture: npt.NDArray[Any]) -> Box:
    dx, dy = (int(side * share) + 1 for side in box.size)
    height, width = picture.shape[:2]
    return Box(
        max(0, box.left - dx), max(0, box.top - dy), min(width, box.right + dx), min(height, box.bottom + dy)
    )


def _head_box(chance: npt.NDArray[np.float32], box: Box) -> Box:
    """A square around the topmost head: over the middle of the upper sixth of the people."""
    height, width = chance.shape
    side = max(32, int(_HEAD_SHARE * min(box.size) * 1.1))
    side = min(side, height, width)
    upper = chance[box.top : box.top + max(1, box.size[1] // 6)].sum(axis=0)
    middle = int((upper * np.arange(width)).sum() / max(float(upper.sum()), 1e-6))
    left = int(np.clip(middle - side // 2, 0, width - side))
    top = int(np.clip(box.top - side // 6, 0, height - side))
    return Box(left, top, left + side, top + side)


def _inner(head: Box) -> Box:
    """The upper middle of a head box: hardly more than the head itself."""
    side = head.size[0]
    inner = int(side * 0.68)
    left = head.left + (side - inner) // 2
    return Box(left, head.top, left + inner, head.top + inner)


def _look_nearer(picture: Raster, chance: npt.NDArray[np.float32], box: Box, graphs: Infers) -> None:
    _merge(chance, look(picture[box.slices], graphs), box)


def _merge(chance: npt.NDArray[np.float32], near: npt.NDArray[np.float32], box: Box) -> None:
    """Blend a nearer look into the whole, in place, less towards those sides where the look was cut off."""
    height, width = chance.shape
    columns = _ramp(box.size[0], box.left > 0, box.right < width)
    rows = _ramp(box.size[1], box.top > 0, box.bottom < height)
    weight = _NEAR_TRUST * rows[:, None] * columns[None, :]
    part = chance[box.slices]
    part += weight * (near - part)


def _ramp(length: int, rises: bool, falls: bool) -> npt.NDArray[np.float32]:  # noqa: FBT001 - both sides alike
    place = (np.arange(length, dtype=np.float32) + 0.5) / length
    up = np.clip(place * 5, 0, 1) if rises else np.ones_like(place)
    down = np.clip((1 - place) * 5, 0, 1) if falls else np.ones_like(place)
    return np.asarray(up * down, np.float32)


def _agreement(first: npt.NDArray[np.float32], second: npt.NDArray[np.float32]) -> float:
    """What both hold over what either holds, 0 to 1."""
    either = float(np.maximum(first, second).sum())
    return float(np.minimum(first, second).sum()) / max(either, 1e-6)
