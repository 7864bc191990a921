"""Draws an idea: the scene, then what is in it, with shadows and the scene's light."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from training.corpus.drawings import Drawing, Drawings
from training.pictures.ideas import Idea, Thing
from training.pictures.scenes import PLAIN, QUIET, SCENES, Floats, Scene, in_light, plain, scenery

Picture = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where something goes, as fractions of the picture's shorter side, from its middle."""

    x: float
    y: float
    size: float
    """Of the longer side of what is there."""


_COUNTED = {
    1: ((0.0, 0.0, 0.68),),
    2: ((-0.22, 0.02, 0.42), (0.22, -0.02, 0.42)),
    3: ((-0.29, 0.06, 0.34), (0.0, -0.06, 0.34), (0.29, 0.06, 0.34)),
    4: ((-0.2, -0.2, 0.34), (0.2, -0.2, 0.34), (-0.2, 0.2, 0.34), (0.2, 0.2, 0.34)),
}
_RELATED = {
    "left of": (-0.22, 0.0), "right of": (0.22, 0.0), "above": (0.0, -0.23), "below": (0.0, 0.23),
    "next to": (-0.22, 0.0), "and": (-0.22, 0.0),
}  # fmt: skip
_PAIRED = 0.43
_WHITE = Scene(words=(), top=QUIET[0], low=QUIET[0])


def render(idea: Idea, drawings: Drawings, side: tuple[int, int], dice: np.random.Generator) -> Picture:
    """One picture of height×width×3, uint8."""
    scene = _scene(idea)
    canvas = _background(idea, scene, side, dice)
    placed = [
        (drawings.get(thing.concept.id, thing.style, thing.colour), spot, thing.concept.stands)
        for thing, spots in _spots(idea, dice)
        for spot in spots
    ]
    for drawing, spot, stands in sorted(placed, key=lambda one: one[1].y):
        _set(canvas, drawing, spot, scene, shadow=stands or scene.ground is not None)
    return np.asarray(np.clip(canvas + 0.5, 0, 255), np.uint8)


def _scene(idea: Idea) -> Scene:
    scene = SCENES.get(idea.scene, _WHITE)
    return in_light(scene, SCENES[idea.light]) if idea.light else scene


def _background(idea: Idea, scene: Scene, side: tuple[int, int], dice: np.random.Generator) -> Floats:
    if idea.scene:
        return scenery(scene, side, float(dice.uniform(0.52, 0.7)), dice)
    colour = PLAIN[idea.background] if idea.background else QUIET[dice.integers(len(QUIET))]
    return plain(colour, side)


def _spots(idea: Idea, dice: np.random.Generator) -> list[tuple[Thing, list[Spot]]]:
    if len(idea.things) == 1:
        thing = idea.things[0]
        return [(thing, [_jittered(*one, dice) for one in _COUNTED[thing.count]])]
    if len(idea.things) > 2:
        places = _COUNTED[len(idea.things)]
        return [(thing, [_jittered(*one, dice)]) for thing, one in zip(idea.things, places, strict=True)]
    x, y = _RELATED[idea.relation]
    first, second = idea.things
    return [(first, [_jittered(x, y, _PAIRED, dice)]), (second, [_jittered(-x, -y, _PAIRED, dice)])]


def _jittered(x: float, y: float, size: float, dice: np.random.Generator) -> Spot:
    moved = dice.uniform(-1, 1, 2) * 0.035
    return Spot(x=x + moved[0], y=y + moved[1], size=size * dice.uniform(0.88, 1.12))


def _set(canvas: Floats, drawing: Drawing, spot: Spot, scene: Scene, *, shadow: bool) -> None:
    """Put a drawing onto the canvas, which is changed."""
    high, wide = canvas.shape[:2]
    scale = spot.size * min(high, wide) / max(drawing.shape[:2])
    size = max(1, round(drawing.shape[1] * scale)), max(1, round(drawing.shape[0] * scale))
    small = cv2.resize(drawing, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    left = round(wide / 2 + spot.x * min(high, wide) - size[0] / 2)
    top = round(high / 2 + spot.y * min(high, wide) - size[1] / 2)
    if shadow:
        _shade(canvas, (left + size[0] / 2, top + size[1] - 0.02 * size[1]), size[0])
    lit = small[..., :3] * np.array(scene.light, np.float32)
    lit += (np.array(scene.low, np.float32) - lit) * scene.haze
    _laid(canvas, lit, small[..., 3:] / np.float32(255), (left, top))


def _laid(canvas: Floats, colours: Floats, alpha: Floats, at: tuple[int, int]) -> None:
    left, top = at
    rows = slice(max(top, 0), min(top + colours.shape[0], canvas.shape[0]))
    columns = slice(max(left, 0), min(left + colours.shape[1], canvas.shape[1]))
    part = slice(rows.start - top, rows.stop - top), slice(columns.start - left, columns.stop - left)
    canvas[rows, columns] += (colours[part] - canvas[rows, columns]) * alpha[part]


def _shade(canvas: Floats, foot: tuple[float, float], width: int) -> None:
    x = (np.arange(canvas.shape[1], dtype=np.float32) - foot[0]) / (0.46 * width)
    y = (np.arange(canvas.shape[0], dtype=np.float32)[:, None] - foot[1]) / (0.09 * width)
    canvas *= 1 - 0.34 * np.exp(-(x**2 + y**2) * 1.6)[..., None]
