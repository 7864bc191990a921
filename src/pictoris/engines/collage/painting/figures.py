"""Draws figures into a picture: shadows first, then each one with the light of the scene on it."""

from dataclasses import dataclass

import cv2
import numpy as np

from pictoris.engines.collage.painting.colours import colour, mix, smooth
from pictoris.engines.collage.painting.figure import Figure
from pictoris.engines.collage.painting.layers import blurred, scaled, stick, warped
from pictoris.engines.collage.painting.sprites import Sprites
from pictoris.engines.collage.painting.view import Field, View
from pictoris.engines.collage.painting.world import World

_INDOORS = frozenset({"room", "table", "stage", "none"})


@dataclass(frozen=True, slots=True)
class _Laid:
    """A figure in pixels: premultiplied colour and alpha, and where its corner is in the picture."""

    layer: Field
    left: int
    top: int


def draw_figures(picture: Field, world: World, view: View, sprites: Sprites, figures: list[Figure]) -> None:
    """Draw figures, far ones first, with their shadows and reflections."""
    ordered = sorted(figures, key=lambda one: (one.foot + one.lift + 0.02 * one.order, one.order, one.x))
    for figure in ordered:
        if figure.zone == "ground" and not figure.scenery:
            _shadow(picture, world, view, sprites, figure)
        elif figure.zone == "air" and not figure.lift and world.place in _INDOORS and not world.look.tile:
            floor = max(figure.foot + 0.04, world.horizon + 0.62 * (1 - world.horizon))
            _contact(picture, world, view, (figure.x, floor, figure.width * 0.8), 0.4)
    for figure in ordered:
        laid = lay(view, sprites, figure)
        if laid is None:
            continue
        if figure.scenery and figure.zone == "ground":
            _contact(picture, world, view, (figure.x, figure.foot, figure.width * 0.8), 0.5)
        if figure.zone == "water":
            _reflection(picture, world, view, figure, laid)
            laid = _afloat(laid)
        _paint(picture, world, view, figure, laid)


def lay(view: View, sprites: Sprites, figure: Figure) -> _Laid | None:
    """A figure scaled, turned and moved to its pixels; None if nothing of it is seen."""
    high = figure.height * view.scale
    reach = 0.5 * float(np.hypot(figure.width, figure.height)) * view.scale + 3
    middle = view.column(figure.x), view.row(figure.foot - figure.height / 2)
    left, top = int(np.floor(middle[0] - reach)), int(np.floor(middle[1] - reach))
    side = int(np.ceil(reach * 2)) + 1
    if left >= view.columns or top >= view.rows or left + side <= 0 or top + side <= 0 or high < 0.8:
        return None
    sprite = sprites.shown(figure.id, high, figure.colour)
    base, shrunk = _mip(sprite, high)
    scale = high / sprite.shape[0] * shrunk
    turn: Field = np.asarray(
        cv2.getRotationMatrix2D((base.shape[1] / 2 - 0.5, base.shape[0] / 2 - 0.5), figure.angle, scale),
        np.float64,
    )
    if figure.mirrored:
        turn = turn @ np.array([[-1, 0, base.shape[1] - 1], [0, 1, 0], [0, 0, 1]])
    turn[:, 2] += (middle[0] - left - base.shape[1] / 2, middle[1] - top - base.shape[0] / 2)
    layer = np.clip(warped(base, turn.tolist(), side, side), 0, 1)
    layer[..., :3] = np.minimum(layer[..., :3], layer[..., 3:])
    return _Laid(np.asarray(layer, np.float32), left, top)


def _mip(sprite: np.ndarray, high: float) -> tuple[Field, float]:
    """The sprite premultiplied, 0 to 1, shrunk by averages so far that lines of what remains are enough."""
    times = max(1.0, sprite.shape[0] / max(high, 1.0))
    data: Field = sprite.astype(np.float32) / 255
    data[..., :3] *= data[..., 3:]
    if times < 1.15:
        return data, 1.0
    size = max(1, round(sprite.shape[1] / times)), max(1, round(sprite.shape[0] / times))
    return scaled(data, *size), sprite.shape[0] / size[1]


def _paint(picture: Field, world: World, view: View, figure: Figure, laid: _Laid) -> None:
    # Light is computed on the whole figure, so that it does not depend on where the frame cuts it.
    alpha = laid.layer[..., 3:]
    tone: Field = laid.layer[..., :3] / np.maximum(alpha, 1e-4)
    layer = np.dstack([_lit(tone, alpha[..., 0], world, view, figure) * alpha, alpha])
    if figure.blurred * view.scale > 0.5:
        layer = blurred(layer, figure.blurred * view.scale)
    area, cut = _area(picture, laid)
    area *= 1 - layer[cut][..., 3:]
    area += layer[cut][..., :3]


