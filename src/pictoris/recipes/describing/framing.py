"""How a picture is framed: its shape, where it looks, how deep it is sharp."""

from dataclasses import dataclass
from enum import Enum

import cv2
import numpy as np

from pictoris.recipes.base import Raster
from pictoris.recipes.describing.medium import sharpness
from pictoris.recipes.describing.views import Floats, View

RATIOS: tuple[tuple[int, int], ...] = (
    (1, 1), (5, 4), (4, 3), (3, 2), (16, 10), (16, 9), (2, 1), (21, 9), (3, 1),
    (4, 5), (3, 4), (2, 3), (10, 16), (9, 16), (1, 2), (9, 21), (1, 3),
)  # fmt: skip
"""The shapes that people ask for, width to height."""


class Depth(Enum):
    """How much of the picture is in focus."""

    SHALLOW = "shallow"
    DEEP = "deep"
    SOFT = "soft"
    PLAIN = "plain"
    """Nothing to tell."""


class Place(Enum):
    """Where the weight of the picture lies."""

    CENTRE = "centred"
    LEFT = "left of centre"
    RIGHT = "right of centre"


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """What the layout of a picture says."""

    ratio: tuple[int, int]
    """The nearest common shape, width to height."""
    depth: Depth
    place: Place
    symmetrical: bool
    pattern: bool
    """The same texture all over."""

    @property
    def wide(self) -> bool:
        """At least three to two."""
        return self.ratio[0] >= 1.5 * self.ratio[1]

    @property
    def tall(self) -> bool:
        """Higher than wide."""
        return self.ratio[0] < self.ratio[1]


def framing(view: View) -> Framing:
    """Measure the layout of a picture."""
    weight = _weight(view)
    return Framing(
        ratio=nearest_ratio(view.rgb.shape[1], view.rgb.shape[0]),
        depth=_depth(view.rgb),
        place=place_of(_centre(weight)),
        symmetrical=_symmetry(view.lightness) > 0.75,
        pattern=_is_pattern(view),
    )


def nearest_ratio(width: int, height: int) -> tuple[int, int]:
    """The common shape nearest to a size in pixels; 600×400 → (3, 2)."""
    return min(RATIOS, key=lambda ratio: abs(np.log(width / height * ratio[1] / ratio[0])))


def place_of(across: float) -> Place:
    """Which place a horizontal position (0 left, 1 right) is."""
    if across < 0.42:
        return Place.LEFT
    return Place.RIGHT if across > 0.58 else Place.CENTRE


def _depth(rgb: Raster) -> Depth:
    middle, border, softest = sharpness(rgb)
    if not middle or not border:
        return Depth.PLAIN
    if border < 0.3 and middle > 1.6 * border:
        return Depth.SHALLOW
    if softest > 0.28:
        return Depth.DEEP
    return Depth.SOFT if max(middle, border) < 0.2 else Depth.PLAIN


def _weight(view: View) -> Floats:
    """h×w: how much a place draws the eye by its difference from the surroundings."""
    surround = cv2.blur(view.lab, (61, 61))
    return np.asarray(np.linalg.norm(view.lab - surround, axis=2), dtype=np.float32)


def _centre(weight: Floats) -> float:
    columns = (weight**2).sum(axis=0)
    total = float(columns.sum())
    if not total:
        return 0.5
    return float((columns * np.linspace(0, 1, len(columns))).sum() / total)


def _symmetry(lightness: Floats) -> float:
    """Correlation of a picture with its mirror image, −1 to 1; 0 if there is nothing to compare."""
    small = cv2.resize(lightness, (48, 48), interpolation=cv2.INTER_AREA)
    small = small - small.mean(axis=1, keepdims=True)
    power = float((small**2).sum())
    return float((small * small[:, ::-1]).sum() / power) if power > 48 * 48 * 4 else 0.0


def _is_pattern(view: View) -> bool:
    """Whether sixteen parts of the picture are alike in mean and in texture."""
    parts = [
        part.reshape(-1, 3)
        for row in np.array_split(view.lab, 4, axis=0)
        for part in np.array_split(row, 4, axis=1)
        if part.size
    ]
    means = np.array([part.mean(axis=0) for part in parts])
    spreads = np.array([part[:, 0].std() for part in parts])
    alike = float(np.linalg.norm(means.std(axis=0))) < 6
    return alike and float(spreads.mean()) > 4 and float(spreads.std() / spreads.mean()) < 0.35
