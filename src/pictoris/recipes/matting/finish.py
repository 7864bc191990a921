"""Brings a cut from working size to the picture's own, tile by tile."""

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.recipes.base import Raster
from pictoris.recipes.matting.closed_form import Plane

_RADIUS = 2
_REGULAR = 1e-4
_TILE = 512


def cut_out(
    picture: Raster, alpha: Plane, colours: npt.NDArray[np.float32], small: npt.NDArray[np.float32]
) -> Raster:
    """Join alpha and foreground colours to an RGBA raster of the size of a picture.

    `picture` is H×W×3 uint8; `alpha` (h×w), `colours` and `small`, the picture itself (both h×w×3), are in 0–1. Where
    the picture is larger, alpha is not enlarged itself but, in each small window, as a linear function of colour: the
    fast guided filter (K. He, J. Sun, 2015) with the colour guide of K. He, J. Sun, X. Tang, "Guided image filtering"
    (PAMI 2013), which is also the local model of closed-form matting. What is not kept is black, not hidden.
    """
    if picture.shape[:2] == alpha.shape:
        return _joined(colours, alpha)
    height, width = picture.shape[:2]
    layers = cv2.merge([*_fit(alpha, small), alpha]), colours
    result = np.zeros((height, width, 4), np.uint8)
    for top in range(0, height, _TILE):
        for left in range(0, width, _TILE):
            place = slice(top, top + _TILE), slice(left, left + _TILE)
            scale = alpha.shape[1] / width, alpha.shape[0] / height
            _finish_tile(picture[place], result[place], layers, scale, (left, top))
    return result


def _finish_tile(
    picture: Raster,
    result: Raster,
    layers: tuple[npt.NDArray[Any], npt.NDArray[Any]],
    scale: tuple[float, float],
    place: tuple[int, int],
) -> None:
    model = _enlarged(layers[0], picture.shape, scale, place)
    plain = model[..., 4]
    if plain.max() <= 0.002:
        return
    if plain.min() >= 0.998:
        result[..., :3], result[..., 3] = picture, 255
        return
    own = picture.astype(np.float32) / np.float32(255)
    fine = np.clip((model[..., :3] * own).sum(axis=2) + model[..., 3], 0, 1)
    # Where alpha is settled all around, the fit must not make it shiver.
    settled = (plain <= 0.002) | (plain >= 0.998)
    alpha = np.where(settled, np.rint(plain), fine).astype(np.float32)
    near = _enlarged(layers[1], picture.shape, scale, place)
    # Solid parts are the picture itself; the less a pixel covers, the more it leans on the estimate.
    colours = near + (alpha * alpha)[..., None] * (own - near)
    result[...] = _joined(np.asarray(colours, np.float32), alpha)


def _joined(colours: npt.NDArray[np.float32], alpha: Plane) -> Raster:
    kept = colours * (alpha > 0.5 / 255)[..., None]
    return np.asarray(np.rint(np.clip(np.dstack([kept, alpha]), 0, 1) * 255), np.uint8)


def _enlarged(
    layer: npt.NDArray[Any], shape: tuple[int, ...], scale: tuple[float, float], place: tuple[int, int]
) -> npt.NDArray[np.float32]:
    """One tile of an enlarged layer; what `cv2.resize` would give for the whole."""
    shift = [(place[axis] + 0.5) * scale[axis] - 0.5 for axis in (0, 1)]
    matrix = np.array([[scale[0], 0, shift[0]], [0, scale[1], shift[1]]])
    ways = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    planes = [
        cv2.warpAffine(plane, matrix, (shape[1], shape[0]), flags=ways, borderMode=cv2.BORDER_REPLICATE)
        for plane in cv2.split(layer)
    ]
    return np.asarray(cv2.merge(planes), np.float32)


def _fit(alpha: Plane, guide: npt.NDArray[np.float32]) -> list[Plane]:
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
    return [_mean(sr), _mean(sg), _mean(sb), _mean(ma - sr * mr - sg * mg - sb * mb)]


def _mean(plane: npt.NDArray[Any]) -> Plane:
    side = 2 * _RADIUS + 1
    return np.asarray(cv2.blur(plane, (side, side), borderType=cv2.BORDER_REFLECT), np.float32)
