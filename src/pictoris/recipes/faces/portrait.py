"""A face cut out at one fixed size, so that looking at it costs the same in any picture."""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.recipes.base import Raster
from pictoris.recipes.faces.mesh import Face
from pictoris.recipes.faces.warp import Drawing, draw

Floats = npt.NDArray[np.float64]
Plane = npt.NDArray[np.float32]

SIZE = 176.0
"""Pixels of a face in its portrait."""
_ROOM = 0.4
"""What is cut out around the mesh, as a share of the face."""


@dataclass(frozen=True, eq=False)
class Portrait:
    """A face and what is around it, `SIZE` pixels tall."""

    face: Face
    """The mesh in the portrait's pixels."""
    pixels: Plane
    """H×W×3 RGB, 0 to 1."""
    origin: Floats
    """Where the portrait begins in its picture (x, y)."""
    scale: float
    """Portrait pixels per pixel of the picture."""

    @cached_property
    def lab(self) -> Plane:
        """H×W×3 CIE L*a*b*: L 0 to 100."""
        return cv2.cvtColor(self.pixels, cv2.COLOR_RGB2Lab).astype(np.float32)

    @cached_property
    def drawing(self) -> Drawing:
        """The mesh drawn on the portrait."""
        return draw(self.face.points, self.shape)

    @property
    def shape(self) -> tuple[int, int]:
        """H, W."""
        return self.pixels.shape[0], self.pixels.shape[1]


def cut_out(picture: Raster, face: Face) -> Portrait:
    """Cut a face out of an H×W×3 RGB picture and bring it to the common size."""
    low, high = window(picture, face, _ROOM)
    scale = SIZE / max(face.size, 1.0)
    part = picture[low[1] : high[1], low[0] : high[0]]
    size = (max(1, round(part.shape[1] * scale)), max(1, round(part.shape[0] * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    pixels = cv2.resize(part, size, interpolation=how).astype(np.float32) / 255
    origin = low.astype(np.float64)
    return Portrait(face.moved(origin, scale), np.clip(pixels, 0, 1), origin, scale)


def window(picture: Raster, face: Face, room: float) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The corners (x, y) of a rectangle around a face inside its picture, `room` faces wider on each side."""
    limit = np.array([picture.shape[1], picture.shape[0]])
    low = np.floor(face.points[:, :2].min(axis=0) - room * face.size)
    high = np.ceil(face.points[:, :2].max(axis=0) + room * face.size) + 1
    start = np.clip(low, 0, limit - 1).astype(np.int64)
    return start, np.clip(high, start + 1, limit).astype(np.int64)
