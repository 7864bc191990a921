"""The one reduced look at a picture that all measurements share."""

from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.recipes.base import Raster

Floats: TypeAlias = npt.NDArray[np.float32]

_SIDE = 384
"""Long side in pixels: colour, light and layout do not change above it, time does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A picture as the measurements see it."""

    rgb: Raster
    """H×W×3 uint8 at full size, laid on white where it was transparent."""
    lab: Floats
    """h×w×3 CIE Lab (L 0–100, a and b about ±100) with a long side of at most 384 pixels."""
    clear: float
    """The part of the picture that is transparent, 0 to 1."""

    @property
    def lightness(self) -> Floats:
        """h×w L*, 0 to 100."""
        return self.lab[..., 0]

    @property
    def chroma(self) -> Floats:
        """h×w distance from grey, 0 to about 130."""
        return np.hypot(self.lab[..., 1], self.lab[..., 2])


def look(raster: Raster) -> View:
    """Reduce an H×W×3 or H×W×4 raster to what is measured."""
    rgb, clear = _on_white(raster)
    scale = _SIDE / max(rgb.shape[:2])
    small = rgb
    if scale < 1:
        size = (max(1, round(rgb.shape[1] * scale)), max(1, round(rgb.shape[0] * scale)))
        small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2LAB).astype(np.float32)
    return View(rgb=rgb, lab=lab, clear=clear)


def _on_white(raster: Raster) -> tuple[Raster, float]:
    if raster.shape[2] == 3:
        return raster, 0.0
    alpha = raster[..., 3:].astype(np.float32) / 255
    mixed = raster[..., :3] * alpha + 255 * (1 - alpha)
    return mixed.round().astype(np.uint8), float(np.mean(alpha < 0.05))
