"""Mean and spread of the colours near each pixel, taken from those pixels of which something is known."""

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.recipes.matting.closed_form import Mask

_SHRINK = 4
UNKNOWN = np.float32(1e6)
"""The variance where hardly anything is known near: so large that the mean says nothing."""


def colours_near(
    picture: npt.NDArray[np.float32], known: Mask, reach: int, where: Mask
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Mean and variance per channel of the known pixels up to `reach` pixels away, for the N pixels of `where`.

    `picture` is H×W×3 in 0–1, `known` and `where` are H×W; the results are N×3. They change slowly, so they are
    measured on a quarter of the size.
    """
    height, width = known.shape
    size = max(1, width // _SHRINK), max(1, height // _SHRINK)
    side = 2 * max(1, reach // _SHRINK) + 1
    weight = known.astype(np.float32)
    masked = picture * weight[..., None]
    share = _window_mean(weight, size, side)
    floor = np.maximum(share, 1e-6)[..., None]
    mean = _window_mean(masked, size, side) / floor
    variance = np.maximum(_window_mean(masked * picture, size, side) / floor - mean * mean, 0)
    variance = np.where(share[..., None] > 0.01, variance, UNKNOWN)
    return _enlarged(mean, width, height)[where], _enlarged(variance, width, height)[where]


def _window_mean(
    values: npt.NDArray[np.float32], size: tuple[int, int], side: int
) -> npt.NDArray[np.float32]:
    small = cv2.resize(values, size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.blur(small, (side, side)), np.float32)


def _enlarged(values: npt.NDArray[np.floating], width: int, height: int) -> npt.NDArray[np.float32]:
    return np.asarray(cv2.resize(values.astype(np.float32), (width, height)), np.float32)
