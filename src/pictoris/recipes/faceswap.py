"""How faces are swapped: find them, choose, swap each with the mesh or with the operator's network."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import cv2
import numpy as np

from pictoris.errors import Failed
from pictoris.operations.faceswap import FaceSwap
from pictoris.recipes.base import Outcome, Raster, Tools
from pictoris.recipes.faces import neural
from pictoris.recipes.faces.finding import find_faces
from pictoris.recipes.faces.mesh import Face
from pictoris.recipes.faces.swap import sit, swapped

_Swap: TypeAlias = Callable[[Raster, Face], Raster]

_GREY = 128
_THREADS = 2

_CHOICES: Mapping[str, Callable[[list[Face]], list[Face]]] = {
    "left": lambda faces: faces[:1],
    "largest": lambda faces: [max(faces, key=lambda face: face.size)],
    "all": lambda faces: faces,
}


def perform(params: FaceSwap, pictures: Mapping[str, Raster], tools: Tools) -> Outcome:
    """Put a face of `source` onto `target`: one picture of the target's size, its alpha kept.

    Raises `Failed`: `no_face_in_source`, `no_face_in_target`, or `engine_misconfigured` if the operator's
    network cannot be used.
    """
    cv2.setNumThreads(_THREADS)
    source, target = _opaque(pictures["source"]), pictures["target"]
    given = _faces(source, tools, "source")
    tools.report(0.25)
    takers = _CHOICES[params.faces](_faces(_opaque(target), tools, "target"))
    tools.report(0.5)
    giver = _CHOICES["largest" if params.faces == "largest" else "left"](given)[0]
    swap = _swap(source, giver, tools)
    result = np.ascontiguousarray(target[..., :3])
    for number, face in enumerate(takers, start=1):
        result = swap(result, face)
        tools.report(0.5 + 0.45 * number / len(takers))
    return Outcome(pictures=[_mixed(target, result, params.blend)], engine=_engine(tools))


def _faces(picture: Raster, tools: Tools, role: str) -> list[Face]:
    faces = find_faces(picture, tools.graphs)
    if not faces:
        raise Failed(
            f"No face was found in the {role} picture: choose one in which a face is seen from the front or "
            "half from the side, not too small and not covered.",
            code=f"no_face_in_{role}",
        )
    return faces


def _swap(source: Raster, face: Face, tools: Tools) -> _Swap:
    """The swapper that the operator chose, with the source's face already studied."""
    if tools.options.get("neural_model") is not None:
        return neural.swapper(source, face, tools)
    giver = sit(source, face)
    return lambda picture, taker: swapped(giver, sit(picture, taker))


def _engine(tools: Tools) -> str:
    return "onnx" if tools.options.get("neural_model") is None else "onnx:neural"


def _opaque(picture: Raster) -> Raster:
    """H×W×3: transparent parts lie on grey, for what a hidden pixel contains is nobody's intent."""
    if picture.shape[2] == 3:
        return picture
    alpha = picture[..., 3:].astype(np.float32) / 255
    mixed = picture[..., :3] * alpha + _GREY * (1 - alpha)
    return np.rint(mixed).astype(np.uint8)


def _mixed(target: Raster, swap: Raster, strength: float) -> Raster:
    """The swap at its strength over the target, with the target's alpha."""
    if strength < 1:
        old = np.ascontiguousarray(target[..., :3])
        swap = cv2.addWeighted(swap, strength, old, 1 - strength, 0).astype(np.uint8)
    if target.shape[2] == 3:
        return swap
    return np.dstack([swap, target[..., 3]])
