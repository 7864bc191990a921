"""A face swapper of the operator's own: a network that draws the source's identity into an aligned crop.

The signature is that of the common 128-px swappers: an identity of 1×512 (L2-normalised) and a crop of
1×3×128×128 RGB, 0 to 1, give a crop of the same kind. The identity comes from an embedder that takes a crop of
1×3×112×112 RGB, -1 to 1. A swapper that wants its identity projected needs the projection inside either graph.
"""

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.errors import Failed
from pictoris.recipes.base import Raster, Tools
from pictoris.recipes.faces import blend
from pictoris.recipes.faces.mesh import Face
from pictoris.recipes.faces.topology import LEFT_EYE, RIGHT_EYE

Floats = npt.NDArray[np.float64]
Plane = npt.NDArray[np.float32]

SWAPPER = "faceswap_neural"
EMBEDDER = "faceswap_embedding"
_CROP = 128
_IDENTITY = 112
_WORDS = ("source", "latent", "embed", "identity", "id")
"""Names that graphs give to the input of the identity."""
_TEMPLATE = np.array(
    [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]]
)
"""Eyes, nose and mouth corners on a crop of 112 px, as ArcFace (Deng et al., 2019) was trained."""
_FEATHER = 14.0


def swapper(source: Raster, face: Face, tools: Tools) -> Callable[[Raster, Face], Raster]:
    """Read the source's identity once; the result puts it onto a face of an H×W×3 RGB uint8 picture.

    Raises `Failed("engine_misconfigured")` if there is no embedder or a graph has another signature.
    """
    if tools.options.get("embedding_model") is None:
        raise Failed(
            "The server has a neural face swapper but no embedding model for it: ask the operator to set "
            "faceswap.embedding_model.",
            code="engine_misconfigured",
        )
    identity = _identity(source, face, tools)
    return lambda picture, taker: _swapped(picture, taker, identity, tools)


def _identity(source: Raster, face: Face, tools: Tools) -> Plane:
    crop = cv2.warpAffine(source, _onto(face, _IDENTITY), (_IDENTITY, _IDENTITY), flags=cv2.INTER_LINEAR)
    blob = _blob((crop.astype(np.float32) / 127.5 - 1).astype(np.float32))
    (name, *_rest) = tools.graphs.input_names(EMBEDDER)
    vector = np.asarray(tools.graphs.infer(EMBEDDER, {name: blob})[0], np.float32).reshape(1, -1)
    if vector.shape[1] != 512:
        raise _other_signature("embedding model", f"gives {vector.shape[1]} numbers instead of 512")
    unit: Plane = vector / max(float(np.linalg.norm(vector)), 1e-9)
    return unit


def _swapped(picture: Raster, face: Face, identity: Plane, tools: Tools) -> Raster:
    matrix = _onto(face, _CROP)
    crop = cv2.warpAffine(
        picture, matrix, (_CROP, _CROP), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    old = (crop.astype(np.float32) / 255).astype(np.float32)
    names = tools.graphs.input_names(SWAPPER)
    if len(names) != 2:
        raise _other_signature("face swapper", f"takes {len(names)} inputs instead of 2")
    by_identity = [any(word in name.lower() for word in _WORDS) for name in names]
    # Names that say nothing are taken in the order of the signature: identity, crop.
    first = by_identity[0] or not by_identity[1]
    own, other = names if first else reversed(names)
    made = tools.graphs.infer(SWAPPER, {own: identity, other: _blob(old)})[0]
    if made.shape != (1, 3, _CROP, _CROP):
        raise _other_signature("face swapper", f"gives {made.shape} instead of 1×3×128×128")
    new = np.clip(made[0].astype(np.float32).transpose(1, 2, 0), 0, 1)
    return _pasted(picture, new, matrix)


def _pasted(picture: Raster, crop: Plane, matrix: Floats) -> Raster:
    """Lay the crop back where it was taken from, fading out towards its rim."""
    inner = np.zeros((_CROP, _CROP), np.uint8)
    inner[2:-2, 2:-2] = 1
    layers = np.dstack([crop, blend.feathered(inner > 0, _FEATHER)])
    corners = np.array([[0, 0], [_CROP, 0], [0, _CROP], [_CROP, _CROP]], np.float64)
    back = cv2.invertAffineTransform(matrix)
    spread = corners @ back[:, :2].T + back[:, 2]
    limit = np.array([picture.shape[1], picture.shape[0]])
    low = np.clip(np.floor(spread.min(axis=0)), 0, limit - 1).astype(int)
    high = np.clip(np.ceil(spread.max(axis=0)) + 1, low + 1, limit).astype(int)
    back[:, 2] -= low
    size = int(high[0] - low[0]), int(high[1] - low[1])
    wide = cv2.warpAffine(layers, back, size, flags=cv2.INTER_CUBIC)
    share = np.clip(wide[..., 3:], 0, 1)
    result = picture.copy()
    part = result[low[1] : high[1], low[0] : high[0]]
    # The crop's rim is black behind the mask, where cubic weights reach: there the picture shows anyway.
    part[:] = np.clip(np.rint(part + (wide[..., :3] * 255 - part) * share), 0, 255).astype(np.uint8)
    return result


def _onto(face: Face, side: int) -> Floats:
    """2×3: from the picture to a crop whose eyes, nose and mouth lie on the template."""
    # 128-px swappers widen the 112-px template by 8 px on either side, not by scale.
    goal = _TEMPLATE + (side - _IDENTITY) / 2 * np.array([1, 0]) if side == _CROP else _TEMPLATE
    plane = face.points[:, :2]
    marks = np.stack(
        [plane[list(RIGHT_EYE)].mean(axis=0), plane[list(LEFT_EYE)].mean(axis=0), *plane[[1, 61, 291]]]
    )
    # The least-squares similarity of the plane, written with complex numbers: goal ≈ turn · marks + shift.
    here, there = (points[:, 0] + 1j * points[:, 1] for points in (marks, goal))
    centred = here - here.mean()
    turn = complex((centred.conj() * (there - there.mean())).sum() / (np.abs(centred) ** 2).sum())
    shift = complex(there.mean() - turn * here.mean())
    return np.array([[turn.real, -turn.imag, shift.real], [turn.imag, turn.real, shift.imag]])


def _blob(crop: Plane) -> Plane:
    """1×3×H×W from H×W×3."""
    return np.ascontiguousarray(crop.transpose(2, 0, 1)[None])


def _other_signature(what: str, how: str) -> Failed:
    return Failed(
        f"The server's {what} {how}: ask the operator to check the face swap settings.",
        code="engine_misconfigured",
    )
