"""Whether a picture is a photograph, a painting, a drawing or a graphic, by measured cues."""

from enum import Enum

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.recipes.base import Raster
from pictoris.recipes.describing.colours import Palette
from pictoris.recipes.describing.views import Floats, View

_SIDE = 768
_CELLS = 16
_EDGE = 2
_FEWEST = 8
"""Cells with texture that a part must have to be judged."""
_PAINTED = ((0.5, 0.2), (0.3, 0.35), (0.15, 0.45))
"""Likeness to printed matter, and the grain that must be everywhere with it: a photograph has smooth places."""


class Medium(Enum):
    """How a picture was made."""

    PHOTO = "photograph"
    MONOCHROME = "black-and-white photograph"
    TONED = "sepia-toned photograph"
    PAINTING = "painting"
    INK = "ink drawing"
    SILHOUETTE = "silhouette graphic"
    GRAPHIC = "flat digital illustration"


def medium(view: View, colours: Palette, print_likeness: float) -> Medium:
    """Tell the medium; `print_likeness` (0–1) is what the classifier thinks of printed matter."""
    grey = _grey(view.rgb)
    flat = _flatness(grey)
    if flat > 0.55:
        return _drawn(view, grey, colours)
    if colours.monochrome:
        return _without_colour(view, grey, colours)
    grain = _finest(grey)
    painted = any(print_likeness > likeness and grain > least for likeness, least in _PAINTED)
    return Medium.PAINTING if painted else Medium.PHOTO


def sharpness(rgb: Raster) -> tuple[float, float, float]:
    """Fineness of detail in the middle, along the border, and in the softest tenth of an H×W×3 picture.

    Fineness is the energy of details of about one pixel over that of about five (at a long side of 768),
    measured where there is any texture: about 0.2 is out of focus, 0.5 is sharp. 0 where there is too little
    texture to tell.
    """
    ratio, textured = _detail(_grey(rgb))
    border = np.ones_like(textured)
    border[_EDGE:-_EDGE, _EDGE:-_EDGE] = False
    middle = np.zeros_like(textured)
    middle[_CELLS // 4 : -_CELLS // 4, _CELLS // 4 : -_CELLS // 4] = True
    if min(int((textured & middle).sum()), int((textured & border).sum())) < _FEWEST:
        return 0.0, 0.0, 0.0
    inside, outside = (float(np.median(ratio[textured & part])) for part in (middle, border))
    return inside, outside, float(np.percentile(ratio[textured], 10))


def _grey(rgb: Raster) -> Floats:
    """Luma at a long side of at most 768, H×W, 0–255."""
    scale = min(1.0, _SIDE / max(rgb.shape[:2]))
    size = (max(8, round(rgb.shape[1] * scale)), max(8, round(rgb.shape[0] * scale)))
    small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32)


def _detail(grey: Floats) -> tuple[Floats, npt.NDArray[np.bool_]]:
    soft = cv2.GaussianBlur(grey, (0, 0), 1.0)
    fine = np.abs(grey - soft)
    coarse = np.abs(soft - cv2.GaussianBlur(grey, (0, 0), 5.0))
    cells = (_CELLS, _CELLS)
    fine = cv2.resize(fine, cells, interpolation=cv2.INTER_AREA)
    coarse = cv2.resize(coarse, cells, interpolation=cv2.INTER_AREA)
    return (fine / (coarse + 0.5)).astype(np.float32), coarse > 1.5


def _finest(grey: Floats) -> float:
    """Fineness where the picture is softest: high only if the grain is everywhere."""
    ratio, textured = _detail(grey)
    return float(np.percentile(ratio[textured], 10)) if textured.any() else 0.0


def _flatness(grey: Floats) -> float:
    """The share of pixels without any gradient: drawn areas have none, photographed ones have noise."""
    across, down = cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)
    return float((np.hypot(across, down) < 2.0).mean())


def _drawn(view: View, grey: Floats, colours: Palette) -> Medium:
    """What was drawn on even paper: lines, one solid shape, or coloured areas."""
    if not colours.monochrome:
        return Medium.GRAPHIC
    if float(np.median(grey)) > 165 and _solidity(grey) < 0.3:
        return Medium.INK
    return Medium.SILHOUETTE if _extremes(view) > 0.9 else Medium.GRAPHIC


def _solidity(grey: Floats) -> float:
    """The share of dark pixels that are more than three pixels away from light ones; 1 if nothing is dark."""
    dark = (grey < 110).astype(np.uint8)
    inner = cv2.erode(dark, np.ones((7, 7), np.uint8))
    return float(inner.sum() / dark.sum()) if dark.any() else 1.0


def _extremes(view: View) -> float:
    return float(((view.lightness < 12) | (view.lightness > 90)).mean())


def _without_colour(view: View, grey: Floats, colours: Palette) -> Medium:
    if colours.toned:
        return Medium.TONED
    paper = float(np.median(view.lightness)) > 65
    return Medium.INK if paper and _finest(grey) > 0.38 else Medium.MONOCHROME
