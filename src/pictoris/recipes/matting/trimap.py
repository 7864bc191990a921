"""Decides where alpha is in doubt: a narrow band along outlines, a wide one where hair may fly."""

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.recipes.matting.closed_form import Mask, Plane
from pictoris.recipes.matting.colours import colours_near

_LEAST_HOLE = 0.002
"""Holes smaller than this share of the picture are mistakes of the segmentation."""
_UNSURE = 4.0
_DIFFERENT = 5.0
"""Squared distance, in variances, from which a colour does not belong to the background around it."""
_COLOUR_NOISE = 0.03**2
"""Variance (0–1 squared) that any background may have beyond what was measured."""


def clean(chance: Plane, *, least_part: float) -> Plane:
    """Fill small holes in a chance map (H×W in 0–1), and drop parts below this share of the largest one."""
    found = (chance > 0.5).astype(np.uint8)
    kept = _large_parts(found, least=least_part)
    kept = 1 - _large_areas(1 - kept, least=_LEAST_HOLE)
    # Where a whole part was dropped or filled, the soft rim around it goes with it.
    touched = cv2.dilate((kept != found).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    return np.where(touched, kept, chance).astype(np.float32)


def _large_parts(found: npt.NDArray[np.uint8], *, least: float) -> npt.NDArray[np.uint8]:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(found, connectivity=4)
    areas = stats[:, cv2.CC_STAT_AREA].copy()
    areas[0] = 0
    keep = areas >= max(1, least * areas.max(initial=0))
    return np.asarray(keep[labels], np.uint8)


def _large_areas(found: npt.NDArray[np.uint8], *, least: float) -> npt.NDArray[np.uint8]:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(found, connectivity=4)
    keep = stats[:, cv2.CC_STAT_AREA] >= least * found.size
    keep[0] = False
    return np.asarray(keep[labels], np.uint8)


def doubtful(picture: npt.NDArray[np.float32], chance: Plane, narrow: int, wide: Plane) -> Mask:
    """Mark the pixels whose alpha has to be solved.

    `picture` is H×W×3 in 0–1, `chance` H×W in 0–1. Within `narrow` pixels of the outline everything is in doubt, and
    as far as `_UNSURE` times that what the chance leaves open; up to `wide` pixels (H×W) outside of the outline also
    what hangs together with the figure and differs in colour from the clear background there.
    """
    inside = (chance > 0.5).astype(np.uint8)
    outward = cv2.distanceTransform(1 - inside, cv2.DIST_L2, 3)
    distance = np.maximum(outward, cv2.distanceTransform(inside, cv2.DIST_L2, 3))
    unsure = (chance > 0.05) & (chance < 0.95) & (distance <= _UNSURE * narrow)
    band = np.asarray((distance <= narrow) | unsure, np.bool_)
    ring = ~band & (inside == 0) & (outward <= wide)
    clear = np.asarray((outward > wide) & (chance < 0.05), np.bool_)
    strange = _strange(picture, ring, clear, reach=max(4 * narrow, int(1.3 * float(wide.max()))))
    return band | _reached(strange, band | (inside > 0))


def _strange(picture: npt.NDArray[np.float32], ring: Mask, clear: Mask, *, reach: int) -> Mask:
    """Where in the ring a colour is unlikely for the clear background within reach, or there is none."""
    mean, variance = colours_near(picture, clear, reach, ring)
    distance = ((picture[ring] - mean) ** 2 / (variance + _COLOUR_NOISE)).sum(axis=1)
    strange = np.zeros_like(ring)
    strange[ring] = (distance > _DIFFERENT) | (variance[:, 0] > 1)
    return strange


def _reached(strange: Mask, start: Mask) -> Mask:
    """Those strange pixels that hang together with the figure, with a little air around them."""
    near = cv2.dilate(strange.astype(np.uint8), np.ones((3, 3), np.uint8)) | start.astype(np.uint8)
    count, labels = cv2.connectedComponents(near, connectivity=8)
    held = np.zeros(count, np.bool_)
    held[np.unique(labels[start])] = True
    held[0] = False
    return np.asarray(held[labels] & ~start, np.bool_)
