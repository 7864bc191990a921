"""Where faces may be: BlazeFace (full range) over the whole picture and over overlapping tiles."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.ports import Infers
from pictoris.recipes.base import Raster

Floats = npt.NDArray[np.float64]

GRAPH = "face_detection_full_range"
_SIDE = 192
_CELL = 4


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """A place where a face may be, in pixels of the picture."""

    score: float
    """0 to 1."""
    corners: Floats
    """Left, top, right, bottom."""
    marks: Floats
    """6×2: the person's right eye, left eye, nose, mouth, right ear, left ear."""

    @property
    def area(self) -> float:
        """Square pixels."""
        width, height = self.corners[2:] - self.corners[:2]
        return float(width * height)


def boxes(picture: Raster, graphs: Infers, tile: float | None, threshold: float = 0.5) -> list[Box]:
    """Find boxes in an H×W×3 RGB picture, surest first.

    `tile` is the side of the tiles as a share of the longer side; None looks at the whole picture once.
    """
    found = [
        box
        for x, y, width, height in _tiles(picture, tile)
        for box in _look(picture[y : y + height, x : x + width], graphs, threshold)
        if not _is_cut(box, (x, y, width, height), picture)
        for box in [_moved(box, x, y)]
    ]
    return sorted(found, key=lambda box: -box.score)


def merged(found: list[Box]) -> list[Box]:
    """Make one box of those that show the same face: the mean, weighted by score; surest first."""
    rest, groups = sorted(found, key=lambda box: -box.score), []
    while rest:
        group = [box for box in rest if _same(rest[0], box)]
        rest = [box for box in rest if not any(box is member for member in group)]
        weights = np.array([box.score for box in group])
        weights /= weights.sum()
        corners = np.tensordot(weights, np.stack([box.corners for box in group]), 1)
        marks = np.tensordot(weights, np.stack([box.marks for box in group]), 1)
        groups.append(Box(group[0].score, corners, marks))
    return groups


def _tiles(picture: Raster, share: float | None) -> Iterator[tuple[int, int, int, int]]:
    height, width = picture.shape[:2]
    if share is None:
        yield 0, 0, width, height
        return
    side = int(max(height, width) * share)
    # A tile smaller than what the network sees brings nothing that the whole did not show.
    if side < _SIDE * 0.6:
        return
    for y in _starts(height, side):
        for x in _starts(width, side):
            yield x, y, min(side, width), min(side, height)


def _starts(length: int, side: int) -> list[int]:
    last = max(0, length - side)
    return sorted({*range(0, last + 1, max(1, side // 2)), last})


def _look(tile: Raster, graphs: Infers, threshold: float) -> list[Box]:
    height, width = tile.shape[:2]
    scale = _SIDE / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(tile, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    left, top = (_SIDE - size[0]) // 2, (_SIDE - size[1]) // 2
    canvas = np.zeros((1, _SIDE, _SIDE, 3), np.float32)
    canvas[0, top : top + size[1], left : left + size[0]] = small / np.float32(127.5) - 1
    regression, logits = graphs.infer(GRAPH, {"input": canvas})
    logit = np.clip(logits[0, :, 0].astype(np.float64), -80, 80)
    sure = np.flatnonzero(logit > np.log(threshold / (1 - threshold)))
    shift = np.array([left, top])
    return [
        _decoded(int(cell), regression[0, cell].astype(np.float64), logit[cell], shift, scale)
        for cell in sure
    ]


def _decoded(cell: int, values: Floats, logit: float, shift: Floats, scale: float) -> Box:
    """One cell of the network's grid: offsets in input pixels from the cell's centre."""
    grid = _SIDE // _CELL
    anchor = (np.array([cell % grid, cell // grid]) + 0.5) * _CELL
    centre, size = values[:2] + anchor, values[2:4]
    corners = np.concatenate([centre - size / 2, centre + size / 2])
    marks = values[4:].reshape(6, 2) + anchor
    score = float(1 / (1 + np.exp(-logit)))
    return Box(score, (corners - np.tile(shift, 2)) / scale, (marks - shift) / scale)


def _is_cut(box: Box, tile: tuple[int, int, int, int], picture: Raster) -> bool:
    """Whether an edge of the tile that is not an edge of the picture goes through the face."""
    x, y, width, height = tile
    left, top, right, bottom = box.corners
    sides = (
        left < 2 and x > 0,
        top < 2 and y > 0,
        right > width - 2 and x + width < picture.shape[1],
        bottom > height - 2 and y + height < picture.shape[0],
    )
    return any(sides)


def _moved(box: Box, x: int, y: int) -> Box:
    return Box(box.score, box.corners + np.array([x, y, x, y]), box.marks + np.array([x, y]))


def _same(first: Box, second: Box) -> bool:
    low = np.maximum(first.corners[:2], second.corners[:2])
    high = np.minimum(first.corners[2:], second.corners[2:])
    shared = float(np.prod(np.maximum(high - low, 0)))
    union = first.area + second.area - shared
    return shared > 0.3 * union or shared > 0.6 * min(first.area, second.area)
