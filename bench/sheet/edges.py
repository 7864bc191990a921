"""Where the edges of a picture are and which way they run: what tint, light and shadow leave alone."""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

Bytes: TypeAlias = npt.NDArray[np.uint8]
Floats: TypeAlias = npt.NDArray[np.float32]

DIRECTIONS = 8
"""Directions of gradients between 0° and 180° that are told apart."""
SIDE = 256
"""Pixels of a sprite's side."""
_HARDLY = 0.08
"""Share of the edges that inner ones must have to tell anything."""
_INTRICATE = 0.3
"""Isoperimetric quotient (1 for a circle) below which an outline is intricate."""
_FAINT = 30.0
"""Sobel strength (of brightness 0 to 255) from which on an edge of the picture counts in full."""
_DRAWN = 60.0
"""Sobel strength from which on an edge of an illustration is one that must be found again."""
_OUTLINE = 250.0
"""Sobel strength (of alpha, 0 to 255) from which on a pixel lies on the outline."""


POINTS = 96
"""Edges of a template that are looked at where it might be."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Template:
    """An illustration at one size."""

    is_mirrored: bool
    scale: float
    """Pixels of the template to a pixel of the cut illustration."""
    colour: Bytes
    """H×W×3, carried on over the border."""
    alpha: Floats
    """H×W, 0 to 1."""
    edges: Floats
    """Directions × H × W: weights of the edges that must be found; they add up to 1."""

    @cached_property
    def inner(self) -> Floats:
        """Those of the edges that are not the outline, adding up to 1; nothing if there are hardly any."""
        inside = self.edges * (cv2.erode(self.alpha, np.ones((3, 3), np.uint8)) > 0.9)
        share = float(inside.sum())
        return np.asarray(inside / share if share > _HARDLY else inside * 0, np.float32)

    @cached_property
    def points(self) -> list[tuple[int, int, int]]:
        """A sample of the edges, evenly by weight: number of the direction, row, column."""
        row, column, way = np.nonzero(self.edges.transpose(1, 2, 0))
        reached = np.cumsum(self.edges[way, row, column])
        picked = np.searchsorted(reached, (np.arange(POINTS) + 0.5) / POINTS * reached[-1])
        return [(int(way[each]), int(row[each]), int(column[each])) for each in picked]


class Sprite:
    """An illustration, cut to what is visible of it."""

    def __init__(self, id_: str, pixels: Bytes) -> None:
        """Take H×W×4 (RGBA), uint8."""
        rows, columns = (np.flatnonzero((pixels[..., 3] > 24).any(axis=axis)) for axis in (1, 0))
        self.id = id_
        self._templates: dict[tuple[int, bool, int], Template] = {}
        self.pixels: Bytes = np.ascontiguousarray(
            pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        )

    @property
    def longer_side(self) -> int:
        """Pixels."""
        return int(max(self.pixels.shape[:2]))

    @cached_property
    def solid(self) -> Bytes:
        """Its colours (H×W×3), carried on over its border, so that no edge lies where it only ends."""
        colour = cv2.inpaint(
            self.pixels[..., :3], (self.pixels[..., 3] < 128).astype(np.uint8), 3, cv2.INPAINT_NS
        )
        return np.asarray(colour, np.uint8)

    @cached_property
    def is_intricate(self) -> bool:
        """Whether its outline alone tells much: of legs and gaps rather than round."""
        solid = (self.pixels[..., 3] > 128).astype(np.uint8)
        outlines, _ = cv2.findContours(solid, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        length = sum(cv2.arcLength(each, closed=True) for each in outlines)
        return bool(4 * np.pi * float(solid.sum()) / length**2 < _INTRICATE)

    def facing(self, *, is_mirrored: bool) -> tuple[Bytes, Floats]:
        """Its colours (H×W×3, uint8) and alpha (H×W, 0 to 1), mirrored or not."""
        step = -1 if is_mirrored else 1
        alpha = self.pixels[:, ::step, 3].astype(np.float32) / 255
        return np.ascontiguousarray(self.solid[:, ::step]), np.ascontiguousarray(alpha)

    def template(self, size: int, *, is_mirrored: bool, pad: int = 2) -> Template:
        """Give it with its longer side so many pixels long, and some more around it."""
        key = size, is_mirrored, pad
        if key not in self._templates:
            self._templates[key] = self._template(size, is_mirrored=is_mirrored, pad=pad)
        return self._templates[key]

    def _template(self, size: int, *, is_mirrored: bool, pad: int) -> Template:
        scale = size / self.longer_side
        colour, alpha = self.facing(is_mirrored=is_mirrored)
        shape = [max(8, round(side * scale)) for side in alpha.shape]
        around = ((pad, pad), (pad, pad))
        alpha = np.pad(cv2.resize(alpha, (shape[1], shape[0]), interpolation=cv2.INTER_AREA), around)
        colour = np.pad(
            cv2.resize(colour, (shape[1], shape[0]), interpolation=cv2.INTER_AREA), (*around, (0, 0)), "edge"
        )
        return Template(
            is_mirrored=is_mirrored, scale=scale, colour=colour, alpha=alpha, edges=_model(colour, alpha)
        )


def answers(pixels: Bytes, where: Floats | None = None) -> Floats:
    """Say for H×W×3 how well an edge of each direction fits here or one pixel beside: directions × H × W, 0 to 1.

    Edges must be strong to count in full, but where only faint ones are expected (`where`, H×W), those are enough.
    """
    strength, direction = _gradients(pixels.astype(np.float32))
    enough = _FAINT if where is None else float(np.clip(np.median(strength[where > 0]) * 0.7, 6, _FAINT))
    weight = np.clip(strength / enough, 0, 1)
    maps = np.empty((DIRECTIONS, *strength.shape), np.float32)
    for number in range(DIRECTIONS):
        fit = np.clip(2 * np.cos(direction - number * np.pi / DIRECTIONS) ** 2 - 1, 0, 1)
        maps[number] = cv2.dilate((weight * fit).astype(np.float32), np.ones((3, 3), np.uint8))
    return maps


def _gradients(pixels: Floats) -> tuple[Floats, Floats]:
    """Strength and direction (0 to π) of the strongest channel's gradient, for H×W×C."""
    smooth = cv2.GaussianBlur(pixels, (0, 0), 0.8).reshape(*pixels.shape[:2], -1)
    across = cv2.Sobel(smooth, cv2.CV_32F, 1, 0).reshape(smooth.shape)
    down = cv2.Sobel(smooth, cv2.CV_32F, 0, 1).reshape(smooth.shape)
    strength = np.hypot(across, down)
    best = strength.argmax(axis=2)[..., None]
    strength, across, down = (
        np.take_along_axis(each, best, axis=2)[..., 0] for each in (strength, across, down)
    )
    return strength, np.asarray(np.arctan2(down, across) % np.pi, np.float32)


def _model(colour: Bytes, alpha: Floats) -> Floats:
    """Outline and inner edges, thinned to their ridges, by direction."""
    outline, outline_way = _gradients(alpha[..., None] * 255)
    inner, inner_way = _gradients(colour.astype(np.float32))
    inner = inner * (cv2.erode(alpha, np.ones((3, 3), np.uint8)) > 0.9)
    on_outline = outline > _OUTLINE
    strength = np.where(on_outline, 1.0, np.where(inner > _DRAWN, np.clip(inner / 300, 0.25, 1), 0))
    way = np.where(on_outline, outline_way, inner_way)
    number = np.round(way / (np.pi / DIRECTIONS)).astype(int) % DIRECTIONS
    edges = np.zeros((DIRECTIONS, *alpha.shape), np.float32)
    np.put_along_axis(edges, number[None], strength[None].astype(np.float32), axis=0)
    return np.asarray(edges / max(float(edges.sum()), 1e-6), np.float32)
