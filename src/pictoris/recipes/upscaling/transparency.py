"""Keeps the rim of a cut-out free of the colour that hides behind full transparency."""

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.recipes.base import Raster

_FILL_SIDE = 1024


def bleed(colour: Raster, alpha: npt.NDArray[np.uint8]) -> Raster:
    """Give fully transparent pixels the colour of what is visible near them.

    `colour` is H×W×3 and `alpha` H×W, both uint8; visible pixels keep their colour. An enlarging network or a
    filter mixes neighbours, and would otherwise draw the (usually black) hidden colour into the rim.
    Averages go down a pyramid and holes are filled on the way up (pull-push: Gortler et al., "The lumigraph", 1996).
    """
    hidden = alpha == 0
    if not hidden.any():
        return colour
    height, width = alpha.shape
    shrink = min(1.0, _FILL_SIDE / max(height, width))
    size = (max(1, round(width * shrink)), max(1, round(height * shrink)))
    weighted = cv2.multiply(colour, cv2.merge([alpha] * 3), dtype=cv2.CV_16U)
    filled = _fill(_shrunk(weighted, size) / np.float32(255), _shrunk(alpha, size) / np.float32(255))
    filled = np.asarray(cv2.resize(filled, (width, height)), np.float32)
    return np.where(hidden[..., None], np.rint(np.clip(filled, 0, 255)).astype(np.uint8), colour)


def _fill(weighted: npt.NDArray[np.float32], weight: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Divide by the weight where there is some, and take the coarser level's answer where there is none."""
    height, width = weight.shape
    known = weight > 1 / 255
    mean = np.asarray(weighted / np.maximum(weight, 1 / 255)[..., None], np.float32)
    if known.all() or max(height, width) == 1:
        return mean
    half = (max(1, width // 2), max(1, height // 2))
    coarse = cv2.resize(_fill(_shrunk(weighted, half), _shrunk(weight, half)), (width, height))
    return np.asarray(np.where(known[..., None], mean, coarse), np.float32)


def _shrunk(values: npt.NDArray[Any], size: tuple[int, int]) -> npt.NDArray[np.float32]:
    return np.asarray(cv2.resize(values, size, interpolation=cv2.INTER_AREA), np.float32)
