"""Fills holes with pieces of the same picture that fit their surroundings, as a clone stamp does."""

import cv2
import numpy as np

from pictoris.engines.collage.painting.colours import luma
from pictoris.engines.collage.painting.layers import blurred, scaled
from pictoris.engines.collage.painting.matching import joined
from pictoris.engines.collage.painting.view import Field

_SIDE = 192
_FITS = 0.03
"""Mean squared difference of what may pass for the same surroundings."""
_RIM = 0.2
"""How much of the surroundings must fit, as a share of the hole's side."""


def clone(picture: Field, hole: Field, taboo: Field, level: float = 0.05) -> Field | None:
    """The picture with its hole (1 where to fill) filled from one other place; None if none fits.

    `taboo` (0 to 1) says what must not be taken; `level` how much it costs to move up or down rather than sideways.
    """
    fine = min(1.0, _SIDE / max(hole.shape))
    size = max(4, round(hole.shape[1] * fine)), max(4, round(hole.shape[0] * fine))
    small = scaled(picture, *size)
    gap = scaled(hole, *size)
    bad = np.maximum(scaled(taboo, *size), gap)
    box = _box(gap)
    if box is None:
        return picture
    move = _best_move(small, (gap, bad), box, level)
    if move is None:
        return None
    exact = round(move[0] / fine), round(move[1] / fine)
    moved = _moved(picture, hole, exact)
    return None if moved is None else joined(moved, picture, hole)


def _box(gap: Field) -> tuple[int, int, int, int] | None:
    rows, columns = np.flatnonzero((gap > 0.02).any(1)), np.flatnonzero((gap > 0.02).any(0))
    if not rows.size:
        return None
    rim = max(3, int(_RIM * max(rows[-1] - rows[0], columns[-1] - columns[0])))
    return (
        max(0, int(columns[0]) - rim), max(0, int(rows[0]) - rim),
        min(gap.shape[1], int(columns[-1]) + 1 + rim), min(gap.shape[0], int(rows[-1]) + 1 + rim),
    )  # fmt: skip


def _best_move(
    small: Field, maps: tuple[Field, Field], box: tuple[int, int, int, int], level: float
) -> tuple[int, int] | None:
    """How far from the hole, right and down, the best source is."""
    gap, bad = maps
    left, top, right, bottom = box
    inner = gap[top:bottom, left:right]
    ring = (inner < 0.02).astype(np.float32)
    if ring.sum() < 8:
        return None
    piece = np.ascontiguousarray(small[top:bottom, left:right])
    far = cv2.matchTemplate(small, piece, cv2.TM_SQDIFF, mask=np.repeat(ring[..., None], 3, axis=2))
    cost = np.asarray(far, np.float32) / float(ring.sum())
    inside = np.ascontiguousarray((inner >= 0.02).astype(np.float32))
    forbidden = cv2.matchTemplate(np.ascontiguousarray(bad), inside, cv2.TM_CCORR) / max(
        1.0, float(inside.sum())
    )
    cost += 0.6 * np.asarray(forbidden, np.float32)
    cost += level * np.abs(np.arange(cost.shape[0], dtype=np.float32)[:, None] - top) / small.shape[0]
    blocked = np.asarray(cv2.matchTemplate(np.ascontiguousarray(gap), inside, cv2.TM_CCORR), np.float32) > 0.5
    cost = np.where(blocked | ~np.isfinite(cost), np.inf, cost)
    if not float(cost.min()) < _FITS:
        return None
    row, column = np.unravel_index(int(cost.argmin()), cost.shape)
    return int(column) - left, int(row) - top


def _moved(picture: Field, hole: Field, move: tuple[int, int]) -> Field | None:
    """The hole's pixels taken from where the move leads."""
    rows, columns = np.nonzero(hole > 0)
    from_rows = np.clip(rows + move[1], 0, hole.shape[0] - 1)
    from_columns = np.clip(columns + move[0], 0, hole.shape[1] - 1)
    if float((hole[from_rows, from_columns] > 0.5).mean()) > 0.02:
        return None
    result = picture.copy()
    result[rows, columns] = picture[from_rows, from_columns]
    return result


def busy(picture: Field) -> Field:
    """Where a picture has its subjects, about 0 to 1, rows × columns: strong edges, and less so what is in the middle."""
    high, wide = picture.shape[:2]
    small = scaled(picture, 96, 96)
    light = luma(small)
    edges = np.hypot(cv2.Sobel(light, cv2.CV_32F, 1, 0), cv2.Sobel(light, cv2.CV_32F, 0, 1))
    calm = blurred(edges, 4)
    found = calm / (float(calm.max()) + 1e-6)
    return np.asarray(cv2.resize(found, (wide, high), interpolation=cv2.INTER_LINEAR), np.float32)
