"""Guesses alpha from colour alone: how far a pixel lies on the way from the background near it to the figure."""

import numpy as np
import numpy.typing as npt

from pictoris.recipes.matting.closed_form import Mask, Plane
from pictoris.recipes.matting.colours import colours_near

_BASE = 2e-3
_MOST = 0.05
"""Trust, as `closed_form.solve` wants it: in the segmentation where colour says nothing, and in clear colours."""
_NOISE = 0.05
"""Distance (0–1) from the line between the two colours at which they explain a pixel badly."""
_APART = 3.0
"""Squared distance between the two colours, in their variances, from which they tell the sides apart well."""
_SPREAD = 0.003
"""Variance (0–1 squared) that is taken for granted."""


def weigh(picture: npt.NDArray[np.float32], chance: Plane, doubtful: Mask, reach: int) -> tuple[Plane, Plane]:
    """A first guess of alpha (H×W, 0–1), and how much it is to be trusted.

    The mean colours of figure and background within `reach` pixels, taken where nothing is in doubt, give alpha by
    projection; the guess leans on it as far as both colours are there, differ, and explain the pixel (after J. Wang,
    M. Cohen, "Optimized color sampling for robust matting", CVPR 2007, with means for samples).
    """
    front, front_variance = colours_near(picture, (chance > 0.5) & ~doubtful, reach, doubtful)
    back, back_variance = colours_near(picture, (chance <= 0.5) & ~doubtful, reach, doubtful)
    way = front - back
    own = picture[doubtful] - back
    length = np.maximum(_dot(way, way), 1e-6)
    alpha = np.clip(_dot(own, way) / length, 0, 1)
    rest = own - alpha[:, None] * way
    clear = np.exp(-_dot(rest, rest) / (2 * _NOISE**2))
    spread = (front_variance + back_variance).sum(axis=1) + _SPREAD
    clear *= np.clip(length / (_APART * spread), 0, 1) ** 2
    guess = (chance > 0.5).astype(np.float32)
    guess[doubtful] = chance[doubtful] + clear * (alpha - chance[doubtful])
    trust = np.full(chance.shape, _BASE, np.float32)
    trust[doubtful] += clear * (_MOST - _BASE)
    return guess, trust


def _dot(first: npt.NDArray[np.float32], second: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The inner product of each row."""
    return np.asarray(np.einsum("nc,nc->n", first, second), np.float32)
