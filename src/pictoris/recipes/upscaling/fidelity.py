"""Holds an enlarged picture to the one it was made from."""

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.recipes.base import Raster

_BAND = 256
"""Rows of the small picture that are corrected at a time."""
_CONTEXT = 10
"""Rows around a band that its correction reads: blur (8) and cubic interpolation (2)."""


def correct(enlarged: Raster, original: Raster, *, fine: bool) -> None:
    """Change an enlarged picture in place so that shrinking it gives the original again, nearly.

    `enlarged` is k·H×k·W×3 and `original` H×W×3 for a whole k, both uint8. With `fine` every detail is held;
    without, only colour and light over several pixels are, for originals whose fine detail is noise.
    One step of iterative back-projection (M. Irani, S. Peleg, "Improving resolution by image registration", 1991).
    """
    factor = enlarged.shape[0] // original.shape[0]
    differences = np.empty(original.shape, np.int16)
    for top in range(0, original.shape[0], _BAND):
        rows = slice(top, top + _BAND)
        shrunk = _shrink(enlarged[top * factor : (top + _BAND) * factor], factor)
        differences[rows] = np.subtract(original[rows], shrunk, dtype=np.int16)
    for top in range(0, original.shape[0], _BAND):
        _correct_band(enlarged, differences, top, fine=fine)


def _shrink(band: Raster, factor: int) -> Raster:
    size = (band.shape[1] // factor, band.shape[0] // factor)
    return np.asarray(cv2.resize(band, size, interpolation=cv2.INTER_AREA), np.uint8)


def _correct_band(enlarged: Raster, differences: npt.NDArray[np.int16], top: int, *, fine: bool) -> None:
    height, width = differences.shape[:2]
    factor = enlarged.shape[0] // height
    end = min(height, top + _BAND)
    first, last = max(0, top - _CONTEXT), min(height, end + _CONTEXT)
    missing: npt.NDArray[Any] = differences[first:last].astype(np.float32)
    if not fine:
        missing = cv2.GaussianBlur(missing, (17, 17), 2)
    missing = cv2.resize(missing, (width * factor, (last - first) * factor), interpolation=cv2.INTER_CUBIC)
    target = enlarged[top * factor : end * factor]
    corrected = target + missing[(top - first) * factor : (end - first) * factor]
    np.copyto(target, np.rint(np.clip(corrected, 0, 255)), casting="unsafe")