def _area(picture: Field, laid: _Laid) -> tuple[Field, tuple[slice, slice]]:
    high, wide = laid.layer.shape[:2]
    top, left = max(0, -laid.top), max(0, -laid.left)
    bottom = min(high, picture.shape[0] - laid.top)
    right = min(wide, picture.shape[1] - laid.left)
    cut = slice(top, max(top, bottom)), slice(left, max(left, right))
    return picture[
        laid.top + cut[0].start : laid.top + cut[0].stop, laid.left + cut[1].start : laid.left + cut[1].stop
    ], cut


def _lit(tone: Field, alpha: Field, world: World, view: View, figure: Figure) -> Field:
    """The scene's light on a figure: tint, a bright and a dark side, an edge of light, ground light, haze."""
    tinted = tone * (0.28 + 0.72 * world.tint if world.light.dark < 0.3 else 0.16 + 0.84 * world.tint)
    if min(alpha.shape) < 12:
        return mix(tinted, colour(world.light.haze), figure.far)
    rows = np.linspace(-1, 1, alpha.shape[0], dtype=np.float32)[:, None]
    columns = np.linspace(-1, 1, alpha.shape[1], dtype=np.float32)[None, :]
    strength = np.float32(0.10 * world.light.power * (0.6 if world.look.raw else 1.0))
    slope = (columns * world.side * 0.75 - rows * 0.65) * strength
    lit: Field = tinted * (1 + slope[..., None])
    if figure.zone == "ground":
        lit *= (1 - 0.18 * smooth(0.35, 1.0, rows * figure.height / max(figure.height, figure.width) * 1.35))[
            ..., None
        ]
    edge = _rim(alpha, world, max(1.0, 0.012 * view.scale))
    lit = lit + (colour(world.light.rim) - lit) * edge[..., None]
    return np.clip(mix(lit, colour(world.light.haze), figure.far), 0, 1)


def _rim(alpha: Field, world: World, radius: float) -> Field:
    """How much of the light falls on the edge of a shape."""
    soft = blurred(alpha, radius)
    move = ((1, 0, -world.side * radius * 1.3), (0, 1, radius))
    moved = warped(soft, move, alpha.shape[1], alpha.shape[0])
    strength = 0.30 + 0.35 * world.light.low + 0.35 * world.light.dark + 0.0003 * (world.look.stylize or 100)
    edge = np.clip((soft - moved) * 2.2, 0, 1) * strength * (0.5 if world.look.raw else 1.0)
    return np.asarray(edge, np.float32)


