"""Small things of a place that are drawn by rules: tufts of grass, flowers, pebbles, reeds, mounds; and a scarf."""

from collections.abc import Callable
from functools import cache

import cv2
import numpy as np

from pictoris.engines.collage.painting.colours import colour, mix, smooth
from pictoris.engines.collage.painting.dice import dice
from pictoris.engines.collage.painting.figure import Sprite
from pictoris.engines.collage.painting.layers import scaled
from pictoris.engines.collage.painting.view import Field

_SIDE = 96
_FINE = 3
_WIDE, _HIGH, _SCARF_FINE = 352, 232, 2
_STRIPE = 0.055


def is_prop(name: str) -> bool:
    """Whether a figure's id names something that is drawn by rules."""
    return name.startswith("*")


@cache
def draw_prop(name: str) -> Sprite:
    """The prop of a name such as `*tuft:2:#5fb34a` (kind, variant, colour), RGBA."""
    kind, variant, code = name[1:].split(":")
    return _PROPS[kind](int(variant), colour(code))


def _blank() -> tuple[Field, Field]:
    side = _SIDE * _FINE
    return np.zeros((side, side, 3), np.float32), np.zeros((side, side), np.float32)


def _finished(paint: Field, alpha: Field) -> Sprite:
    size = (_SIDE, _SIDE)
    cover = scaled(alpha, *size)
    tone = (
        cv2.resize(paint * alpha[..., None], size, interpolation=cv2.INTER_AREA)
        / np.maximum(cover, 1e-3)[..., None]
    )
    return (np.clip(np.dstack([tone, cover]), 0, 1) * 255 + 0.5).astype(np.uint8)


def _leaf(paint: Field, alpha: Field, points: np.ndarray, shade: tuple[Field, Field]) -> None:
    """A filled outline whose colour runs from the foot to the tip; points are 0 to 1, y down."""
    side = alpha.shape[0]
    mask = np.zeros_like(alpha)
    cv2.fillPoly(mask, [np.round(points * side * 16).astype(np.int32)], 1.0, shift=4)
    rows = np.linspace(0, 1, side, dtype=np.float32)[:, None, None]
    tone = mix(shade[1], shade[0], smooth(0.1, 1.0, rows) * np.ones((1, side, 1), np.float32))
    paint[mask > 0] = tone[mask > 0]
    np.maximum(alpha, mask, out=alpha)


def _blade(base: float, tip: tuple[float, float], wide: float) -> np.ndarray:
    t = np.linspace(0, 1, 12)
    x = base + (tip[0] - base) * t**1.8
    y = 1 - (1 - tip[1]) * t
    half = wide * (1 - t) ** 0.7 / 2
    return np.concatenate([np.stack([x - half, y], 1), np.stack([x + half, y], 1)[::-1]])


def _tuft(variant: int, base: Field) -> Sprite:
    chance = dice(variant, "tuft")
    paint, alpha = _blank()
    for place in chance.permutation(7):
        foot = 0.5 + (place - 3) * 0.07
        tip = (
            0.5 + (place - 3) * 0.15 + chance.uniform(-0.05, 0.05),
            float(chance.uniform(0.12, 0.5)) + abs(place - 3) * 0.08,
        )
        bright = float(chance.uniform(0.85, 1.12))
        _leaf(
            paint,
            alpha,
            _blade(foot, tip, 0.085),
            (base * 0.72 * bright, np.clip(base * 1.22 * bright, 0, 1)),
        )
    return _finished(paint, alpha)


def _flower(variant: int, petals: Field) -> Sprite:
    chance = dice(variant, "flower")
    paint, alpha = _blank()
    green = colour("#4f9e3f")
    _leaf(
        paint, alpha, _blade(0.5, (0.5 + float(chance.uniform(-0.06, 0.06)), 0.3), 0.05), (green * 0.8, green)
    )
    _leaf(paint, alpha, _blade(0.49, (0.3, 0.66), 0.11), (green * 0.8, green * 1.15))
    _leaf(paint, alpha, _blade(0.51, (0.72, 0.7), 0.11), (green * 0.75, green * 1.1))
    side = alpha.shape[0]
    count = int(chance.choice([5, 6, 8]))
    y, x = np.mgrid[0:side, 0:side].astype(np.float32) / side
    middle = np.array([0.5, 0.29])
    for petal in range(count):
        turn = 2 * np.pi * petal / count + chance.uniform(0, 0.2)
        at = middle + np.array([np.cos(turn), np.sin(turn) * 0.86]) * 0.145
        _ball(paint, alpha, (x, y), (float(at[0]), float(at[1]), 0.1), petals)
    _ball(paint, alpha, (x, y), (0.5, 0.285, 0.078), colour("#ffc63a"))
    return _finished(paint, alpha)


