"""Closed-form alpha matting on the doubtful part of a picture, coarse to fine.

The cost of an alpha is how far it is, in every 3×3 window, from a linear function of colour: A. Levin, D. Lischinski,
Y. Weiss, "A closed-form solution to natural image matting" (PAMI 2008). Its matrix is never built: a window's part is
q − mean(q) − V·Vᵀ·q, where V holds the window's whitened colours (the same reading as in K. He, J. Sun, X. Tang, "Fast
matting using large kernel matting Laplacian matrices", CVPR 2010), and conjugate gradients run on doubtful pixels only.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

Plane: TypeAlias = npt.NDArray[np.float32]
Mask: TypeAlias = npt.NDArray[np.bool_]

_REGULAR = 1e-6
"""Added to the variance of colour (0–1 squared) in each window: Levin's epsilon."""
_COARSEST = 160
"""Pixels of the longer side below which no coarser level is made."""
_STEPS = {0: 10, 1: 30}
"""Level (0 is the finest) → conjugate gradient steps at most, from what the coarser one found."""
_FIRST_STEPS = 80
"""Steps on the coarsest level, where they are cheap and carry far."""
_CHUNK = 8192
"""Windows worked on at a time: their colours (0.9 MB) stay in the cache between the two uses."""
_ENOUGH = 2e-3
"""Relative residual at which to stop."""


