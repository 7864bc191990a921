"""Fine detail: as sharp and as grainy as the picture that the face goes into."""

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

Plane = npt.NDArray[np.float32]

_WEIGHTS = np.array([0.299, 0.587, 0.114], np.float32)
_BANDS = 2
_OUTLIER = 4.0
"""How many times the median a pixel's detail may reach and still be grain."""


@dataclass(frozen=True, slots=True, eq=False)
class Where:
    """Where fine detail is compared, taken away and added; H×W planes, 0 to 1."""

    both: Plane
    """Where the new face and the picture both show plain skin."""
    face: Plane
    """Where the new face shows skin."""
    below: tuple[float, float]
    """The step (x, y in pixels) to a place whose grain stands in where the picture's brows and eyes hide it."""


def matched(face: Plane, picture: Plane, where: Where, radius: float) -> Plane:
    """Give a face (H×W×3, 0 to 1) the grain that the picture's skin has.

    The lumas are compared in two bands: below `radius` pixels, and between that and twice as much. Where
    the face is too smooth it takes the missing share of the picture's own grain (pores, brush strokes, cracks),
    where too rough its own is turned down.
    """
    if float((where.both > 0.5).sum()) < 32:
        return face
    change = np.zeros(where.face.shape, np.float32)
    bands = zip(_bands(face, radius), _bands(picture, radius), strict=True)
    for own, wanted in bands:
        usual, goal = _grain(own, where.both), _grain(wanted, where.both)
        if usual.energy > goal.energy:
            calm = np.clip(own * np.float32(goal.energy / usual.energy), -goal.limit, goal.limit)
            change += (calm - own) * where.face
        else:
            missing = np.sqrt(1 - (usual.energy / goal.energy) ** 2)
            change += _everywhere(np.clip(wanted, -goal.limit, goal.limit), where) * np.float32(missing)
    grained: Plane = np.clip(face + change[..., None], 0, 1).astype(np.float32)
    return grained


def _bands(picture: Plane, radius: float) -> list[Plane]:
    """What is finer than 1 and than 2 radii in the luma, the finer part excluded from the coarser."""
    luma: Plane = (picture @ _WEIGHTS).astype(np.float32)
    coarser = [cv2.GaussianBlur(luma, (0, 0), radius * 2**level) for level in range(_BANDS)]
    blurred = [luma, *(plane.astype(np.float32) for plane in coarser)]
    return [cv2.subtract(fine, coarse).astype(np.float32) for fine, coarse in pairwise(blurred)]


def _everywhere(grain: Plane, where: Where) -> Plane:
    """The grain where there is skin; elsewhere the grain from below, a third of it on eyes and lips."""
    clean = grain * where.both
    move = np.array([[1, 0, where.below[0]], [0, 1, where.below[1]]])
    size = grain.shape[1], grain.shape[0]
    borrowed = cv2.warpAffine(clean, move, size, flags=cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP)
    strength = (1 - where.both) * (2 * where.face + 1) / 3
    return (clean + borrowed * strength).astype(np.float32)


@dataclass(frozen=True, slots=True)
class _Grain:
    energy: float
    limit: float


def _grain(band: Plane, where: Plane) -> _Grain:
    """How strong a band's grain is. Edges of creases, cracks and stray hairs are none: they are held at a limit."""
    limit = _OUTLIER * float(np.median(np.abs(band[where > 0.5]))) + 1e-6
    capped = np.minimum(np.abs(band), limit)
    energy = float(np.sqrt((capped * capped * where).sum() / where.sum()))
    return _Grain(max(energy, 1e-6), limit)
