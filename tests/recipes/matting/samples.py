"""Figures whose alpha is known, because they were put together here."""

import cv2
import numpy as np


def hairy_disc(side=160):
    """A disc with 60 hairs on a calm background: picture (0–1), alpha, and the disc's colour."""
    scale = 8
    canvas = np.zeros((side * scale, side * scale), np.uint8)
    middle, radius = side * scale // 2, side * scale // 5
    cv2.circle(canvas, (middle, middle), radius, 255, -1)
    chance = np.random.default_rng(5)
    for angle in chance.uniform(0, 2 * np.pi, 60):
        length = radius * chance.uniform(1.2, 1.6)
        end = (round(middle + length * np.cos(angle)), round(middle + length * np.sin(angle)))
        cv2.line(canvas, (middle, middle), end, 255, int(chance.integers(6, 14)))
    alpha = np.asarray(
        cv2.resize(canvas, (side, side), interpolation=cv2.INTER_AREA), np.float32
    ) / np.float32(255)
    colour = np.array([0.75, 0.45, 0.15], np.float32)
    slope = np.linspace(0, 1, side, dtype=np.float32)[:, None, None]
    behind = np.array([0.25, 0.35, 0.6], np.float32) + slope * np.array([0.1, 0.1, 0.1], np.float32)
    grain = chance.normal(0, 0.006, (side, side, 3))
    picture = alpha[..., None] * colour + (1 - alpha[..., None]) * behind + grain
    return np.clip(picture, 0, 1).astype(np.float32), alpha, colour
