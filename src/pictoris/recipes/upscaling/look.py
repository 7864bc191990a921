"""Measures whether a picture is a photo or a drawing, and whether it is clean or noisy."""

from typing import Literal, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.recipes.base import Raster

Look: TypeAlias = Literal["photo", "drawing"]

_STILL = 10
"""Levels of difference between neighbours up to which a place counts as flat."""
_EDGE = 48
"""Levels of difference between neighbours from which a place counts as a hard edge."""
_DRAWN_FLAT = 0.45
"""Drawings are mostly flat: 0.50 to 0.95 of their pixels, with JPEG traces too; photos 0.2 to 0.9."""
_DRAWN_SOFT = 0.50
"""What is not flat is soft in photos (0.60 to 0.99) and hard in drawings (0 to 0.26, JPEG of quality 75: 0.43)."""
_GRID_EXCESS = 2.2
"""Clean pictures have at most 1.8, JPEG of quality 90 has 1.9 to 3.5, of quality 75 more than 3."""
_GRAIN = 1.4
"""Levels; clean pictures have at most 1.36, those with Gaussian noise of 2 levels have 1.4 to 1.7."""

_RIPPLE = 0.3
"""Faint differences for each hard edge: at most 0.06 in clean graphics, more than 0.6 after JPEG or soft shading."""

_MEASURED_SIDE = 1024
_CURVATURE = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)


def look_of(picture: Raster) -> Look:
    """Tell a drawing (flat areas with hard edges) from a photo (soft transitions).

    `picture` is H×W×3 uint8. A median over 3×3 pixels first takes away most traces of JPEG.
    """
    reach = _reach(np.asarray(cv2.medianBlur(_centre(picture), 3), np.uint8))
    flat = float(np.mean(reach <= _STILL))
    hard = float(np.mean(reach > _EDGE))
    soft = 1 - flat - hard
    return "drawing" if flat >= _DRAWN_FLAT and soft <= _DRAWN_SOFT * (soft + hard) else "photo"


def is_crisp(picture: Raster) -> bool:
    """Whether a drawing is clean: flat colours and hard edges, with neither ripples of JPEG nor soft shading.

    `picture` is H×W×3 uint8.
    """
    reach = _reach(_centre(picture))
    faint = float(np.mean((reach > 2) & (reach <= 16)))
    return faint <= _RIPPLE * float(np.mean(reach > 32))


def is_noisy(picture: Raster) -> bool:
    """Whether a photo shows grain or the blocks of JPEG, so that enlarging should clean it too.

    `picture` is H×W×3 uint8 with its top left corner where the camera or the encoder put it.
    """
    grey = cv2.cvtColor(_centre(picture), cv2.COLOR_RGB2GRAY).astype(np.float32)
    if min(grey.shape) < 32:
        return False
    return grain(grey) >= _GRAIN or (grid_excess(grey) + grid_excess(grey.T)) / 2 >= _GRID_EXCESS


def grain(grey: npt.NDArray[np.float32]) -> float:
    """The noise of the calmest quarter of a picture as a standard deviation, in levels of 0–255.

    After J. Immerkær, "Fast noise variance estimation" (1996), kept away from edges.
    """
    bend = np.abs(cv2.filter2D(grey, -1, _CURVATURE)) / 6
    slope = cv2.magnitude(cv2.Sobel(grey, -1, 1, 0), cv2.Sobel(grey, -1, 0, 1))
    slope = cv2.blur(slope, (5, 5))
    calm = slope <= np.percentile(slope, 25)
    return float(bend[calm].mean() * np.sqrt(np.pi / 2))


def grid_excess(grey: npt.NDArray[np.float32]) -> float:
    """How far steps between columns 8k−1 and 8k stand out from those at other columns, in standard deviations."""
    step = np.abs(np.diff(grey, axis=1))
    excess = step[:, 1:-1] - (step[:, :-2] + step[:, 2:]) / 2
    phases = np.array([excess[:, phase::8].mean() for phase in range(8)])
    others = np.delete(phases, 6)
    return float((phases[6] - np.median(phases)) / (others.std() + 0.05))


def _reach(picture: Raster) -> Raster:
    """The largest difference in any channel among each pixel's 3×3 neighbours, H×W uint8."""
    square = np.ones((3, 3), np.uint8)
    reach = cv2.subtract(cv2.dilate(picture, square), cv2.erode(picture, square))
    return np.asarray(reach.max(axis=2), np.uint8)


def _centre(picture: Raster) -> Raster:
    """The middle of a large picture, at its own resolution and with the grid of JPEG where it was."""
    height, width = picture.shape[:2]
    top, left = (max(0, side - _MEASURED_SIDE) // 2 // 8 * 8 for side in (height, width))
    return picture[top : top + _MEASURED_SIDE, left : left + _MEASURED_SIDE]
