"""Eyes and mouths that are open differently: closed lips cannot be stretched over teeth, nor teeth be hidden."""

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.recipes.faces.mesh import Face
from pictoris.recipes.faces.topology import INNER_LIPS, LEFT_EYE, OUTER_LIPS, RIGHT_EYE

Floats = npt.NDArray[np.float64]
Plane = npt.NDArray[np.float32]

_CLOSED = 0.05
"""A mouth that is open by less than this share of its width shows nothing but lips."""
_EDGES = {OUTER_LIPS: 0.018, RIGHT_EYE: 0.012, LEFT_EYE: 0.012}
"""How soft the edges of mouth and eyes are, as a share of the face."""


def opening(points: Floats, ring: tuple[int, ...]) -> float:
    """How far an eye or the mouth is open: height over width of its ring (n of the 468×3), in space."""
    middle = len(ring) // 2
    width = np.linalg.norm(points[ring[0]] - points[ring[middle]])
    pairs = ((middle // 2 + step, len(ring) - middle // 2 - step) for step in (-1, 0, 1))
    height = np.mean([np.linalg.norm(points[ring[up]] - points[ring[down]]) for up, down in pairs])
    return float(height / max(float(width), 1e-6))


def differing(source: Floats, target: Floats) -> dict[tuple[int, ...], float]:
    """Ring (mouth, eyes) → 0 to 1: how much the target's own has to stay there.

    `source` and `target` are 468×3. The target's mouth stays as soon as either mouth is open: teeth seldom look
    right behind other lips. An eye stays where one of the two is nearly shut.
    """
    widest = max(opening(source, INNER_LIPS), opening(target, INNER_LIPS))
    shares = {OUTER_LIPS: (widest - _CLOSED) / 0.03}
    for eye in (RIGHT_EYE, LEFT_EYE):
        narrow, wide = sorted((opening(source, eye), opening(target, eye)))
        shares[eye] = 3 - 6 * narrow / max(wide, 1e-6)
    return {ring: float(np.clip(share, 0, 1)) for ring, share in shares.items()}


def kept(source: Face, target: Face, shape: tuple[int, int]) -> Plane:
    """H×W, 0 to 1: where the target's own mouth and eyes stay on a canvas that the target's face lies on."""
    keep = np.zeros(shape, np.float32)
    for ring, share in differing(source.points, target.points).items():
        if share > 0:
            keep = np.maximum(keep, _filled(target, ring, shape) * np.float32(share))
    return keep


def _filled(face: Face, ring: tuple[int, ...], shape: tuple[int, int]) -> Plane:
    """The ring's inside and a little more, with a soft edge."""
    mask = np.zeros(shape, np.uint8)
    cv2.fillPoly(mask, [np.round(face.points[list(ring), :2] * 16).astype(np.int32)], 1, cv2.LINE_8, 4)
    radius = max(0.8, _EDGES[ring] * face.size)
    width = 2 * round(radius) + 1
    grown = cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width)))
    return cv2.GaussianBlur(grown.astype(np.float32), (0, 0), 0.6 * radius).astype(np.float32)
