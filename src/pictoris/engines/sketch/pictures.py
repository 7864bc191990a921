"""Sizes, masks and fillings of the small canvas that the painter works on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

Pixels: TypeAlias = npt.NDArray[np.uint8]
Size: TypeAlias = tuple[int, int]
"""Width and height."""

STEP = 16
"""Pixels: both sides of the small canvas are multiples of this."""
_SIDE = 128
_SHORTEST, _LONGEST = 3 * STEP, 24 * STEP
_AREA_COUNTS = 0.25
"""What an area that is twice too large costs, against a shape that is twice too long."""
_AROUND = 0.3
"""Share of a region's sides that is seen on each side of it: with more, things would be larger than their region."""
_BLEND = 5.0
"""Pixels next to what is kept in which a picture of 8 × 8 cells is not yet itself."""
_SHADE = 64.0
"""Levels: what differs more is another thing, and not another shade."""
_ALONG = 8.0
"""Pixels: how evenly a shift of shades runs along a border."""
_REACH = 32.0
"""Pixels over which it fades."""
_SHEET = 256
_LIGHT = 236
"""Grey that stands behind what was cut out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A part of a picture, in pixels."""

    left: int
    top: int
    width: int
    height: int

    def of(self, picture: Pixels) -> Pixels:
        """The part as a view."""
        return picture[self.top : self.top + self.height, self.left : self.left + self.width]


def small_size(width: int, height: int) -> Size:
    """The canvas of about 128 × 128 pixels whose shape is nearest."""
    sides = range(_SHORTEST, _LONGEST + 1, STEP)

    def cost(size: Size) -> float:
        shape = abs(np.log(size[0] / size[1] * height / width))
        return float(shape + _AREA_COUNTS * abs(np.log(size[0] * size[1] / _SIDE**2)))

    return min(((wide, high) for wide in sides for high in sides), key=cost)


def resized(picture: Pixels, size: Size) -> Pixels:
    """A picture or mask of exactly this size; its shape may change."""
    if (picture.shape[1], picture.shape[0]) == size:
        return picture
    shrinks = size[0] * size[1] < picture.shape[0] * picture.shape[1]
    way = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, size, interpolation=way), np.uint8)


def covering(picture: Pixels, size: Size) -> Pixels:
    """The middle of a picture, H×W×3 or H×W×4, as large as possible in the shape of `size`: H×W×3."""
    scale = max(size[0] / picture.shape[1], size[1] / picture.shape[0])
    wide = min(picture.shape[1], max(1, round(size[0] / scale)))
    high = min(picture.shape[0], max(1, round(size[1] / scale)))
    left, top = (picture.shape[1] - wide) // 2, (picture.shape[0] - high) // 2
    return resized(opaque(picture)[top : top + high, left : left + wide], size)


def opaque(picture: Pixels) -> Pixels:
    """An H×W×3 or H×W×4 picture as H×W×3, in front of light grey."""
    if picture.shape[2] == 3:
        return picture
    alpha = picture[..., 3:].astype(np.float32) / 255
    return np.asarray(picture[..., :3] * alpha + _LIGHT * (1 - alpha) + 0.5, np.uint8)


