"""The mesh drawn on a canvas: which triangle covers each pixel, and what the points' values are there."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.recipes.faces.topology import INNER_LIPS, LEFT_EYE, RIGHT_EYE, TRIANGLES, Indices, strip

Floats = npt.NDArray[np.float64]
Plane = npt.NDArray[np.float32]

SKIN_AND_OPENINGS: Indices = np.concatenate([TRIANGLES, *map(strip, (RIGHT_EYE, LEFT_EYE, INNER_LIPS))])
"""906×3: the whole face without holes."""

_FRACTION = 4
"""Bits behind the point in OpenCV's fixed-point corners."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """A mesh drawn on a canvas of H×W pixels."""

    inside: npt.NDArray[np.bool_]
    """H×W: whether the mesh covers the pixel."""
    corners: npt.NDArray[np.int64]
    """N×3: the points around each covered pixel, in row order."""
    weights: Plane
    """N×3: how much each of them counts; rows sum to 1."""

    def spread(self, values: Floats) -> Plane:
        """Carry values of the points (468 or 468×k) to the canvas: H×W or H×W×k float32, 0 outside."""
        picked = values.astype(np.float32)[self.corners]
        weights = self.weights if values.ndim == 1 else self.weights[..., None]
        field = np.zeros(self.inside.shape + values.shape[1:], np.float32)
        field[self.inside] = (picked * weights).sum(axis=1)
        return field


def draw(points: Floats, shape: tuple[int, int], triangles: Indices = SKIN_AND_OPENINGS) -> Drawing:
    """Draw a mesh (468×3: x, y, depth) on a canvas of `shape` (H, W), the nearest triangle on top."""
    far_first = triangles[np.argsort(-points[triangles, 2].mean(axis=1), kind="stable")]
    index = np.zeros(shape, np.int32)
    corners = np.round(points[far_first, :2] * (1 << _FRACTION)).astype(np.int32)
    for number, corner in enumerate(corners, start=1):
        cv2.fillConvexPoly(index, corner, number, lineType=cv2.LINE_8, shift=_FRACTION)
    inside = index > 0
    rows, columns = np.nonzero(inside)
    covering = far_first[index[inside] - 1]
    weights = _barycentric(points[:, :2], covering, np.stack([columns, rows], axis=1))
    return Drawing(inside, covering, weights)


def _barycentric(plane: Floats, corners: Indices, at: npt.NDArray[np.int64]) -> Plane:
    """Weights of each pixel's three corners; pixels on the rim may lie a little outside."""
    first = plane[corners[:, 0]]
    one, two, to = plane[corners[:, 1]] - first, plane[corners[:, 2]] - first, at - first
    area = one[:, 0] * two[:, 1] - two[:, 0] * one[:, 1]
    area = np.where(np.abs(area) < 1e-9, 1e-9, area)
    second = np.clip((to[:, 0] * two[:, 1] - two[:, 0] * to[:, 1]) / area, -0.1, 1.1)
    third = np.clip((one[:, 0] * to[:, 1] - to[:, 0] * one[:, 1]) / area, -0.1, 1.1)
    weights = np.stack([1 - second - third, second, third], axis=1)
    return weights.astype(np.float32)


def sample(picture: Plane, drawing: Drawing, points: Floats, *, cubic: bool = True) -> Plane:
    """Fetch a texture: h×w or h×w×k float32, whose mesh lies at `points` (468×2), onto the drawing's canvas."""
    places = drawing.spread(points[:, :2])
    how = cv2.INTER_CUBIC if cubic else cv2.INTER_LINEAR
    fetched = cv2.remap(picture, places[..., 0], places[..., 1], how, borderMode=cv2.BORDER_REPLICATE)
    return fetched.astype(np.float32)


def at_points(picture: Plane, points: Floats) -> Floats:
    """The picture's values (h×w×k float32) under the points: 468×k."""
    x, y = (points[:, [axis]].astype(np.float32) for axis in (0, 1))
    values = cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    flat: Floats = values.reshape(len(points), -1).astype(np.float64)
    return flat


def facing(points: Floats) -> Floats:
    """How squarely the skin at each point looks at the viewer: 468 values, 1 frontal, 0 edge-on, negative away."""
    normals = normals_at(points)
    return -normals[:, 2]


def normals_at(points: Floats) -> Floats:
    """Unit normals at the points, 468×3, pointing out of the face (towards the viewer: negative z)."""
    first, second, third = (points[TRIANGLES[:, corner]] for corner in range(3))
    across = -np.cross(second - first, third - first)
    total = np.zeros_like(points)
    for corner in range(3):
        np.add.at(total, TRIANGLES[:, corner], across)
    unit: Floats = total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9)
    return unit
