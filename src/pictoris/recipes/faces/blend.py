"""The new face and the picture made one: soft masks, and a blend band by band."""

import cv2
import numpy as np
import numpy.typing as npt

Plane = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]


def feathered(inside: Mask, width: float) -> Plane:
    """H×W, 0 to 1: rises from the rim of `inside` over `width` pixels, with level ends."""
    # A frame of zeros: where the picture ends, the face does not fade.
    deep = cv2.distanceTransform(inside.astype(np.uint8), cv2.DIST_L2, 5)
    share = np.clip(deep / max(width, 1.0), 0, 1)
    curve: Plane = (share * share * (3 - 2 * share)).astype(np.float32)
    return curve


def multiband(front: Plane, back: Plane, mask: Plane, levels: int) -> Plane:
    """Blend H×W×3 pictures by a mask (H×W, 1 takes `front`), each band of detail over its own width.

    Burt and Adelson, "A multiresolution spline with application to image mosaics" (1983).
    """
    fronts, backs, masks = (_shrinking(picture, levels) for picture in (front, back, mask))
    mixed: Plane | None = None
    for level in range(levels, -1, -1):
        share = masks[level][..., None]
        band = _band(fronts, level) * share + _band(backs, level) * (1 - share)
        mixed = band if mixed is None else _grown(mixed, band) + band
    assert mixed is not None  # noqa: S101 - there is always a last level
    return mixed.astype(np.float32)


def _shrinking(picture: Plane, levels: int) -> list[Plane]:
    pyramid = [picture]
    for _ in range(levels):
        pyramid.append(cv2.pyrDown(pyramid[-1]).astype(np.float32))
    return pyramid


def _band(pyramid: list[Plane], level: int) -> Plane:
    if level == len(pyramid) - 1:
        return pyramid[level]
    return pyramid[level] - _grown(pyramid[level + 1], pyramid[level])


def _grown(small: Plane, like: Plane) -> Plane:
    return cv2.pyrUp(small, dstsize=(like.shape[1], like.shape[0])).astype(np.float32)
