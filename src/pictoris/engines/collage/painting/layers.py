"""Scales, softens, and lays small pictures over large ones."""

from collections.abc import Sequence

import cv2
import numpy as np

from pictoris.engines.collage.painting.view import Field


def blurred(picture: Field, sigma: float) -> Field:
    """Softened by a Gaussian of a radius in pixels, edges continued; wide ones are computed on a smaller copy."""
    if sigma < 6:
        return np.asarray(
            cv2.GaussianBlur(picture, (0, 0), max(0.3, sigma), borderType=cv2.BORDER_REPLICATE), np.float32
        )
    times = 2 ** int(np.log2(sigma / 3))
    high, wide = picture.shape[:2]
    small = scaled(picture, max(1, round(wide / times)), max(1, round(high / times)))
    soft = cv2.GaussianBlur(small, (0, 0), sigma / times, borderType=cv2.BORDER_REPLICATE)
    return scaled(np.asarray(soft, np.float32), wide, high)


def scaled(picture: Field, wide: int, high: int) -> Field:
    """In another size: averages when it shrinks, straight lines between pixels when it grows."""
    shrinks = wide * high < picture.shape[0] * picture.shape[1]
    way = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    return np.asarray(
        cv2.resize(np.asarray(picture, np.float32), (wide, high), interpolation=way), np.float32
    )


def warped(layer: Field, move: Sequence[Sequence[float]], wide: int, high: int) -> Field:
    """Moved, scaled and turned by a 2 × 3 matrix into a size; empty (0) where nothing comes from."""
    matrix = np.array(move, np.float64)
    enlarged = abs(float(np.linalg.det(matrix[:, :2]))) > 1.05
    way = cv2.INTER_CUBIC if enlarged else cv2.INTER_LINEAR
    return np.asarray(cv2.warpAffine(layer, matrix, (wide, high), flags=way), np.float32)


def stick(picture: Field, layer: Field, spread: float, place: tuple[float, float]) -> None:
    """Lay a premultiplied layer over the picture, `spread` times as large, its corner at a column and row."""
    high, wide = layer.shape[:2]
    left, top = int(np.floor(place[0])), int(np.floor(place[1]))
    right, bottom = int(np.ceil(place[0] + wide * spread)) + 1, int(np.ceil(place[1] + high * spread)) + 1
    inner = (max(0, left), max(0, top), min(picture.shape[1], right), min(picture.shape[0], bottom))
    if inner[0] >= inner[2] or inner[1] >= inner[3]:
        return
    move = (
        (spread, 0, place[0] - inner[0] + (spread - 1) / 2),
        (0, spread, place[1] - inner[1] + (spread - 1) / 2),
    )
    laid = np.clip(warped(layer, move, inner[2] - inner[0], inner[3] - inner[1]), 0, 1)
    area = picture[inner[1] : inner[3], inner[0] : inner[2]]
    area *= 1 - laid[..., 3:]
    area += laid[..., :3]