def _ball(
    paint: Field, alpha: Field, grid: tuple[Field, Field], shape: tuple[float, float, float], base: Field
) -> None:
    """A round soft body, lit from above left."""
    across, down = (grid[0] - shape[0]) / shape[2], (grid[1] - shape[1]) / shape[2]
    far = across**2 + down**2
    inside = far < 1
    light = 0.86 - 0.18 * down - 0.1 * across + 0.16 * np.sqrt(np.clip(1 - far, 0, 1))
    tone = np.clip(base * light[..., None], 0, 1)
    paint[inside] = tone[inside]
    alpha[inside] = 1.0


def _pebble(variant: int, base: Field) -> Sprite:
    chance = dice(variant, "pebble")
    paint, alpha = _blank()
    side = alpha.shape[0]
    y, x = np.mgrid[0:side, 0:side].astype(np.float32) / side
    squash = float(chance.uniform(0.5, 0.72))
    middle = 0.99 - 0.4 * squash
    stretched = (x, middle + (y - middle) / squash)
    _ball(paint, alpha, stretched, (0.5, middle, 0.4), base)
    if variant % 2:
        _ball(paint, alpha, (x, 0.86 + (y - 0.86) / 0.7), (0.78, 0.86, 0.17), base * 0.94)
    return _finished(paint, alpha)


def _mound(variant: int, base: Field) -> Sprite:
    """A bush or a heap of snow: balls side by side, flat below."""
    chance = dice(variant, "mound")
    paint, alpha = _blank()
    side = alpha.shape[0]
    y, x = np.mgrid[0:side, 0:side].astype(np.float32) / side
    for at in (0.25, 0.75, 0.42, 0.6):
        radius = float(chance.uniform(0.2, 0.27))
        _ball(paint, alpha, (x, y), (at, 0.98 - radius * float(chance.uniform(0.55, 0.95)), radius), base)
    alpha[y > 0.985] = 0
    return _finished(paint, alpha)


def _weed(variant: int, base: Field) -> Sprite:
    """A ribbon of seaweed or reed."""
    chance = dice(variant, "weed")
    paint, alpha = _blank()
    for stem in range(4):
        t = np.linspace(0, 1, 24)
        foot = 0.5 + (stem - 1.5) * 0.1
        sway = 0.06 * np.sin(t * 7 + chance.uniform(0, 6)) * t + (stem - 1.5) * 0.1 * t
        half = 0.05 * (1 - t**2.5) / 2 + 0.004
        y = 1 - t * float(chance.uniform(0.55, 0.97))
        points = np.concatenate(
            [np.stack([foot + sway - half, y], 1), np.stack([foot + sway + half, y], 1)[::-1]]
        )
        _leaf(paint, alpha, points, (base * 0.6, np.clip(base * 1.25, 0, 1)))
    return _finished(paint, alpha)


def _scarf(variant: int, base: Field) -> Sprite:
    """A knitted scarf around a neck that is not to be seen: a band that hangs through, a knot and a tail, RGBA."""
    y, x = np.mgrid[0 : _HIGH * _SCARF_FINE, 0 : _WIDE * _SCARF_FINE].astype(np.float32)
    x, y = x / (_WIDE * _SCARF_FINE), y / (_HIGH * _SCARF_FINE)
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


_PROPS: dict[str, Callable[[int, Field], Sprite]] = {
    "tuft": _tuft, "flower": _flower, "pebble": _pebble, "mound": _mound, "weed": _weed,
    "scarf": _scarf,
}  # fmt: skip
