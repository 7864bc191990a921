"""The target's light on the source's skin: lightness and colour of large areas, carried by the mesh.

Colours are averaged around each of the 468 points in both portraits. Where both show plain skin, their ratio is
known; elsewhere (hair, brows, lips, beard, paint) the mesh's smoothness fills in. Everything is a ratio: a gain
on lightness, and colourfulness per lightness, so that dark eye sockets keep a skin's hue.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.recipes.faces import occlusion
from pictoris.recipes.faces.portrait import SIZE, Portrait
from pictoris.recipes.faces.smoothing import beside, harmonic, smooth
from pictoris.recipes.faces.topology import (
    INNER_LIPS,
    LEFT_EYE,
    OUTER_LIPS,
    OVAL,
    POINTS,
    RIGHT_EYE,
    both_sides,
)
from pictoris.recipes.faces.warp import Drawing, at_points, facing, normals_at

Floats = npt.NDArray[np.float64]
Plane = npt.NDArray[np.float32]

_BLACK = 16.0
"""L* + 16 is proportional to the cube root of linear light: ratios of it are ratios of light."""
_AROUND = 0.022
"""Radius of the average around a point, as a share of the face."""
_STRANGE = 17.0
"""Colour difference (ΔE) from the fitted skin at which a point counts as beard, paint or shadow of its own."""
_LIGHT_STIFFNESS = 0.5
_HUE_STIFFNESS = 1.0
_HELD_BACK = 0.7
"""How much of what is brighter than the target's skin ever gets is taken away."""
_PAINTED = 0.7
"""How much of their colour the lips take from the target."""
_AROUND_MOUTH = (164, 18, 200, 57, 287, 186, 410, 43, 273)
_RIM = np.isin(np.arange(POINTS), OVAL).astype(np.float64)
_RIM = np.maximum(_RIM, np.clip(2 * beside(_RIM[:, None])[:, 0], 0, 1))
"""468: 1 at the outline and fading over the points beside it."""
_BEARD = np.clip(
    harmonic(
        both_sides(
            dict.fromkeys((4, 5, 168, 9, 10, 50, 117, 116, 234, 127, 33, 133, 54, 105, 6), 0.0)
            | dict.fromkeys((164, 165, 92, 216, 17, 0, 61, 200, 152, 148, 150, 136, 172, 58, 214, 192), 1.0)
        )
    ),
    0,
    1,
)
"""468: 1 where beards grow."""
_STUBBLE = 0.35
"""Darkening (log of lightness) at which skin below the nose begins to count as beard."""
_DEEP = 0.15
"""Share of its lightness that skin lacks in full shadow."""
_NEUTRAL = 1.0
"""How much of its own hue a shadow loses: painted sockets are greyer than lit ones ever are."""
_PLAIN = np.ones(POINTS)
_PLAIN[[*INNER_LIPS, *OUTER_LIPS, *RIGHT_EYE, *LEFT_EYE]] = 0.0
_ON_LIPS = np.zeros(POINTS)
_ON_LIPS[list(INNER_LIPS)] = 1.0
_ON_LIPS[list(OUTER_LIPS)] = 0.6


@dataclass(frozen=True, slots=True, eq=False)
class Skin:
    """What a face's skin looks like at each point of its mesh."""

    tone: Floats
    """468×3: lightness (L* + 16), and a* and b* divided by it."""
    trust: Floats
    """468, 0 to 1: where this is plain, visible skin."""
    ordinary: Floats
    """468, 0 to 1: where no paint is seen; 1 where nothing is known."""
    bare: Floats
    """468, 0 to 1: where this is visible skin without beard and paint, in whatever shadow."""
    lips: Floats
    """2: how far the lips' a* and b*, divided by lightness, depart from the skin around the mouth."""


