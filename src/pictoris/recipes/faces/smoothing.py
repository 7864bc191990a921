"""Values on the mesh made smooth: what is trusted stays, what is not is filled in from around.

The systems are solved by relaxation over the mesh's edges. A dense solver is as quick on an idle machine and many
times slower on a busy one, where its threads wait for one another.
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from pictoris.recipes.faces.topology import POINTS, TRIANGLES, Indices

Floats = npt.NDArray[np.float64]

_ROUNDS = 90
_RADIUS = 0.997
"""Estimate of the spectral radius of the plain iteration: the largest holes are a dozen points wide."""


def _neighbours() -> tuple[Indices, Floats]:
    """468×d: the points beside each point, the row filled up with 468; and 468×1: one over their number."""
    beside: list[set[int]] = [set() for _ in range(POINTS)]
    for triangle in TRIANGLES.tolist():
        for point in triangle:
            beside[point] |= set(triangle) - {point}
    widest = max(map(len, beside))
    table = [[*sorted(points), *[POINTS] * (widest - len(points))] for points in beside]
    return np.array(table), 1.0 / np.array([[len(points)] for points in beside])


_BESIDE, _SHARE = _neighbours()


def beside(values: Floats) -> Floats:
    """The mean of each point's neighbours: 468×k → 468×k."""
    padded = np.concatenate([values, np.zeros((1, values.shape[1]))])
    mean: Floats = padded[_BESIDE].sum(axis=1) * _SHARE
    return mean


def smooth(values: Floats, trust: Floats, stiffness: float) -> Floats:
    """Smooth values on the points: 468×k and trust 468 or 468×k (0 or more) → 468×k.

    Solves trust·(x - value) + stiffness·(x - mean of its neighbours) = 0 at each point: one without trust takes
    the mean of its neighbours, and nothing overshoots what was given. Accelerated by Chebyshev's polynomials
    (Golub and Varga, 1961).
    """
    weight = trust if trust.ndim == 2 else trust[:, None]
    known = weight / (weight + stiffness)
    # Where nothing is near that could be trusted, the trusted mean is the best guess to begin with.
    mean = (weight * values).sum(axis=0) / np.maximum(weight.sum(axis=0), 1e-9)
    now: Floats = known * values + (1 - known) * mean
    before, step = now, 1.0
    for number in range(_ROUNDS):
        plain = known * values + (1 - known) * beside(now)
        step = 1 / (1 - _RADIUS**2 * step / (2 if number == 1 else 4)) if number else 1.0
        before, now = now, np.add(before, step * (plain - before))
    return now


def harmonic(anchors: Mapping[int, float]) -> Floats:
    """Spread values that are known at a few points over all 468 of them, without bumps."""
    values, trust = np.zeros((POINTS, 1)), np.zeros(POINTS)
    points = list(anchors)
    values[points, 0], trust[points] = list(anchors.values()), 1e9
    return smooth(values, trust, 1.0)[:, 0]
