"""Eye sockets: a painter's smoky shadows around the eyes made no darker than the picture's own light leaves them.

Two faces on the same mesh are compared at a small scale, brows and lashes ironed out of both; where the new one is
darker around the eyes, a smooth factor on each colour lifts it to what the old one is there, hue included. Lashes,
lid creases and brows are finer than the factor and keep their contrast.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.recipes.faces.smoothing import harmonic
from pictoris.recipes.faces.topology import LEFT_EYE, RIGHT_BROW, RIGHT_EYE, both_sides
from pictoris.recipes.faces.warp import draw, sample

Floats = npt.NDArray[np.float64]
Plane = npt.NDArray[np.float32]

_ON_BROWS = 0.6
"""How much of a shadow goes from the brows: nothing tells a smoky shadow there from a soft brow."""
_AROUND_EYES = np.clip(
    harmonic(
        both_sides(
            dict.fromkeys(RIGHT_BROW, _ON_BROWS)
            | dict.fromkeys((*RIGHT_EYE, 193, 189, 244, 245, 122, 188, 226, 113, 225, 224), 1.0)
            | dict.fromkeys((221, 222, 223, 230, 229, 228, 31, 35, 124, 156, 143, 111), 1.0)
            | dict.fromkeys((118, 119, 100), 0.6)
            | dict.fromkeys((68, 104, 69, 108), 0.35)
            | dict.fromkeys((6, 198, 131, 49, 129, 168), 0.6)
            | dict.fromkeys((55, 196, 236), 0.9)
            | dict.fromkeys((151, 10, 4, 50, 205, 2, 164, 123, 93, 54, 152, 137, 98, 36), 0.0)
        )
    ),
    0,
    1,
)
"""468: 1 in the sockets and on the brows, less along the nose, 0 on forehead and cheeks."""
_BROW = 0.06
"""Dark strokes of the old face narrower than this share of it are brows and lashes: no light to aim at."""
_LASHES = 0.03
"""Those of the new face narrower than this keep their contrast; a painter's shadows are broader."""
_SOFT = 0.014
"""Radius of the averages that are compared, as a share of the face."""
_MOST = 2.0
"""The largest factor: more would show the grain of the dark."""
_WARMTH = 0.5
"""How much more skin's colour a shadow shows: light that skin lets through is warm, painted shadows are grey."""
_TINT = 1.3
"""The most that one colour may stand out from that: saturated paintings shine else."""
_FELT = 0.004
"""The least gain that anybody could see: one step of 255 at full brightness."""
_SHARE = 0.9
"""How much of a shadow goes: some of it is the source's own shape."""
_LUMA = np.array([0.299, 0.587, 0.114], np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A face on a small canvas."""

    pixels: Plane
    """H×W×3 RGB, 0 to 1."""
    points: Floats
    """468×3: its mesh."""
    trust: Floats
    """468, 0 to 1: where its skin is seen, not paint and not what hangs in front."""


@dataclass(frozen=True, slots=True, eq=False)
class Lift:
    """What lifts the new face to the old one's light; H×W×3 planes on a canvas of any size."""

    gain: Plane
    """What is added, as a share of the shadow's own lightness; 0 away from the sockets."""
    shadow: Plane
    """The shadow without lashes, 0 to 1."""

    def onto(self, pixels: Plane) -> Plane:
        """Lift an H×W×3 picture, 0 to 1: what is brighter than the shadow gets no more than the shadow does."""
        felt = np.abs(self.gain).max(axis=2) > _FELT
        if not felt.any():
            return pixels
        # Only the rectangle around the sockets costs anything.
        scale = np.array(pixels.shape[:2]) / felt.shape
        ends = np.array([np.flatnonzero(felt.any(axis=axis))[[0, -1]] + (0, 1) for axis in (1, 0)])
        top, left = (ends[:, 0] * scale).astype(int).tolist()
        bottom, right = (ends[:, 1] * scale).astype(int).tolist()
        part = pixels[top:bottom, left:right]
        gain, shadow = (_enlarged(plane, part, (top, left), scale) for plane in (self.gain, self.shadow))
        lifted = pixels.copy()
        lifted[top:bottom, left:right] = np.minimum(part + gain * np.minimum(part, shadow), 1.0)
        return lifted


def _enlarged(plane: Plane, like: Plane, start: tuple[int, int], scale: Floats) -> Plane:
    """The part of an enlarged plane that begins at `start` (y, x), as large as `like`."""
    y, x = (np.array(start) + 0.5) / scale - 0.5
    move = np.array([[1 / scale[1], 0, x], [0, 1 / scale[0], y]])
    size = like.shape[1], like.shape[0]
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return cv2.warpAffine(plane, move, size, flags=how, borderMode=cv2.BORDER_REPLICATE).astype(np.float32)


def lift(new: Seen, old: Seen, size: float) -> Lift:
    """Compare two faces on canvases of the same size, and find what lifts the new one; `size` is its in pixels."""
    drawing = draw(new.points, new.pixels.shape[:2])
    fields = drawing.spread(np.column_stack([new.trust, old.trust, _AROUND_EYES]))
    weights = fields[..., 0] * ~_eyeballs(new)
    own, known = _skin(_without_strokes(new.pixels, _LASHES * size), weights, size)
    there = sample(_without_strokes(old.pixels, _BROW * size), drawing, old.points, cubic=False)
    wanted, wanted_known = _skin(there, fields[..., 1] * weights, size)
    aim, now = (np.maximum(mean @ _LUMA, 0.01) for mean in (wanted, own))
    ratio = np.clip(aim / now, 1, _MOST)
    sure = np.minimum(known, wanted_known)
    hue = np.clip(wanted / aim[..., None], 1 / _TINT, _TINT)
    warmth = np.minimum(2 * fields[..., 2], 1) * sure * np.minimum(ratio - 1, 1) * _WARMTH
    factors = (ratio ** (fields[..., 2] * sure * _SHARE))[..., None] * hue ** warmth[..., None]
    soft = cv2.GaussianBlur(factors.astype(np.float32), (0, 0), 0.6 * _SOFT * size)
    balls = cv2.GaussianBlur(_eyeballs(new).astype(np.float32), (0, 0), 0.4 * _SOFT * size)[..., None]
    return Lift(((soft - 1) * (1 - balls)).astype(np.float32), own)


def _eyeballs(face: Seen) -> npt.NDArray[np.bool_]:
    mask = np.zeros(face.pixels.shape[:2], np.uint8)
    for ring in (RIGHT_EYE, LEFT_EYE):
        cv2.fillPoly(mask, [np.round(face.points[list(ring), :2]).astype(np.int32)], 1)
    return mask > 0


def _without_strokes(pixels: Plane, broad: float) -> Plane:
    """Close dark strokes up to a breadth in pixels; what is broader stays as dark as it is."""
    width = 2 * round(broad / 2) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))
    return cv2.morphologyEx(cv2.GaussianBlur(pixels, (0, 0), 1.0), cv2.MORPH_CLOSE, disc).astype(np.float32)


def _skin(pixels: Plane, weights: Plane, size: float) -> tuple[Plane, Plane]:
    """Average over what is seen: H×W×3, and H×W how much that is, 0 to 1."""
    weight = cv2.GaussianBlur(weights.astype(np.float32), (0, 0), _SOFT * size)
    total = cv2.GaussianBlur((pixels * weights[..., None]).astype(np.float32), (0, 0), _SOFT * size)
    mean = total / np.maximum(weight, 1e-3)[..., None]
    return mean.astype(np.float32), np.clip(4 * weight, 0, 1).astype(np.float32)
