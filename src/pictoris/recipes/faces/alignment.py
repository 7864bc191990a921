"""Where the source's face goes: the target's pose, outline and expression, the source's features inside."""

import numpy as np
import numpy.typing as npt

from pictoris.recipes.faces.expression import differing
from pictoris.recipes.faces.mesh import Face
from pictoris.recipes.faces.smoothing import harmonic, smooth
from pictoris.recipes.faces.topology import INNER_LIPS, OVAL, POINTS

Floats = npt.NDArray[np.float64]

_SHAPE = 0.55
"""Share of the source's own shape; measured: more looks less like the target's head, less like nobody."""


def similarity(source: Floats, target: Floats, weights: Floats) -> Floats:
    """Move the source's points (n×3) rigidly and by one scale onto the target's, by weighted least squares.

    Umeyama, "Least-squares estimation of transformation parameters between two point patterns" (1991).
    """
    share = weights / weights.sum()
    from_mean, to_mean = share @ source, share @ target
    centred, goal = source - from_mean, target - to_mean
    left, stretch, right = np.linalg.svd((share[:, None] * goal).T @ centred)
    signs = np.array([1.0, 1.0, np.sign(np.linalg.det(left @ right))])
    rotation = left @ np.diag(signs) @ right
    scale = (stretch * signs).sum() / (share[:, None] * centred**2).sum()
    moved: Floats = centred @ rotation.T * scale + to_mean
    return moved


def destination(source: Face, target: Face) -> Floats:
    """Points (468×3, pixels of the target) that the source's face is drawn at.

    Pose and outline are the target's; inside, a part of the source's own shape shows. Where eyes or mouth are
    open differently, the target's expression wins. Depth is the target's.
    """
    stable = np.ones(POINTS)
    stable[list(INNER_LIPS)] = 0.2
    aligned = similarity(source.points, target.points, stable)
    moved = (aligned - target.points)[:, :2]
    own = _own_shape(source.points, target.points)
    step = smooth(moved * own[:, None], np.ones(POINTS), 0.3)
    return np.hstack([target.points[:, :2] + step, target.points[:, 2:]])


def _own_shape(source: Floats, target: Floats) -> Floats:
    """The share of the source's shape at each point: none at the outline, less at a different expression."""
    anchors = dict.fromkeys(OVAL, 0.0) | dict.fromkeys((9, 168, 1, 50, 280, 164), _SHAPE)
    for ring, kept in differing(source, target).items():
        anchors |= dict.fromkeys(ring, _SHAPE * (1 - kept))
    return harmonic(anchors)
