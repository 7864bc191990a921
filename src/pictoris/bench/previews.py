"""A picture in the making, small enough to be sent and stored several times a second."""

import base64

import cv2
import numpy as np

from pictoris.ports import Array

SIDE = 160
"""Pixels of the longer side, at most."""

BYTES = 6_000
"""Of the JPEG, about; base64 makes 8,000 of them."""

_QUALITIES = (80, 60, 40, 20)


def preview_of(pixels: Array) -> str:
    """The picture (H×W×3, RGB, uint8) as a small JPEG in base64."""
    height, width = pixels.shape[:2]
    scale = min(1.0, SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    bgr = cv2.cvtColor(np.ascontiguousarray(small), cv2.COLOR_RGB2BGR)
    written = (_jpeg(bgr, quality) for quality in _QUALITIES)
    fitting = next((data for data in written if len(data) <= BYTES), None)
    return base64.b64encode(fitting or _jpeg(bgr, _QUALITIES[-1])).decode()


def _jpeg(bgr: Array, quality: int) -> bytes:
    return cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