@dataclass(frozen=True, slots=True, eq=False)
class Relight:
    """What turns the source's skin into the target's, at each point of the mesh."""

    gain: Floats
    """468: factor on lightness."""
    was: Floats
    """468×2: the source's skin colour per lightness."""
    becomes: Floats
    """468×2: the target's."""
    vividness: float
    """Factor on departures from the skin's colour: lips, irises."""
    level: Floats
    """468: lightness (L* + 16) of the source's skin over large areas."""
    ceiling: float
    """Lightness (L* + 16) above which the target's skin hardly goes."""
    lips: Floats
    """2: what lips depart from the skin's colour more in the target than in the source."""


def skin_of(portrait: Portrait, hidden: Plane) -> Skin:
    """Measure the skin of a portrait; `hidden` (H×W, 0 to 1) is what hangs in front."""
    clear = (portrait.drawing.inside & (hidden < 0.3)).astype(np.float32)
    plain = clear * ~occlusion.features(portrait.face, portrait.shape)
    # Eye sockets belong to the skin, eyeballs, brows and lips do not: average over plain skin only.
    weight = cv2.GaussianBlur(plain, (0, 0), _AROUND * SIZE)
    total = cv2.GaussianBlur(portrait.lab * plain[..., None], (0, 0), _AROUND * SIZE)
    lab = at_points((total / np.maximum(weight, 1e-3)[..., None]).astype(np.float32), portrait.face.points)
    covered = at_points(weight.astype(np.float32), portrait.face.points)[:, 0]
    lightness = np.maximum(lab[:, 0], 0) + _BLACK
    tone = np.column_stack([lightness, lab[:, 1] / lightness, lab[:, 2] / lightness])
    seen = np.clip((facing(portrait.face.points) - 0.05) / 0.25, 0, 1)
    trust = np.clip((covered - 0.1) / 0.3, 0, 1) * seen
    normals = normals_at(portrait.face.points)
    away = _departure(tone, trust, _second_order(normals))
    unpainted = _usual(away[:, 1:], _STRANGE)
    # At the outline the new face must meet the picture as it is, however dark; but not as blue as war paint.
    ordinary = np.maximum(_usual(away, _STRANGE), _RIM * _usual(away[:, 1:], _STRANGE / 2))
    bare = trust * unpainted * _shaven(tone, trust, normals)
    return Skin(tone, trust * ordinary, ordinary, bare, _lips(portrait, tone))


def _lips(portrait: Portrait, tone: Floats) -> Floats:
    """How the lips depart from the skin around the mouth."""
    smoothed = cv2.GaussianBlur(portrait.lab, (0, 0), 1.0).astype(np.float32)
    between = (portrait.face.points[list(OUTER_LIPS)] + portrait.face.points[list(INNER_LIPS)]) / 2
    lab = at_points(smoothed, between)
    colour = lab[:, 1:] / (np.maximum(lab[:, :1], 0) + _BLACK)
    departure: Floats = np.median(colour, axis=0) - np.median(tone[list(_AROUND_MOUTH), 1:], axis=0)
    return departure


def _departure(tone: Floats, trust: Floats, terms: Floats) -> Floats:
    """468×3: how far each point's L*, a* and b* lie from those of a smoothly lit face.

    Fits colour to terms of the normals by iteratively reweighted least squares; what departs by more than twice
    `_STRANGE` counts nothing.
    """
    colour = np.column_stack([tone[:, 0], tone[:, 1:] * tone[:, :1]])
    ridge = 1e-2 * np.eye(terms.shape[1])
    weights, away = trust, np.zeros_like(colour)
    for _ in range(8):
        weighted = terms * weights[:, None]
        away = colour - terms @ np.linalg.solve(weighted.T @ terms + ridge, weighted.T @ colour)
        weights = trust * _usual(away, _STRANGE)
    return np.where(trust[:, None] > 0, away, 0.0)


def _usual(away: Floats, limit: float) -> Floats:
    usual: Floats = np.clip(2 - np.linalg.norm(away, axis=1) / limit, 0, 1)
    return usual


