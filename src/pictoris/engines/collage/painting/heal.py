"""Fills holes and continues pictures of which nothing is known but their pixels."""

import cv2
import numpy as np

from pictoris.engines.collage.painting.colours import mix, smooth
from pictoris.engines.collage.painting.dice import dice
from pictoris.engines.collage.painting.matching import joined, spread
from pictoris.engines.collage.painting.view import Field

_HEAL_SIDE = 288


def heal(picture: Field, hole: Field, seed: int) -> Field:
    """The picture with its hole (1 where to fill, rows × columns) filled from around it."""
    if hole.min() > 0.5:
        return np.broadcast_to(picture.mean((0, 1)), picture.shape).astype(np.float32)
    fine = min(1.0, _HEAL_SIDE / max(hole.shape))
    size = max(2, round(hole.shape[1] * fine)), max(2, round(hole.shape[0] * fine))
    small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.float32)
    reach = np.asarray(cv2.resize(hole, size, interpolation=cv2.INTER_AREA), np.float32)
    gone = cv2.dilate((reach > 0.02).astype(np.uint8), np.ones((3, 3), np.uint8))
    bytes_ = (np.clip(small, 0, 1) * 255 + 0.5).astype(np.uint8)
    drawn = np.asarray(cv2.inpaint(bytes_, gone, 9, cv2.INPAINT_TELEA), np.float32) / 255
    calm = spread(small, (1 - gone).astype(np.float32))
    deep = cv2.distanceTransform(gone, cv2.DIST_L2, 3)
    # Lines run well only near the border; deep inside a calm surface is better than streaks.
    filled = mix(drawn, calm, smooth(6, 40, np.asarray(deep, np.float32))[..., None])
    large = cv2.resize(filled, (hole.shape[1], hole.shape[0]), interpolation=cv2.INTER_CUBIC)
    textured = np.asarray(large, np.float32) + _grain(picture, hole, seed)
    return joined(np.clip(textured, 0, 1), picture, hole)


def _grain(picture: Field, hole: Field, seed: int) -> Field:
    """Noise as strong as the finest detail of what is kept."""
    fine = picture - cv2.GaussianBlur(picture, None, 1.2)
    level = float(np.median(np.abs(fine[hole < 0.5]))) if (hole < 0.5).any() else 0.0
    noise = dice(seed, "grain").standard_normal(hole.shape, np.float32)
    return np.asarray(noise[..., None] * np.float32(min(level, 0.02)), np.float32)


def continued(canvas: Field, free: Field, seed: int) -> Field:
    """A canvas whose free part (1) is painted from what the kept rectangle (0) looks like at its edges.

    Near the edge it is the mirrored picture; farther out it loses detail, and rows keep the colours that they had
    at the edge, so that horizons go on.
    """
    rows, columns = np.flatnonzero((free < 0.5).any(1)), np.flatnonzero((free < 0.5).any(0))
    if not rows.size:
        return heal(canvas, free, seed)
    box = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    kept = canvas[box]
    mirrored = kept[_mirrored(free.shape[0], box[0])][:, _mirrored(free.shape[1], box[1])]
    away = _distance(free.shape, box)
    side = float(min(kept.shape[:2]))
    soft = _softened(mirrored, away / side)
    bands = _bands(canvas, box, away / side)
    painted = mix(soft, bands, (0.85 * smooth(0.03, 0.5, away / side))[..., None])
    return joined(np.clip(painted + _grain(canvas, free, seed), 0, 1), canvas, free)


def _mirrored(length: int, kept: slice) -> np.ndarray:
    """For each place the one of the kept span that it mirrors."""
    size = kept.stop - kept.start
    turn = np.mod(np.arange(length) - kept.start, max(1, 2 * size))
    return np.where(turn < size, turn, 2 * size - 1 - turn)


def _distance(shape: tuple[int, ...], box: tuple[slice, slice]) -> Field:
    down = np.arange(shape[0], dtype=np.float32)[:, None]
    across = np.arange(shape[1], dtype=np.float32)[None, :]
    away_y = np.maximum(0, np.maximum(box[0].start - down, down - box[0].stop + 1))
    away_x = np.maximum(0, np.maximum(box[1].start - across, across - box[1].stop + 1))
    return np.asarray(np.hypot(away_y, away_x), np.float32)


def _softened(picture: Field, away: Field) -> Field:
    """Blurred the more, the farther away (in sides of the kept picture)."""
    small = cv2.resize(picture, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    size = (picture.shape[1], picture.shape[0])
    result, side = picture, min(picture.shape[:2]) / 4
    for start, sigma in ((0.01, 0.008), (0.06, 0.03), (0.16, 0.08)):
        blurred = cv2.resize(cv2.GaussianBlur(small, None, max(0.6, sigma * side)), size, interpolation=cv2.INTER_LINEAR)
        result = mix(result, np.asarray(blurred, np.float32), smooth(start, start * 2.2, away)[..., None])
    return result


def _bands(canvas: Field, box: tuple[slice, slice], away: Field) -> Field:
    """The colours of the kept edges, carried straight outwards; corners get what lies between."""
    kept = canvas[box]
    thick = max(1, kept.shape[1] // 10), max(1, kept.shape[0] // 10)
    known = np.zeros(canvas.shape[:2], np.float32)
    values = np.zeros_like(canvas)
    values[box[0], : box[1].start] = kept[:, : thick[0]].mean(1, keepdims=True)
    values[box[0], box[1].stop :] = kept[:, -thick[0] :].mean(1, keepdims=True)
    values[: box[0].start, box[1]] = kept[: thick[1]].mean(0, keepdims=True)
    values[box[0].stop :, box[1]] = kept[-thick[1] :].mean(0, keepdims=True)
    values[box] = kept
    known[box[0]] = 1
    known[:, box[1]] = 1
    filled = spread(values, known)
    return np.asarray(cv2.GaussianBlur(filled, None, max(1.0, 0.012 * min(kept.shape[:2]))), np.float32)
