"""A picture on a larger canvas: where it stands, and what is to be painted around it."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from pictoris.recipes.base import Raster
from pictoris.recipes.painting.masks import Mask


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """Pixels that are added on each side."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Canvas:
    """A larger picture, empty but for what is kept."""

    base: Raster
    """H×W×3; what is to be painted is filled with what lies next to it."""
    mask: Mask
    """255 where to paint, 0 where the picture is."""


def to_square(width: int, height: int) -> Margins:
    """What makes a picture square, the same on both sides."""
    wide, high = max(0, height - width), max(0, width - height)
    return Margins(left=wide // 2, right=wide - wide // 2, top=high // 2, bottom=high - high // 2)


def shrink_to_fit(picture: Raster, margins: Margins, longest: int) -> tuple[Raster, Margins]:
    """Picture and margins, made smaller together if the canvas would be longer than `longest` pixels."""
    height, width = picture.shape[:2]
    canvas = max(width + margins.left + margins.right, height + margins.top + margins.bottom)
    if canvas <= longest:
        return picture, margins
    scale = longest / canvas
    size = (max(1, int(width * scale)), max(1, int(height * scale)))
    smaller = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    sides = {side: int(getattr(margins, side) * scale) for side in ("left", "top", "right", "bottom")}
    return smaller, Margins(**sides)


def to_multiple(width: int, height: int, margins: Margins, multiple: int) -> Margins:
    """Margins that make the canvas a multiple of the engine's step; never less than none at all."""
    wide = -(width + margins.left + margins.right) % multiple
    high = -(height + margins.top + margins.bottom) % multiple
    return Margins(
        left=margins.left, top=margins.top, right=margins.right + wide, bottom=margins.bottom + high
    )


def extended(picture: Raster, margins: Margins) -> Canvas:
    """Lay an H×W×3 picture on its canvas."""
    sides = (margins.top, margins.bottom, margins.left, margins.right)
    base: Any = cv2.copyMakeBorder(picture, *sides, cv2.BORDER_REPLICATE)
    mask: Any = cv2.copyMakeBorder(
        np.zeros(picture.shape[:2], np.uint8), *sides, cv2.BORDER_CONSTANT, value=[255]
    )
    return Canvas(base=np.asarray(base, np.uint8), mask=np.asarray(mask, np.uint8))
