"""Asks a matting network that the operator supplies (BiRefNet, ISNet and their like) for its alpha."""

import cv2
import numpy as np

from pictoris.errors import Failed
from pictoris.ports import Infers
from pictoris.recipes.base import Raster
from pictoris.recipes.matting.closed_form import Plane

GRAPH = "remove_background_custom"
"""The name under which the operator's file is registered."""

_SIDE = 1024
_MEAN = np.array([0.485, 0.456, 0.406], np.float32)
_DEVIATION = np.array([0.229, 0.224, 0.225], np.float32)


def chance_of(picture: Raster, graphs: Infers) -> Plane:
    """The network's alpha for an H×W×3 uint8 picture, H×W float32 in 0–1.

    The graph takes 1×3×1024×1024 float32 with the mean and deviation of ImageNet, and its first output ends in the
    two dimensions of a map of one channel, either 0–1 or before the sigmoid.
    Raises `Failed("engine_failed")` if it does not.
    """
    height, width = picture.shape[:2]
    seen = cv2.resize(picture, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA).astype(np.float32) / np.float32(
        255
    )
    planes = np.ascontiguousarray(((seen - _MEAN) / _DEVIATION).transpose(2, 0, 1)[None])
    name = graphs.input_names(GRAPH)[0]
    chance = np.asarray(graphs.infer(GRAPH, {name: planes})[0], np.float32).squeeze()
    if chance.ndim != 2 or not np.isfinite(chance).all():
        raise Failed(
            "The background network of this server does not answer with one map: ask the operator to check it.",
            code="engine_failed",
        )
    if chance.min() < -0.01 or chance.max() > 1.01:
        chance = np.asarray(1 / (1 + np.exp(-np.clip(chance, -30, 30))), np.float32)
    return np.asarray(
        cv2.resize(np.clip(chance, 0, 1), (width, height), interpolation=cv2.INTER_LINEAR), np.float32
    )