def window(mask: Pixels) -> Box:
    """The region with some of what is around it: the whole picture if the region is large."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    left, width = _widened(columns, mask.shape[1])
    top, height = _widened(rows, mask.shape[0])
    return Box(left=left, top=top, width=width, height=height)


def _widened(touched: npt.NDArray[np.intp], whole: int) -> tuple[int, int]:
    if not touched.size:
        return 0, whole
    length = int(touched[-1] - touched[0]) + 1
    around = max(round(_AROUND * length), STEP)
    first, last = max(0, int(touched[0]) - around), min(whole, int(touched[-1]) + 1 + around)
    return first, last - first


def touched(mask: Pixels, columns: int, rows: int) -> npt.NDArray[np.bool_]:
    """Which cells of a grid, rows×columns, a mask reaches into."""
    high = -(-mask.shape[0] // rows) * rows
    wide = -(-mask.shape[1] // columns) * columns
    even = cv2.resize(mask, (wide, high), interpolation=cv2.INTER_NEAREST_EXACT)
    cells = even.reshape(rows, high // rows, columns, wide // columns)
    return np.asarray(cells.max((1, 3)) > 0)


def filled(picture: Pixels, mask: Pixels) -> Pixels:
    """What is to be painted, as a blur of what is kept that runs out from its edges (pull-push: Gortler et al. 1996)."""
    kept = (mask < 128).astype(np.float32)
    if not kept.any():
        return picture
    spread = _spread(picture.astype(np.float32) * kept[..., None], kept)
    return np.asarray(np.where(kept[..., None] > 0, picture, np.clip(spread + 0.5, 0, 255)), np.uint8)


def continued(picture: Pixels, mask: Pixels) -> Pixels:
    """What is to be painted, as the nearest of what is kept, so that a horizon goes on; all of one size."""
    # Not from 128 on: of what lies half within the mask, the half that is to be painted may be anything.
    fresh = mask > 0
    return picture if fresh.all() or not fresh.any() else picture[_to_kept(fresh)[1]]


def _spread(weighted: npt.NDArray[np.float32], weight: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    mean = weighted / np.maximum(weight, 1e-6)[..., None]
    height, width = weight.shape
    if max(height, width) <= 2:
        return np.asarray(weighted.sum((0, 1)) / max(float(weight.sum()), 1e-6) + 0 * mean, np.float32)
    half = (max(1, (width + 1) // 2), max(1, (height + 1) // 2))
    smaller = [
        np.asarray(cv2.resize(one, half, interpolation=cv2.INTER_AREA), np.float32)
        for one in (weighted, weight)
    ]
    coarse = cv2.resize(_spread(*smaller), (width, height), interpolation=cv2.INTER_LINEAR)
    trust = np.clip(weight * 4, 0, 1)[..., None]
    return np.asarray(mean * trust + coarse.reshape(mean.shape) * (1 - trust), np.float32)


def met(painted: Pixels, picture: Pixels, mask: Pixels) -> Pixels:
    """What was painted where the mask says, led over to the picture that it meets; elsewhere the picture. H×W×3, H×W.

    So coarse a grid continues things well, but seldom in quite the same shade. What was painted is shifted by the
    difference that shows across the border, less the farther away; what differs by more than a shade is another thing,
    and is left as it is.
    """
    fresh = mask >= 128
    if not fresh.any() or fresh.all():
        return painted
    distance, nearest = _to_kept(fresh)
    apart = picture[nearest].astype(np.float32) - painted
    ring = fresh & (distance >= _BLEND) & (distance < 2 * _BLEND) & (np.abs(apart).max(2) < _SHADE)
    along = _smooth(apart, ring)
    shift = _smooth(along[nearest] * np.exp(-distance / np.float32(_REACH))[..., None], fresh)
    shifted = painted + shift
    share = np.clip(distance / np.float32(_BLEND), 0, 1)[..., None]
    led = np.clip(picture[nearest] * (1 - share) + shifted * share + 0.5, 0, 255)
    return np.asarray(np.where(fresh[..., None], led, picture), np.uint8)


def _to_kept(
    fresh: npt.NDArray[np.bool_],
) -> tuple[npt.NDArray[np.float32], tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]]:
    """How far each pixel is from what is kept, and the row and column of the nearest that is."""
    distance, labels = cv2.distanceTransformWithLabels(
        fresh.astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    rows, columns = np.nonzero(~fresh)
    place = np.zeros(int(labels.max()) + 1, np.intp)
    place[labels[rows, columns]] = np.arange(len(rows))
    which = place[labels]
    return np.asarray(distance, np.float32), (rows[which], columns[which])


def _smooth(values: npt.NDArray[np.float32], known: npt.NDArray[np.bool_]) -> npt.NDArray[np.float32]:
    """What is known, blurred over its surroundings."""
    weight = known.astype(np.float32)[..., None]
    sums = cv2.GaussianBlur(np.dstack([values * weight, weight]), (0, 0), _ALONG)
    return np.asarray(sums[..., :3] / (sums[..., 3:] + 1e-3), np.float32)


def sheet(pictures: Sequence[Pixels]) -> Pixels:
    """Pictures of one size beside one another, at most 256 pixels wide and high."""
    across = int(np.ceil(np.sqrt(len(pictures))))
    height, width = pictures[0].shape[:2]
    blank = np.full((height, width, 3), _LIGHT, np.uint8)
    cells = [*pictures, *[blank] * (-len(pictures) % across)]
    rows = [np.hstack(cells[start : start + across]) for start in range(0, len(cells), across)]
    whole = np.vstack(rows)
    part = min(1.0, _SHEET / max(whole.shape))
    return resized(whole, (max(1, int(whole.shape[1] * part)), max(1, int(whole.shape[0] * part))))
