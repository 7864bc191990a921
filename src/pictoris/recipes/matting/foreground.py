"""Estimates the foreground's own colour where the background shines through.

M. Forte, "Approximate fast foreground colour estimation" (ICIP 2021): blur what alpha calls foreground and background
on their own, then share the rest that is left to the picture by alpha; twice, first far, then near.
"""

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.recipes.matting.closed_form import Plane

_FAR, _NEAR = 0.09, 0.006
"""Window sides as shares of the longer side: 90 and 6 pixels at 1000, as in the paper."""


def estimate(picture: npt.NDArray[np.float32], alpha: Plane) -> npt.NDArray[np.float32]:
    """The colour of the foreground, H×W×3 float32 in 0–1, for a picture and an alpha of that size and range."""
    longer = max(alpha.shape)
    weight = alpha[..., None]
    foreground = background = picture
    for share in (_FAR, _NEAR):
        side = max(3, round(share * longer))
        foreground, background = _fuse(picture, foreground, background, weight, side)
    return np.asarray(np.clip(foreground, 0, 1), np.float32)


def _fuse(
    picture: npt.NDArray[np.float32],
    foreground: npt.NDArray[np.float32],
    background: npt.NDArray[np.float32],
    weight: npt.NDArray[np.float32],
    side: int,
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    mean_weight = cv2.blur(weight, (side, side))[..., None]
    front = cv2.blur(foreground * weight, (side, side)) / (mean_weight + 1e-5)
    back = cv2.blur(background * (1 - weight), (side, side)) / (1 - mean_weight + 1e-5)
    rest = picture - weight * front - (1 - weight) * back
    return np.asarray(front + weight * rest, np.float32), np.asarray(back, np.float32)
