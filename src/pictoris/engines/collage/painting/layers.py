"""Lays small pictures over large ones."""

import cv2
import numpy as np

from pictoris.engines.collage.painting.view import Field


def stick(picture: Field, layer: Field, spread: float, place: tuple[float, float]) -> None:
    """Lay a premultiplied layer over the picture, `spread` times as large, its corner at a column and row."""
    high, wide = layer.shape[:2]
    left, top = int(np.floor(place[0])), int(np.floor(place[1]))
    right, bottom = int(np.ceil(place[0] + wide * spread)) + 1, int(np.ceil(place[1] + high * spread)) + 1
    inner = (max(0, left), max(0, top), min(picture.shape[1], right), min(picture.shape[0], bottom))
    if inner[0] >= inner[2] or inner[1] >= inner[3]:
        return
    move = np.float32([
        [spread, 0, place[0] - inner[0] + (spread - 1) / 2],
        [0, spread, place[1] - inner[1] + (spread - 1) / 2],
    ])
    size = (inner[2] - inner[0], inner[3] - inner[1])
    way = cv2.INTER_CUBIC if spread > 1.05 else cv2.INTER_LINEAR
    laid = np.clip(np.asarray(cv2.warpAffine(layer, move, size, flags=way), np.float32), 0, 1)
    area = picture[inner[1] : inner[3], inner[0] : inner[2]]
    area *= 1 - laid[..., 3:]
    area += laid[..., :3]
