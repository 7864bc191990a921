"""Gives an illustration another colour: its dominant parts change hue, shading and small details stay."""

import numpy as np

from pictoris.engines.collage.painting.colours import colour as colour_of
from pictoris.engines.collage.painting.colours import from_lab, rgb, smooth, to_lab
from pictoris.engines.collage.painting.figure import Sprite
from pictoris.engines.collage.painting.layers import blurred
from pictoris.engines.collage.painting.view import Field

_BINS = 36


def tint(sprite: Sprite, word: str) -> Sprite:
    """The sprite in a colour (a word or `#rrggbb`), as large as before."""
    goal = to_lab(colour_of(word)[None, None])[0, 0]
    lab = to_lab(sprite[..., :3].astype(np.float32) / 255)
    solid = (sprite[..., 3] > 127).astype(np.float32)
    share = dominant(lab, solid)
    weight = share * solid
    middle = _middle(lab, weight)
    spread = lab[..., :1] - middle[0]
    # Dark and light goals leave less room for shading above or below them.
    room = np.where(spread > 0, min(1.0, (100 - goal[0]) / 34 + 0.25), min(1.0, goal[0] / 34 + 0.2))
    light = goal[0] + spread * room
    chroma = lab[..., 1:] - middle[1:]
    strength = np.clip(1 - np.abs(light - goal[0]) / 160, 0.5, 1)
    moved = np.concatenate([light, goal[1:] * strength + 0.25 * chroma], axis=-1)
    mixed = lab + (moved - lab) * share[..., None]
    out = (from_lab(np.asarray(mixed, np.float32)) * 255 + 0.5).astype(np.uint8)
    return np.dstack([out, sprite[..., 3]])


def dominant(lab: Field, solid: Field) -> Field:
    """How much each place belongs to the sprite's main colour, 0 to 1, rows × columns."""
    chroma = np.sqrt(lab[..., 1] ** 2 + lab[..., 2] ** 2)
    coloured = chroma > 18
    area = float(solid.sum()) + 1e-6
    if float((coloured * solid).sum()) < 0.28 * area:
        return _greys(lab, chroma, solid)
    hue = np.arctan2(lab[..., 2], lab[..., 1])
    weights = (solid * coloured * np.minimum(chroma, 60)).ravel()
    table, _ = np.histogram(hue.ravel(), bins=_BINS, range=(-np.pi, np.pi), weights=weights)
    soft = table + np.roll(table, 1) + np.roll(table, -1)
    main = (int(soft.argmax()) + 0.5) / _BINS * 2 * np.pi - np.pi
    away = np.abs(np.angle(np.exp(1j * (hue - main))))
    share = (1 - smooth(0.62, 1.0, away.astype(np.float32))) * smooth(8, 20, chroma)
    return _soft(share)


def _greys(lab: Field, chroma: Field, solid: Field) -> Field:
    """The main brightness of a sprite that has hardly any colour."""
    grey = 1 - smooth(14, 26, chroma)
    light = lab[..., 0]
    dark_share = float(((light < 35) * solid).sum()) / (float(solid.sum()) + 1e-6)
    part = 1 - smooth(38, 52, light) if dark_share > 0.6 else smooth(30, 46, light)
    return _soft(grey * part)


def _soft(share: Field) -> Field:
    return blurred(np.asarray(share, np.float32), 0.8)


def _middle(lab: Field, weight: Field) -> Field:
    total = float(weight.sum())
    if total < 1:
        return rgb(60, 0, 0)
    return np.asarray((lab * weight[..., None]).sum((0, 1)) / total, np.float32)
