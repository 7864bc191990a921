"""Estimates the foreground's own colour where the background shines through.

M. Forte, "Approximate fast foreground colour estimation" (ICIP 2021): blur what alpha calls foreground and background
on their own, then share the rest that is left to the picture by alpha; twice, first far, then near.
"""

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.recipes.matting.closed_form import Plane

_SHRINK = 4
_FAR, _NEAR = 0.09, 0.006
"""Window sides as shares of the longer side: 90 and 6 pixels at 1000, as in the paper."""


def estimate(picture: npt.NDArray[np.float32], alpha: Plane) -> npt.NDArray[np.float32]:
    """The colour of the foreground, H×W×3 float32 in 0–1, for a picture and an alpha of that size and range."""
    height, width = alpha.shape
    weight = alpha[..., None]
    size = max(1, width // _SHRINK), max(1, height // _SHRINK)
    few, few_weight = _shrunk(picture, size), _shrunk(alpha, size)[..., None]
    # What is far away changes slowly, so the first step needs few pixels.
    front, back = _blurred(few, few, few_weight, max(3, round(_FAR * max(size))))
    front, back = (np.asarray(cv2.resize(plane, (width, height)), np.float32) for plane in (front, back))
    foreground = _with_rest(picture, front, back, weight)
    front, back = _blurred(foreground, back, weight, max(3, round(_NEAR * max(width, height))))
    return np.asarray(np.clip(_with_rest(picture, front, back, weight), 0, 1), np.float32)


def _blurred(
    foreground: npt.NDArray[np.float32],
    background: npt.NDArray[np.float32],
    weight: npt.NDArray[np.float32],
    side: int,
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Foreground and background, each averaged over a window by how much of it there is."""
    mean_weight = cv2.blur(weight, (side, side))[..., None]
    front = cv2.blur(foreground * weight, (side, side)) / (mean_weight + np.float32(1e-5))
    back = cv2.blur(background * (1 - weight), (side, side)) / (1 - mean_weight + np.float32(1e-5))
    return np.asarray(front, np.float32), np.asarray(back, np.float32)


def _with_rest(
    picture: npt.NDArray[np.float32],
    front: npt.NDArray[np.float32],
    back: npt.NDArray[np.float32],
    weight: npt.NDArray[np.float32],
) -> npt.NDArray[np.float32]:
    """Give the foreground its share of what the two blurred colours leave unexplained."""
    return np.asarray(front + weight * (picture - weight * front - (1 - weight) * back), np.float32)


def _shrunk(values: npt.NDArray[np.float32], size: tuple[int, int]) -> npt.NDArray[np.float32]:
    return np.asarray(cv2.resize(values, size, interpolation=cv2.INTER_AREA), np.float32)
