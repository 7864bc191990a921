"""Fills holes and continues pictures of which nothing is known but their pixels."""

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.engines.collage.painting.cloning import busy, clone
from pictoris.engines.collage.painting.colours import mix, smooth
from pictoris.engines.collage.painting.dice import dice
from pictoris.engines.collage.painting.layers import blurred, scaled
from pictoris.engines.collage.painting.matching import joined, spread
from pictoris.engines.collage.painting.patches import filled
from pictoris.engines.collage.painting.view import Field

_RING = 0.04
"""How far from the edge, in sides of the kept picture, what is painted must meet it."""
_MATCHED_AT = 320


def heal(picture: Field, hole: Field, seed: int) -> Field:
    """The picture with its hole (1 where to fill, rows × columns) filled from around it.

    From one other place of the picture if one fits; otherwise from many small ones.
    """
    if hole.min() > 0.5:
        return np.broadcast_to(picture.mean((0, 1)), picture.shape).astype(np.float32)
    subjects = busy(picture)
    stamped = clone(picture, hole, subjects)
    if stamped is not None:
        return stamped
    return joined(np.clip(filled(picture, hole, np.zeros_like(hole), seed), 0, 1), picture, hole)


def continued(canvas: Field, free: Field, seed: int) -> Field:
    """A canvas whose free part (1) is painted from what the kept rectangle (0) looks like at its edges.

    Colours run outwards softly, rows keeping those of the edge, so that horizons go on; over that lies what small
    pieces of the picture make of it, the less the farther away.
    """
    rows, columns = np.flatnonzero((free < 0.5).any(1)), np.flatnonzero((free < 0.5).any(0))
    if not rows.size:
        return heal(canvas, free, seed)
    box = slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)
    subjects = np.zeros_like(free)
    subjects[box] = busy(canvas[box])
    away = _distance(free.shape, box) / np.float32(min(canvas[box].shape[:2]))
    pieces = filled(canvas, free, subjects, seed)
    painted = mix(pieces, _bands(canvas, box, away), (0.35 + 0.45 * smooth(0.1, 0.6, away))[..., None])
    met = _met_at_the_border(painted, canvas, box, away)
    return mix(np.clip(met + _grain(canvas, free, seed), 0, 1), canvas, (1 - free)[..., None])


def _met_at_the_border(painted: Field, canvas: Field, box: tuple[slice, slice], away: Field) -> Field:
    """Drawn, the more the nearer, towards what the kept picture's edge looks like when it is mirrored outwards."""
    kept = canvas[box]
    mirrored = kept[_mirrored(canvas.shape[0], box[0])][:, _mirrored(canvas.shape[1], box[1])]
    ring = ((away > 0) & (away < _RING)).astype(np.float32)
    part = min(1.0, _MATCHED_AT / max(away.shape))
    size = max(1, round(away.shape[1] * part)), max(1, round(away.shape[0] * part))
    weight = scaled(ring, *size)
    gap = scaled((mirrored - painted) * ring[..., None], *size) / np.maximum(weight, 1e-6)[..., None]
    reach = scaled(spread(gap, np.minimum(1, weight * 2)), away.shape[1], away.shape[0])
    fitted = painted + reach * np.exp(-away / 0.3)[..., None]
    return mix(mirrored, fitted, smooth(0.0, _RING, away)[..., None])


def _mirrored(length: int, kept: slice) -> npt.NDArray[np.int64]:
    """For each place the one of the kept span that it mirrors."""
    size = kept.stop - kept.start
    turn = np.mod(np.arange(length) - kept.start, max(1, 2 * size))
    return np.asarray(np.where(turn < size, turn, 2 * size - 1 - turn), np.int64)


def _grain(picture: Field, hole: Field, seed: int) -> Field:
    """Noise as strong as the finest detail of what is kept."""
    fine = picture - blurred(picture, 1.2)
    level = float(np.median(np.abs(fine[hole < 0.5]))) if (hole < 0.5).any() else 0.0
    noise = dice(seed, "grain").standard_normal(hole.shape, np.float32)
    return np.asarray(noise[..., None] * np.float32(min(level, 0.02)), np.float32)


def _distance(shape: tuple[int, ...], box: tuple[slice, slice]) -> Field:
    down = np.arange(shape[0], dtype=np.float32)[:, None]
    across = np.arange(shape[1], dtype=np.float32)[None, :]
    away_y = np.maximum(0, np.maximum(box[0].start - down, down - box[0].stop + 1))
    away_x = np.maximum(0, np.maximum(box[1].start - across, across - box[1].stop + 1))
    return np.asarray(np.hypot(away_y, away_x), np.float32)


def _bands(canvas: Field, box: tuple[slice, slice], away: Field) -> Field:
    """The colours of the kept edges carried outwards, softer with the distance (in sides of the kept picture)."""
    high, wide = canvas.shape[:2]
    rows = np.clip(np.arange(high), box[0].start, box[0].stop - 1)
    columns = np.clip(np.arange(wide), box[1].start, box[1].stop - 1)
    kept = canvas[box]
    strips = [max(1, length // 12) for length in kept.shape[:2]]
    calm = np.asarray(cv2.blur(kept, (strips[1], strips[0])), np.float32)
    carried = np.zeros_like(canvas)
    carried[box] = kept
    edges = calm[rows - box[0].start][:, columns - box[1].start]
    beside = (away > 0)[..., None]
    filled = np.where(beside, edges, carried)
    return _softened(np.asarray(filled, np.float32), away, float(min(kept.shape[:2])))


def _softened(picture: Field, away: Field, side: float) -> Field:
    """Blurred the more, the farther away."""
    small = scaled(picture, max(1, picture.shape[1] // 4), max(1, picture.shape[0] // 4))
    size = (picture.shape[1], picture.shape[0])
    result = picture
    for start, sigma in ((0.0, 0.02), (0.08, 0.05), (0.2, 0.11), (0.4, 0.2)):
        large = scaled(blurred(small, max(0.6, sigma * side / 4)), *size)
        result = mix(result, large, smooth(start, start + 0.12, away)[..., None])
    return result
