"""Garments as they look on somebody: the illustrations show them folded."""

import numpy as np

from pictoris.engines.collage.painting.colours import colour
from pictoris.engines.collage.painting.figure import Sprite
from pictoris.engines.collage.painting.layers import scaled
from pictoris.engines.collage.painting.view import Field

_WIDE, _HIGH, _FINE = 352, 232, 2
_STRIPE = 0.055


def draw_scarf(variant: int, base: Field) -> Sprite:
    """A knitted scarf around a neck that is not to be seen: a band that hangs through, a knot and a tail, RGBA."""
    y, x = np.mgrid[0 : _HIGH * _FINE, 0 : _WIDE * _FINE].astype(np.float32)
    x, y = x / (_WIDE * _FINE), y / (_HIGH * _FINE)
    middle = 0.24 + 0.15 * (1 - (2 * x - 1) ** 2)
    band = (y - middle) / (0.2 - 0.05 * (2 * x - 1) ** 4)
    lean = x - 0.66 - 0.05 * (y - 0.4)
    tail = lean / 0.115
    fringe = 0.95 - 0.05 * (np.abs(np.mod(lean / 0.033, 1) - 0.5) > 0.22)
    knot = np.hypot((x - 0.66) / 0.14, (y - 0.42) / 0.2)
    paint, alpha = np.zeros((*x.shape, 3), np.float32), np.zeros(x.shape, np.float32)
    ends = np.abs(2 * x - 1) < 1 - 0.12 * band**2
    _lay(paint, alpha, (np.abs(tail) < 1) & (y > 0.38) & (y < fringe), _knit(base, tail, y, variant))
    _lay(paint, alpha, (np.abs(band) < 1) & ends, _knit(base, band, x, variant))
    _lay(paint, alpha, knot < 1, _knit(base * np.float32(1.06), np.minimum(knot, 1), x + y, variant))
    size = (_WIDE, _HIGH)
    cover = scaled(alpha, *size)
    tone = scaled(paint * alpha[..., None], *size) / np.maximum(cover, 1e-3)[..., None]
    return (np.clip(np.dstack([tone, cover]), 0, 1) * 255 + 0.5).astype(np.uint8)


def _lay(paint: Field, alpha: Field, where: Field, tone: Field) -> None:
    paint[where] = np.clip(tone, 0, 1)[where]
    alpha[where] = 1


def _knit(base: Field, across: Field, along: Field, variant: int) -> Field:
    """Wool: round across (-1 to 1), ribbed along; other variants have lighter stripes."""
    light = 1.12 - 0.42 * across**2 - 0.12 * across + 0.05 * np.cos(along * 2 * np.pi / _STRIPE)
    tone = base * light[..., None]
    if variant % 2:
        return np.asarray(tone, np.float32)
    striped = (np.mod(along, 4 * _STRIPE) < _STRIPE)[..., None]
    return np.asarray(np.where(striped, tone * 0.5 + 0.5 * colour("#ffffff"), tone), np.float32)
