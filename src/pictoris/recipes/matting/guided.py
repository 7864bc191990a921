"""Carries an alpha from a small picture to its large original, along the original's own edges."""

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.recipes.base import Raster
from pictoris.recipes.matting.closed_form import Plane

_RADIUS = 2
_REGULAR = 1e-4


def upsample(alpha: Plane, small: npt.NDArray[np.float32], large: Raster) -> Plane:
    """Bring an alpha (h×w, 0–1) of a small picture (h×w×3, 0–1) to the size of a large one (H×W×3 uint8).

    In each small window alpha is fitted as a linear function of colour, and the function, not alpha, is enlarged:
    the fast guided filter (K. He, J. Sun, 2015) with the colour guide of K. He, J. Sun, X. Tang, "Guided image
    filtering" (PAMI 2013), which is also the local model of closed-form matting.
    """
    height, width = large.shape[:2]
    slopes, offset = _fit(alpha, small)
    planes = [_enlarged(plane, width, height) for plane in (*slopes, offset)]
    result = planes[3]
    for channel, slope in enumerate(planes[:3]):
        result += slope * (large[..., channel] * np.float32(1 / 255))
    # Where alpha is settled all around, the fit must not make it shiver.
    plain = _enlarged(alpha, width, height)
    settled = (plain <= 0.002) | (plain >= 0.998)
    return np.asarray(np.where(settled, np.rint(plain), np.clip(result, 0, 1)), np.float32)


def _fit(alpha: Plane, guide: npt.NDArray[np.float32]) -> tuple[list[Plane], Plane]:
    """Slopes for the three channels, and the offset, averaged over the windows that cover a pixel."""
    r, g, b = (np.ascontiguousarray(guide[..., channel]) for channel in range(3))
    mr, mg, mb, ma = (_mean(plane) for plane in (r, g, b, alpha))
    rr, gg, bb = (
        _mean(r * r) - mr * mr + _REGULAR,
        _mean(g * g) - mg * mg + _REGULAR,
        _mean(b * b) - mb * mb + _REGULAR,
    )
    rg, rb, gb = _mean(r * g) - mr * mg, _mean(r * b) - mr * mb, _mean(g * b) - mg * mb
    ra, ga, ba = _mean(r * alpha) - mr * ma, _mean(g * alpha) - mg * ma, _mean(b * alpha) - mb * ma
    c11, c12, c13 = gg * bb - gb * gb, rb * gb - rg * bb, rg * gb - rb * gg
    c22, c23, c33 = rr * bb - rb * rb, rg * rb - rr * gb, rr * gg - rg * rg
    size = rr * c11 + rg * c12 + rb * c13
    sr = (c11 * ra + c12 * ga + c13 * ba) / size
    sg = (c12 * ra + c22 * ga + c23 * ba) / size
    sb = (c13 * ra + c23 * ga + c33 * ba) / size
    return [_mean(sr), _mean(sg), _mean(sb)], _mean(ma - sr * mr - sg * mg - sb * mb)


def _mean(plane: npt.NDArray[Any]) -> Plane:
    side = 2 * _RADIUS + 1
    return np.asarray(cv2.blur(plane, (side, side), borderType=cv2.BORDER_REFLECT), np.float32)


def _enlarged(plane: Plane, width: int, height: int) -> Plane:
    return np.asarray(cv2.resize(plane, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
