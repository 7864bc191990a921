"""Finds illustrations in a picture by their edges and their shading, whatever their size, side and colour.

Every place and size is scored by the directions of gradients along the illustration's edges (the similarity of
Steger, 2002, at a sample of its edges); the best places are then refined by maximising the
correlation of brightness (ECC, Evangelidis and Psarakis, 2008).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import cv2
import numpy as np

from bench.sheet.closer import Likeness, compare
from bench.sheet.edges import Bytes, Floats, Sprite, Template, answers

AREA_SIDE = 448
"""Pictures are searched at about the area of a square of this side, and at a half and a quarter of it."""
_STEPS = (24, 27, 31, 35, 40, 45, 52, 59, 67, 76, 87, 99, 112)
SIZES = (_STEPS[:8], _STEPS[:12], _STEPS)
"""Longer sides of the templates that are looked for at each of these sizes."""
_PAD = 56
"""Pixels that are added on the left and above, so that an illustration may stick out of the picture."""
TOGETHER = 0.6
"""Places that share so much of the smaller one are one place."""
KEPT = 12
"""Best places of each template that are considered."""
LIKELY = 0.6
"""Share of a template's edges that must be there before a place is looked at closely."""
LOOKS = 12
"""Places of one illustration, of one side and at one of these sizes, that are looked at closely."""
TILTS = (-14.0, 14.0)
"""Degrees by which an illustration may be turned when the closer look begins."""
_HOPELESS, _EXACT = 0.5, 0.95
"""Share of the edges between which it is worth while to look again, turned."""


SMALL = 0.085
"""Longer side of what is small, as a share of the picture's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a place must show, at least, to be taken for the illustration."""

    edges: float
    inner: float
    """Asked only of illustrations that have inner edges."""
    shading: float = -1.0
    tinted: float = 0.0
    intricate: bool = False
    """Whether it is for illustrations with an intricate outline only."""

    def holds(self, like: Likeness) -> bool:
        return (
            like.edges >= self.edges
            and (like.inner >= self.inner or not like.has_inner)
            and like.shading >= self.shading
            and like.tinted >= self.tinted
            and (like.is_intricate or not self.intricate)
        )


