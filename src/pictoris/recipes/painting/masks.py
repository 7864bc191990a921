"""Reads the mask that says which part of a picture is to be painted."""

from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.errors import Failed
from pictoris.recipes.base import Raster

Mask: TypeAlias = npt.NDArray[np.uint8]
"""H×W: 255 where to paint, 0 where the picture stays, between them a soft edge."""

_OTHER_SHAPE = 0.1
"""Share by which the shapes of mask and picture may differ: more, and it was drawn for another picture."""

_FEATHER = 1 / 128
"""Reach of the soft edge, as a share of the longer side."""


def read_mask(mask: Raster, picture: Raster) -> Mask:
    """The mask at the picture's size, with a soft edge that reaches inwards: what is black stays untouched.

    Light counts as paint, transparency as black. Raises `Failed`: `mask_mismatch` for a mask of another shape,
    `mask_empty` if nothing is white.
    """
    height, width = picture.shape[:2]
    _check_shape(mask, picture)
    light = cv2.cvtColor(np.ascontiguousarray(mask[..., :3]), cv2.COLOR_RGB2GRAY)
    if mask.shape[2] == 4:
        light = np.asarray(cv2.multiply(light, mask[..., 3], scale=1 / 255), np.uint8)
    fitted = cv2.resize(light, (width, height), interpolation=cv2.INTER_LINEAR)
    wanted = np.asarray(fitted > 127, np.uint8)
    if not wanted.any():
        raise Failed("The mask is black all over: draw what shall change in white.", code="mask_empty")
    return _feathered(wanted)


def _check_shape(mask: Raster, picture: Raster) -> None:
    shape, wanted = mask.shape[1] / mask.shape[0], picture.shape[1] / picture.shape[0]
    if abs(shape / wanted - 1) > _OTHER_SHAPE:
        raise Failed(
            f"The mask is {mask.shape[1]} × {mask.shape[0]} and the picture {picture.shape[1]} × {picture.shape[0]}: "
            "draw it on the picture that it is for.",
            code="mask_mismatch",
        )


def _feathered(wanted: Mask) -> Mask:
    reach = max(2.0, max(wanted.shape) * _FEATHER)
    # The rim of the picture is no edge: a mask that goes up to it is white up to it.
    framed = cv2.copyMakeBorder(wanted, 1, 1, 1, 1, cv2.BORDER_REPLICATE)
    inside = cv2.distanceTransform(framed, cv2.DIST_L2, 5)[1:-1, 1:-1]
    return np.asarray(np.rint(np.clip(inside / reach, 0, 1) * 255), np.uint8)