def _second_order(normals: Floats) -> Floats:
    """468×9: what light from any side, however broad, makes of a round head (as spherical harmonics do)."""
    x, y, z = normals.T
    products = [x * y, x * z, y * z, x * x - y * y, 3 * z * z - 1]
    return np.column_stack([np.ones(POINTS), x, y, z, *products])


def _shaven(tone: Floats, trust: Floats, normals: Floats) -> Floats:
    """468, 0 to 1: 0 where the lower face is much darker than the upper one in the same light from the side."""
    x = normals[:, 0]
    terms = np.column_stack([np.ones(POINTS), x, x * x])
    upper = terms * (trust * (1 - _BEARD))[:, None]
    lightness = np.log(tone[:, 0])
    fitted = terms @ np.linalg.solve(upper.T @ terms + 1e-2 * np.eye(3), upper.T @ lightness)
    shaven: Floats = 1 - _BEARD * np.clip(3 * (fitted - lightness - _STUBBLE) / _STUBBLE, 0, 1)
    return shaven


def relight(source: Skin, target: Skin) -> Relight:
    """Work out what turns the source's skin into the target's."""
    ratio = np.log(target.tone[:, :1] / source.tone[:, :1])
    # The source's shadows are lifted, its beard and paint are not: their light is that of the skin around them.
    bare = source.bare
    gain = smooth(ratio, bare * target.trust, _LIGHT_STIFFNESS)[:, 0]
    was = smooth(source.tone[:, 1:], bare, _HUE_STIFFNESS)
    becomes = smooth(target.tone[:, 1:], target.trust, _HUE_STIFFNESS)
    vividness = _vividness(was, becomes)
    lips = _PAINTED * (target.lips - vividness * source.lips)
    level = smooth(source.tone[:, :1], bare, 8.0)[:, 0]
    gain = np.exp(np.clip(gain, -1.4, 0.8))
    return Relight(gain, was, becomes, vividness, level, _ceiling(target), lips)


def _ceiling(skin: Skin) -> float:
    trusted = skin.tone[skin.trust > 0.5, 0]
    return float(np.percentile(trusted, 98)) * 1.04 if len(trusted) else 100 + _BLACK


def _vividness(was: Floats, becomes: Floats) -> float:
    """A grey target takes no colour at all; a gaudy source is toned down."""
    before, after = (float(np.median(np.linalg.norm(tone, axis=1))) for tone in (was, becomes))
    return float(np.clip(after / max(before, 1e-3), 0, 1))


def shine(texture: Plane, drawing: Drawing, light: Relight) -> Plane:
    """Put the light onto a texture (H×W×3 RGB, 0 to 1) that lies on the drawing; gives the same kind."""
    becomes = light.becomes + _ON_LIPS[:, None] * light.lips
    field = drawing.spread(np.column_stack([light.gain, light.was, becomes, light.level, _PLAIN]))
    lab = cv2.cvtColor(texture, cv2.COLOR_RGB2Lab)
    before = lab[..., :1] + np.float32(_BLACK)
    after = before * field[..., :1]
    after -= np.maximum(after - np.float32(light.ceiling), 0) * np.float32(_HELD_BACK)
    colour = lab[..., 1:] / before
    departure = (colour - field[..., 1:3]) * np.float32(light.vividness)
    shadow = np.clip((1 - before / np.maximum(field[..., 5:6], 1)) / _DEEP, 0, 1) * field[..., 6:7]
    departure *= 1 - np.float32(_NEUTRAL) * shadow
    colour = (field[..., 3:5] + departure) * after
    lab = np.concatenate([np.clip(after - np.float32(_BLACK), 0, 100), colour], axis=-1)
    rgb = cv2.cvtColor(lab, cv2.COLOR_Lab2RGB)
    return np.clip(rgb, 0, 1).astype(np.float32)


def mirrored(skin: Skin, mirror: npt.NDArray[np.int64]) -> Skin:
    """The skin of the mirrored face."""
    return Skin(skin.tone[mirror], skin.trust[mirror], skin.ordinary[mirror], skin.bare[mirror], skin.lips)