def solve(
    picture: npt.NDArray[np.float32], guess: Plane, trust: Plane, doubtful: Mask, *, level: int = 0
) -> Plane:
    """Find alpha where it is in doubt.

    `picture` is H×W×3 float32 RGB in 0–1, `guess` H×W float32 in 0–1, kept where `doubtful` (H×W) is False; `trust`
    (H×W, more than 0) is the pull of the guess on doubtful pixels, against a window's cost of about 1. The result is
    H×W float32 in 0–1. `level` counts halvings of the picture so far.
    """
    height, width = doubtful.shape
    start, steps = guess, _FIRST_STEPS
    if max(height, width) >= 2 * _COARSEST:
        half = ((width + 1) // 2, (height + 1) // 2)
        coarse = solve(
            _resized(picture, half),
            _resized(guess, half),
            _resized(trust, half),
            _resized(doubtful.astype(np.float32), half) > 0,
            level=level + 1,
        )
        steps = _STEPS.get(level, _FIRST_STEPS)
        start = np.where(doubtful, _resized(coarse, (width, height), cv2.INTER_LINEAR), guess)
    if min(height, width) < 3 or not doubtful.any():
        return start
    cells, windows = _windows(picture, doubtful)
    flat = start.ravel().copy()
    flat[cells] = _conjugate_gradients(
        windows,
        flat[cells],
        guess.ravel()[cells],
        trust.ravel()[cells],
        doubtful.ravel()[cells].astype(np.float32),
        steps=steps,
    )
    return np.clip(flat.reshape(doubtful.shape), 0, 1)


def _resized(
    values: npt.NDArray[Any], size: tuple[int, int], way: int = cv2.INTER_AREA
) -> npt.NDArray[np.float32]:
    return np.asarray(cv2.resize(values, size, interpolation=way), np.float32)


@dataclass(frozen=True, slots=True)
class _Windows:
    """Some of the 3×3 windows that touch a doubtful pixel: few enough to stay in the processor's cache."""

    cells: npt.NDArray[np.intp]
    """9×N: numbers of pixels among those that take part."""
    colours: npt.NDArray[np.float32]
    """9×3×N: V, colours less their mean, whitened, over 3."""

    def add_cost_gradient(self, alpha: Plane, result: Plane) -> None:
        """Add these windows' part of the matting Laplacian times alpha to the result, pixel by pixel."""
        values = alpha[self.cells]
        tilt = np.einsum("kcn,kn->cn", self.colours, values)
        values -= values.mean(axis=0)
        values -= np.einsum("kcn,cn->kn", self.colours, tilt)
        for cells, part in zip(self.cells, values, strict=True):
            result[cells] += part

    def add_diagonal(self, result: Plane) -> None:
        """Add these windows' part of the diagonal of the matting Laplacian to the result."""
        for cells, colours in zip(self.cells, self.colours, strict=True):
            result[cells] += 8 / 9 - (colours * colours).sum(axis=0)


def _windows(picture: npt.NDArray[np.float32], doubtful: Mask) -> tuple[npt.NDArray[np.intp], list[_Windows]]:
    """The flat numbers of the pixels that take part, and the windows over them."""
    width = doubtful.shape[1]
    touched = cv2.dilate(doubtful.astype(np.uint8), np.ones((3, 3), np.uint8))
    touched[[0, -1], :] = 0
    touched[:, [0, -1]] = 0
    taking_part = np.flatnonzero(cv2.dilate(touched, np.ones((3, 3), np.uint8)))
    number = np.zeros(doubtful.size, np.intp)
    number[taking_part] = np.arange(taking_part.size)
    centres = np.flatnonzero(touched)
    offsets = np.array([dy * width + dx for dy in (-1, 0, 1) for dx in (-1, 0, 1)])
    planes = np.ascontiguousarray(picture.reshape(-1, 3)[taking_part].T)
    windows = []
    for start in range(0, centres.size, _CHUNK):
        cells = number[centres[None, start : start + _CHUNK] + offsets[:, None]]
        colours = np.stack([plane[cells] for plane in planes], axis=1)
        colours -= colours.mean(axis=0)
        windows.append(_Windows(cells, _whitened(colours)))
    return taking_part, windows


def _cost_gradient(windows: list[_Windows], alpha: Plane) -> Plane:
    result = np.zeros_like(alpha)
    for chunk in windows:
        chunk.add_cost_gradient(alpha, result)
    return result


def _diagonal(windows: list[_Windows], size: int) -> Plane:
    result = np.zeros(size, np.float32)
    for chunk in windows:
        chunk.add_diagonal(result)
    return result


def _whitened(colours: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Multiply 9×3×N centred colours by the inverse root (Cholesky) of their covariance, in place, and by 1/3."""
    r, g, b = colours[:, 0], colours[:, 1], colours[:, 2]
    floor = _REGULAR / 9
    l11 = np.sqrt((r * r).mean(axis=0) + floor)
    l21 = (r * g).mean(axis=0) / l11
    l31 = (r * b).mean(axis=0) / l11
    l22 = np.sqrt(np.maximum((g * g).mean(axis=0) - l21 * l21, 0) + floor)
    l32 = ((g * b).mean(axis=0) - l31 * l21) / l22
    l33 = np.sqrt(np.maximum((b * b).mean(axis=0) - l31 * l31 - l32 * l32, 0) + floor)
    r /= l11
    g -= l21 * r
    g /= l22
    b -= l31 * r + l32 * g
    b /= l33
    colours /= 3
    return colours


def _conjugate_gradients(
    windows: list[_Windows], start: Plane, guess: Plane, trust: Plane, free: Plane, *, steps: int
) -> Plane:
    """Minimise cost + trust·(alpha − guess)² where `free` is 1, preconditioned by the diagonal; all flat."""
    alpha = start.copy()
    scale = free / (_diagonal(windows, alpha.size) + trust)
    rest = -free * (_cost_gradient(windows, alpha) + trust * (alpha - guess))
    way = scale * rest
    power = first = float(rest @ way)
    for _ in range(steps):
        if power <= _ENOUGH**2 * first:
            break
        pull = free * (_cost_gradient(windows, way) + trust * way)
        length = power / float(way @ pull)
        alpha += length * way
        rest -= length * pull
        eased = scale * rest
        before, power = power, float(rest @ eased)
        way = eased + (power / before) * way
    return alpha
