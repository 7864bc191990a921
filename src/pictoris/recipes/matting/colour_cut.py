"""GrabCut (C. Rother, V. Kolmogorov, A. Blake, 2004): an outline by colour, from pixels that are known."""

import cv2
import numpy as np

from pictoris.recipes.base import Raster
from pictoris.recipes.matting.closed_form import Plane

_SIDE = 192
_SURE, _EVEN, _CLEAR = 0.92, 0.5, 0.1
_LEAST_OPEN = 0.01
"""Share of the picture that must be open for a cut to be worth its time."""


def cut_by_colour(colours: Raster, mask: Raster) -> Plane:
    """Cut an H×W×3 uint8 picture as a mask of `cv2.GC_…` values (H×W uint8) suggests; 0 or 1, float32."""
    if not (mask % 2).any() or (mask % 2).all():
        return (mask % 2).astype(np.float32)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    # The mixtures start from random clusters: the same picture must always give the same cut.
    cv2.setRNGSeed(0)
    cv2.grabCut(colours, mask, (0, 0, 1, 1), models[0], models[1], 3, cv2.GC_INIT_WITH_MASK)
    return (mask % 2).astype(np.float32)


def cut_mask(chance: Plane, clear: float, even: float, sure: float) -> Raster:
    """A mask for `cut_by_colour`: known below `clear` and above `sure`, a suggestion on either side of `even`."""
    mask = np.where(chance > even, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    mask[chance > sure] = cv2.GC_FGD
    mask[chance < clear] = cv2.GC_BGD
    return mask


def decide(picture: Raster, chance: Plane) -> Plane:
    """Let colour decide where a chance (H×W, 0–1) is neither high nor low over larger areas of a picture."""
    height, width = chance.shape
    shrink = min(1.0, _SIDE / max(height, width))
    size = max(1, round(width * shrink)), max(1, round(height * shrink))
    few = np.asarray(cv2.resize(chance, size, interpolation=cv2.INTER_AREA), np.float32)
    leaning = ((few > _CLEAR) & (few < _SURE)).astype(np.uint8)
    # A rim of doubt belongs to every outline; only what is wider is a question.
    wide = cv2.morphologyEx(leaning, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    if wide.mean() < _LEAST_OPEN:
        return chance
    small = cv2.cvtColor(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2LAB)
    cut = cut_by_colour(np.asarray(small, np.uint8), cut_mask(few, _CLEAR, _EVEN, _SURE))
    answer = np.where(cv2.dilate(wide, np.ones((3, 3), np.uint8)) > 0, cut, few).astype(np.float32)
    change = cv2.resize(cv2.GaussianBlur(answer - few, (3, 3), 0), (width, height))
    return np.asarray(np.clip(chance + change, 0, 1), np.float32)