SURE = (
    Rule(edges=0.8, inner=0.72, shading=0.48),
    # Partly hidden: fewer edges, but what there is of it looks right.
    Rule(edges=0.7, inner=0.72, shading=0.75),
    Rule(edges=0.83, inner=0.72, shading=0.36, intricate=True),
    # Tinted: brightness has changed, edges have not.
    Rule(edges=0.88, inner=0.8, tinted=0.6),
    Rule(edges=0.92, inner=0.85, tinted=0.4),
    Rule(edges=0.96, inner=0.85, tinted=0.25),
)
"""Any of these will do. Found on pictures whose content was known."""
SURE_SMALL = (Rule(edges=0.88, inner=0.8, shading=0.55),)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found:
    """One place where an illustration is, and how alike they are."""

    id: str
    likeness: Likeness
    box: tuple[float, float, float, float]
    """Left, top, right, bottom in pixels of the picture."""

    @property
    def certainty(self) -> float:
        return 0.6 * self.likeness.edges + 0.4 * max(self.likeness.shading, self.likeness.tinted - 0.2)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Level:
    """A picture at one size."""

    scale: float
    """Pixels of this level to a pixel of the picture."""
    height: int
    width: int
    sizes: tuple[int, ...]
    maps: Bytes
    """Directions × H × W: how well an edge of each direction fits, 0 to 255, with room around for what sticks out."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Place:
    score: float
    template: Template
    matrix: Floats
    """2×3: from pixels of the cut (and mirrored) illustration to pixels of the picture."""
    box: tuple[float, float, float, float]


class Picture:
    """A picture made ready to be searched."""

    def __init__(self, pixels: Bytes) -> None:
        """Take H×W×3 (RGB), uint8."""
        self.pixels = pixels
        base = AREA_SIDE / (pixels.shape[0] * pixels.shape[1]) ** 0.5
        self._levels = tuple(_level(pixels, base / 2**step, sizes) for step, sizes in enumerate(SIZES))
        self._least = SMALL * (pixels.shape[0] * pixels.shape[1]) ** 0.5

    def find(self, sprites: Iterable[Sprite]) -> list[Found]:
        """Where any of these illustrations is, the surest first, each place once."""
        found = [one for sprite in sprites for one in self.look(sprite) if self.is_sure(one)]
        return _apart(sorted(found, key=lambda one: -one.certainty))

    def look(self, sprite: Sprite) -> list[Found]:
        """The places most like an illustration, the surest first, however unlike they are."""
        each = (
            sorted(_places(level, sprite, is_mirrored=side), key=lambda place: -place.score)
            for level in self._levels
            for side in (False, True)
        )
        likely = [place for places in each for place in _apart(places)[:LOOKS]]
        return sorted((self._closely(sprite, place) for place in likely), key=lambda one: -one.certainty)

    def is_sure(self, one: Found) -> bool:
        """Whether a place is alike enough; small ones must be very much so."""
        like = one.likeness
        small = max(one.box[2] - one.box[0], one.box[3] - one.box[1]) < self._least
        return any(rule.holds(like) for rule in (SURE_SMALL if small else SURE))

    def _closely(self, sprite: Sprite, place: _Place) -> Found:
        best = self._compared(sprite, place, 0.0)
        if _HOPELESS < best.edges < _EXACT:
            turned = [self._compared(sprite, place, tilt) for tilt in TILTS]
            best = max([best, *turned], key=lambda look: look.edges + 0.5 * look.shading)
        return Found(id=sprite.id, likeness=best, box=_box(best.matrix, sprite.pixels.shape))

    def _compared(self, sprite: Sprite, place: _Place, tilt: float) -> Likeness:
        matrix = _turned(place.matrix, sprite, tilt)
        return compare(self.pixels, sprite, matrix, is_mirrored=place.template.is_mirrored)


def _turned(matrix: Floats, sprite: Sprite, degrees: float) -> Floats:
    """The same place, the illustration turned about its middle."""
    height, width = sprite.pixels.shape[:2]
    turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1), [0, 0, 1]])
    return np.asarray(matrix @ turn, np.float32)


def _level(pixels: Bytes, scale: float, sizes: tuple[int, ...]) -> _Level:
    width, height = round(pixels.shape[1] * scale), round(pixels.shape[0] * scale)
    small = np.asarray(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    after = _PAD + 2 * sizes[-1]
    maps = np.round(answers(small) * 255).astype(np.uint8)
    maps = np.pad(maps, ((0, 0), (_PAD, after), (_PAD, after)))
    return _Level(scale=scale, height=height, width=width, sizes=sizes, maps=maps)


def _places(level: _Level, sprite: Sprite, *, is_mirrored: bool) -> Iterator[_Place]:
    for template in (sprite.template(size, is_mirrored=is_mirrored) for size in level.sizes):
        margin = (template.alpha.shape[1] - sprite.pixels.shape[1] * template.scale) / 2
        stretch = template.scale / level.scale
        for score, left, top in _peaks(level, template):
            matrix = np.array(
                [[stretch, 0, (left + margin) / level.scale], [0, stretch, (top + margin) / level.scale]],
                np.float32,
            )
            yield _Place(score=score, template=template, matrix=matrix, box=_box(matrix, sprite.pixels.shape))


def _peaks(level: _Level, template: Template) -> Iterator[tuple[float, int, int]]:
    """Score, left and top (in pixels of the level) of the best places of a template."""
    high, wide = level.height + _PAD, level.width + _PAD
    total = np.zeros((high, wide), np.uint16)
    for way, down, right in template.points:
        total += level.maps[way, down : down + high, right : right + wide]
    scores = total.astype(np.float32) / (255 * len(template.points))
    down, right = (max(3, side // 3) for side in template.edges.shape[1:])
    for _ in range(KEPT):
        top, left = (int(place) for place in np.unravel_index(int(scores.argmax()), scores.shape))
        score = float(scores[top, left])
        if score < LIKELY:
            return
        yield score, left - _PAD, top - _PAD
        scores[max(0, top - down) : top + down + 1, max(0, left - right) : left + right + 1] = 0


def _box(matrix: Floats, shape: tuple[int, ...]) -> tuple[float, float, float, float]:
    corners = np.array([[0, 0, 1], [shape[1], 0, 1], [0, shape[0], 1], [shape[1], shape[0], 1]]) @ matrix.T
    left, top = corners.min(axis=0)
    right, bottom = corners.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


_Boxed = TypeVar("_Boxed", Found, _Place)


def _apart(places: Iterable[_Boxed]) -> list[_Boxed]:
    """Those that do not lie on an earlier one."""
    kept: list[_Boxed] = []
    for place in places:
        if all(overlap(place.box, other.box) < TOGETHER for other in kept):
            kept.append(place)
    return kept


def overlap(one: Sequence[float], other: Sequence[float]) -> float:
    """Share of the smaller box (left, top, right, bottom) that lies in the other one."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
