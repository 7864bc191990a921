"""Puts back what must stay: pixel by pixel the same, and what was painted beside it meets it without a seam."""

from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.recipes.base import Raster
from pictoris.recipes.painting.masks import Mask

_Plane: TypeAlias = npt.NDArray[np.float32]

_REACH = 0.08
"""How far the correction of colours fades into what was painted, as a share of the longer side."""

_BAND = 6
"""Pixels of the kept part next to the border that say what colour is right there."""

_MOST = 48.0
"""Levels: what differs more is another thing, and not another shade."""

_WORKING_SIDE = 512


def put_back(painted: Raster, base: Raster, mask: Mask) -> Raster:
    """`painted` where `mask` is 255, `base` exactly where it is 0, both in proportion between; all H×W(×3), uint8.

    What is painted is first shifted by the difference that the two show along the border, which fades with distance:
    a membrane as in Pérez et al., "Poisson image editing" (2003), solved coarsely by a pyramid.
    """
    shifted = painted.astype(np.float32) + _shift(painted, base, mask)
    weight = (mask.astype(np.float32) / np.float32(255))[..., None]
    mixed = shifted * weight + base.astype(np.float32) * (1 - weight)
    result = np.asarray(np.rint(np.clip(mixed, 0, 255)), np.uint8)
    result[mask == 0] = base[mask == 0]
    return result


def _shift(painted: Raster, base: Raster, mask: Mask) -> _Plane:
    """What to add to each painted pixel, H×W×3; nothing if there is no border."""
    known = np.asarray(mask == 0, np.uint8)
    if not known.any() or known.all():
        return np.zeros(painted.shape, np.float32)
    depth = cv2.distanceTransform(known, cv2.DIST_L2, 3)
    band = np.asarray((depth > 0) & (depth <= _BAND), np.float32)
    difference = np.clip(base.astype(np.float32) - painted.astype(np.float32), -_MOST, _MOST)
    spread = _spread(difference * band[..., None], band)
    distance = cv2.distanceTransform(np.asarray(1 - known, np.uint8), cv2.DIST_L2, 3)
    fade = np.exp(-distance / np.float32(_REACH * max(mask.shape)))
    return np.asarray(spread * fade[..., None], np.float32)


def _spread(weighted: _Plane, weight: _Plane) -> _Plane:
    """The known values, smoothly continued to where there are none."""
    height, width = weight.shape
    scale = min(1.0, _WORKING_SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    filled = _pulled(_shrunk(weighted, size), _shrunk(weight, size))
    return np.asarray(cv2.resize(filled, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _pulled(weighted: _Plane, weight: _Plane) -> _Plane:
    """Averages down a pyramid, holes filled on the way up (pull-push: Gortler et al., "The lumigraph", 1996)."""
    mean = np.asarray(weighted / np.maximum(weight, 1e-6)[..., None], np.float32)
    height, width = weight.shape
    if max(height, width) == 1:
        return mean
    half = (max(1, width // 2), max(1, height // 2))
    coarse = cv2.resize(_pulled(_shrunk(weighted, half), _shrunk(weight, half)), (width, height))
    trust = np.clip(weight * 4, 0, 1)[..., None]
    return np.asarray(mean * trust + coarse.reshape(height, width, 3) * (1 - trust), np.float32)


def _shrunk(values: _Plane, size: tuple[int, int]) -> _Plane:
    return np.asarray(cv2.resize(values, size, interpolation=cv2.INTER_AREA), np.float32)