def foot_of(layer: Field) -> tuple[float, float]:
    """Middle and width of what touches the ground, in pixels of the layer."""
    alpha = layer[..., 3]
    rows = np.flatnonzero(alpha.max(1) > 0.5)
    if not rows.size:
        return layer.shape[1] / 2, 1.0
    high = rows[-1] - rows[0] + 1
    band = alpha[max(rows[0], rows[-1] - max(1, high // 12)) : rows[-1] + 1].max(0)
    columns = np.flatnonzero(band > 0.5)
    if not columns.size:
        return layer.shape[1] / 2, 1.0
    return float(columns[0] + columns[-1] + 1) / 2, float(columns[-1] - columns[0] + 1)


def _shadow(picture: Field, world: World, view: View, sprites: Sprites, figure: Figure) -> None:
    """A dark contact, and a soft shape that falls away from the light."""
    laid = lay(view, sprites, figure)
    if laid is None:
        return
    middle, wide = foot_of(laid.layer)
    x = view.left + (laid.left + middle) / view.scale
    width = wide / view.scale
    _cast(picture, world, view, figure, laid)
    _contact(picture, world, view, (x, figure.foot, max(width, 0.35 * figure.width)), 1.0)


def _contact(
    picture: Field, world: World, view: View, foot: tuple[float, float, float], strength: float
) -> None:
    x, y, width = foot
    half, flat = width * 0.62, max(0.006, width * 0.11)
    rows = view.band(y - flat * 2.4, y + flat * 2.4)
    columns = slice(
        int(np.clip(view.column(x - half * 1.9), 0, view.columns)),
        int(np.clip(view.column(x + half * 1.9) + 1, 0, view.columns)),
    )
    area = picture[rows, columns]
    if not area.size:
        return
    part = view.part(rows)
    across = (part.x[:, columns] - np.float32(x)) / np.float32(half)
    down = (part.y - np.float32(y - flat * 0.15)) / np.float32(flat)
    shape = np.exp(-((across**2) ** 1.6) - down**2 * 0.9) * np.float32(
        strength * (0.42 + 0.14 * world.light.power)
    )
    area *= 1 - np.clip(shape, 0, 0.8)[..., None] * (1 - 0.35 * _shade(world))


def _shade(world: World) -> Field:
    """The colour that shadows keep: a deep blue outdoors, a warm dark inside."""
    return colour("#5b4a52") if world.place in _INDOORS else colour("#3b4a78")


def _cast(picture: Field, world: World, view: View, figure: Figure, laid: _Laid) -> None:
    fine = min(1.0, 72 / max(1.0, figure.height * view.scale))
    size = max(2, int(laid.layer.shape[1] * fine))
    alpha = scaled(laid.layer[..., 3], size, size)
    rows = np.flatnonzero(alpha.max(1) > 0.4)
    if not rows.size:
        return
    ground = rows[-1] + 1
    lean, fall = _fall(world)
    # Up the figure is away from the light and along the ground on the shadow.
    high, pad = size * 1.0, int(size * 0.9)
    move = ((1, lean, pad - lean * ground), (0, -fall, high + fall * ground))
    flat = blurred(warped(alpha, move, size + 2 * pad, int(high * 2)), max(0.8, size * 0.022))
    strength = 0.34 * world.light.power * (1 - 0.35 * world.light.dark)
    scale = 1 / fine
    layer = np.dstack([np.zeros((*flat.shape, 3), np.float32), flat * np.float32(strength)])
    layer[..., :3] = _shade(world) * 0.6 * layer[..., 3:]
    top = view.row(figure.foot)
    stick(picture, np.asarray(layer, np.float32), scale, (laid.left - pad * scale, top - high * scale))


def _fall(world: World) -> tuple[float, float]:
    """How shadows lie: sideways per height, and towards the viewer (negative: away)."""
    if world.place in _INDOORS:
        return world.side * 0.45, -0.16
    return world.side * (0.35 + 0.7 * world.light.low), 0.10 + 0.16 * world.light.low


_WATERLINE = 0.82
"""Illustrations of boats and swimmers bring a block of water along: below this share of their height it is left out."""


def _afloat(laid: _Laid) -> _Laid:
    """The part below the water's surface dissolves."""
    rows = np.flatnonzero(laid.layer[..., 3].max(1) > 0.4)
    if not rows.size:
        return laid
    share = (np.arange(laid.layer.shape[0], dtype=np.float32) - rows[0]) / max(1, rows[-1] - rows[0])
    return _Laid(
        laid.layer * (1 - smooth(_WATERLINE - 0.03, _WATERLINE + 0.07, share))[:, None, None],
        laid.left,
        laid.top,
    )


def _reflection(picture: Field, world: World, view: View, figure: Figure, laid: _Laid) -> None:
    """What stands on water is seen in it upside down, torn by ripples."""
    rows = np.flatnonzero(laid.layer[..., 3].max(1) > 0.4)
    if not rows.size:
        return
    line = rows[0] + int(_WATERLINE * (rows[-1] - rows[0] + 1)) + 1
    flipped = laid.layer[rows[0] : line][::-1]
    count = max(1, int(flipped.shape[0] * 0.6))
    flipped = scaled(flipped, flipped.shape[1], count)
    fade = np.linspace(0.42, 0.0, count, dtype=np.float32)[:, None, None]
    sway = (np.sin(np.arange(count) * 0.9 + 3 * np.sin(np.arange(count) * 0.23)) * 0.004 * view.scale).astype(
        int
    )
    torn = np.stack([np.roll(part, int(move), 0) for part, move in zip(flipped, sway, strict=True)])
    torn[..., :3] *= 0.35 + 0.65 * world.tint
    surface = view.top + (laid.top + line) / view.scale
    _contact(picture, world, view, (figure.x, surface, figure.width * 0.95), 0.3)
    layer = _Laid(np.asarray(torn * fade, np.float32), laid.left, laid.top + int(line))
    area, cut = _area(picture, layer)
    area *= 1 - layer.layer[cut][..., 3:]
    area += layer.layer[cut][..., :3]
