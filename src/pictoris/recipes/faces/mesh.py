"""The face mesh: 468 points in three dimensions on a face that a box points at."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.ports import Infers
from pictoris.recipes.base import Raster
from pictoris.recipes.faces import topology
from pictoris.recipes.faces.detector import Box

Floats = npt.NDArray[np.float64]

GRAPH = "face_landmark"
_SIDE = 192
_MARGIN = 1.5
"""How much wider than the face the network wants to look."""
_ROUNDS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A face in a picture."""

    points: Floats
    """468×3 in pixels: x to the right, y down, z away from the viewer; a pixel's centre is a whole number."""
    score: float
    """How sure the network is that this is a face, 0 to 1."""

    @property
    def left(self) -> float:
        """Where the face stands in the picture: the mean x of its points."""
        return float(self.points[:, 0].mean())

    @property
    def size(self) -> float:
        """Pixels: the larger of ear to ear and forehead to chin, as seen."""
        across = self.points[454, :2] - self.points[234, :2]
        along = self.points[10, :2] - self.points[152, :2]
        return float(max(np.linalg.norm(across), np.linalg.norm(along)))

    def moved(self, origin: Floats, scale: float = 1.0) -> "Face":
        """The same face on a cut-out that begins at `origin` (x, y) and is resized by `scale`."""
        plane = (self.points[:, :2] - origin + 0.5) * scale - 0.5
        return Face(np.hstack([plane, self.points[:, 2:] * scale]), self.score)


def fit(picture: Raster, box: Box, graphs: Infers) -> Face:
    """Lay the mesh onto the face in the box, looking again where the first look showed it to be.

    `picture` is H×W×3 RGB. The score of the result tells whether it is a face at all.
    """
    eyes = box.marks[1] - box.marks[0]
    centre = (box.corners[:2] + box.corners[2:]) / 2
    side = float((box.corners[2:] - box.corners[:2]).max()) * _MARGIN
    face = _look(picture, graphs, centre, side, float(np.arctan2(eyes[1], eyes[0])))
    for _ in range(_ROUNDS):
        face = _look(picture, graphs, *_frame(face))
    return face


def _frame(face: Face) -> tuple[Floats, float, float]:
    """Centre, side and angle of the upright square around a face."""
    plane = face.points[:, :2]
    eyes = plane[topology.LEFT_EYE[0]] - plane[topology.RIGHT_EYE[0]]
    angle = float(np.arctan2(eyes[1], eyes[0]))
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    upright = plane @ turn.T
    low, high = upright.min(axis=0), upright.max(axis=0)
    return turn.T @ ((low + high) / 2), float((high - low).max()) * _MARGIN, angle


def _look(picture: Raster, graphs: Infers, centre: Floats, side: float, angle: float) -> Face:
    scale = max(side, 1.0) / _SIDE
    cos, sin = np.cos(angle) * scale, np.sin(angle) * scale
    # From the centres of the network's pixels to the centres of the picture's pixels.
    out = np.array([[cos, -sin], [sin, cos]])
    start = centre - out @ np.full(2, (_SIDE - 1) / 2)
    matrix = np.hstack([out, start[:, None]])
    crop = cv2.warpAffine(
        _softened(picture, matrix, scale),
        matrix if scale <= 2 else _within(matrix, picture, scale),
        (_SIDE, _SIDE),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    raw, flag = graphs.infer(GRAPH, {"input_1": crop[None].astype(np.float32) / 255})
    points = raw.reshape(topology.POINTS, 3).astype(np.float64)
    plane = (points[:, :2] - 0.5) @ out.T + start
    logit = float(np.clip(flag.ravel()[0], -80, 80))
    return Face(np.hstack([plane, points[:, 2:] * scale]), float(1 / (1 + np.exp(-logit))))


def _bounds(matrix: Floats, picture: Raster) -> tuple[int, int, int, int]:
    """The part of the picture that the crop touches: left, top, right, bottom."""
    corners = np.array([[0, 0, 1], [_SIDE, 0, 1], [0, _SIDE, 1], [_SIDE, _SIDE, 1]]) @ matrix.T
    limit = np.array([picture.shape[1], picture.shape[0]])
    low = np.clip(np.floor(corners.min(axis=0)), 0, limit - 1).astype(int)
    high = np.clip(np.ceil(corners.max(axis=0)) + 1, low + 1, limit).astype(int)
    return int(low[0]), int(low[1]), int(high[0]), int(high[1])


def _softened(picture: Raster, matrix: Floats, scale: float) -> Raster:
    """Large faces are averaged before they are sampled, or the sampling would alias."""
    if scale <= 2:
        return picture
    left, top, right, bottom = _bounds(matrix, picture)
    kernel = int(scale)
    part: Raster = cv2.blur(picture[top:bottom, left:right], (kernel, kernel)).astype(np.uint8)
    return part


def _within(matrix: Floats, picture: Raster, _scale: float) -> Floats:
    left, top, _right, _bottom = _bounds(matrix, picture)
    moved = matrix.copy()
    moved[:, 2] -= (left, top)
    return moved
