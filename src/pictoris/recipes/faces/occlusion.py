"""What hangs in front of a face: a fringe, a strand, a hand, told from the skin by what is beside the face.

Colours beside the face (upper part and sides) speak for hair, colours of cheeks, nose and chin for skin, and a
map on the mesh says how likely something hangs in front of each place at all: often before the forehead, hardly
ever before the nose or the chin. So beards and paint stay part of the face.
"""

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.recipes.faces.mesh import Face
from pictoris.recipes.faces.portrait import SIZE, Portrait
from pictoris.recipes.faces.smoothing import harmonic
from pictoris.recipes.faces.topology import (
    INNER_LIPS,
    LEFT_BROW,
    LEFT_EYE,
    OUTER_LIPS,
    RIGHT_BROW,
    RIGHT_EYE,
    both_sides,
)

Floats = npt.NDArray[np.float64]
Plane = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

_PRIOR = harmonic(
    both_sides(
        {10: -0.5, 109: -0.3, 67: 0.0, 103: 0.2, 54: 0.5, 21: 0.5, 162: 0.5, 127: 0.3, 234: -0.5, 93: -1.5}
        | {132: -2.5, 58: -3.5, 172: -4.5, 136: -6.0, 150: -6.0, 152: -7.0}
        | {
            151: -1.5,
            108: -1.2,
            69: -1.0,
            104: -0.7,
            68: -0.3,
            9: -3.0,
            168: -6.0,
            1: -8.0,
            17: -8.0,
            0: -8.0,
        }
        | {50: -5.0, 205: -6.0, 187: -5.0, 123: -3.5, 117: -5.0, 116: -3.0}
        | dict.fromkeys(RIGHT_EYE, -6.0)
        | dict.fromkeys(RIGHT_BROW, -3.5)
    )
)
"""Log-odds that something hangs in front of each point, before its colour is seen."""

_BINS = np.array([14, 16, 16])
_LOW = np.array([0.0, -40.0, -40.0])
_STEP = np.array([100.0, 100.0, 110.0]) / _BINS
_STRONGEST = 4.0
"""Limit of what one colour may say, in log-odds."""


def features(face: Face, shape: tuple[int, int], grow: float = 0.0) -> Mask:
    """H×W: where a face's eyes, brows and lips lie on its canvas, grown by a share of the face."""
    mask = np.zeros(shape, np.uint8)
    for ring in (RIGHT_EYE, LEFT_EYE, OUTER_LIPS, RIGHT_BROW, LEFT_BROW):
        hull = cv2.convexHull(np.round(face.points[list(ring), :2]).astype(np.int32))
        cv2.fillConvexPoly(mask, hull, 1)
    width = 2 * round(grow * face.size) + 1
    grown = cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width)))
    return grown > 0


def in_front(portrait: Portrait) -> Plane:
    """H×W, 0 to 1: how surely something hangs in front of the face there; 0 outside the mesh."""
    inside = portrait.drawing.inside
    prior = portrait.drawing.spread(_PRIOR)
    skin = inside & (prior < -3) & ~features(portrait.face, portrait.shape, 0.03)
    beside = _beside(portrait)
    if min(skin.sum(), beside.sum()) < 64:
        return np.zeros(inside.shape, np.float32)
    odds = _evidence(portrait.lab, skin, beside) + _evidence(_texture(portrait.lab), skin, beside)
    odds = cv2.GaussianBlur(np.clip(odds, -_STRONGEST, _STRONGEST), (0, 0), 1.5) + prior
    sure = (1 / (1 + np.exp(-odds))).astype(np.float32) * inside
    kept = _hanging_in((sure > 0.5) & inside, portrait.lab, beside)
    soft = cv2.GaussianBlur(kept.astype(np.float32), (0, 0), 1.0)
    return (soft * inside).astype(np.float32)


def _beside(portrait: Portrait) -> Mask:
    """The ring around the face, without what is below the mouth: there are beard, neck and collar."""
    inside = portrait.drawing.inside.astype(np.uint8)
    away = cv2.distanceTransform(1 - inside, cv2.DIST_L2, 3)
    points = portrait.face.points[:, :2]
    up = points[10] - points[152]
    mouth = points[list(INNER_LIPS)].mean(axis=0)
    height, width = inside.shape
    rows, columns = np.mgrid[:height, :width]
    above = (columns - mouth[0]) * up[0] + (rows - mouth[1]) * up[1] > 0
    ring: Mask = (away > 0.02 * SIZE) & (away < 0.2 * SIZE) & above
    return ring


def _texture(lab: Plane) -> Plane:
    """H×W×3: how restless the lightness is around each pixel, as a colour, so that it can be counted."""
    light = lab[..., 0]
    fine = light - cv2.GaussianBlur(light, (0, 0), 2.0)
    energy = np.sqrt(cv2.GaussianBlur(fine * fine, (0, 0), 3.0)) * 6
    return np.stack([np.minimum(energy, 99), np.zeros_like(energy), np.zeros_like(energy)], axis=-1)


def _evidence(colours: Plane, skin: Mask, beside: Mask) -> Plane:
    """H×W: log of how much more common a colour is beside the face than on its skin."""
    bins = np.clip((colours - _LOW) / _STEP, 0, _BINS - 1).astype(np.int64)
    flat = (bins[..., 0] * _BINS[1] + bins[..., 1]) * _BINS[2] + bins[..., 2]
    table = np.log(_common(flat[beside])) - np.log(_common(flat[skin]))
    evidence: Plane = table[flat].astype(np.float32)
    return evidence


def _common(bins: npt.NDArray[np.int64]) -> Floats:
    """How common each colour is, smoothed over neighbouring bins; sums to about 1."""
    counts = np.bincount(bins, minlength=int(_BINS.prod())).reshape(_BINS).astype(np.float64)
    for axis in range(3):
        padded = np.pad(counts, [(1, 1) if a == axis else (0, 0) for a in range(3)])
        before, here, behind = (np.take(padded, np.arange(s, s + _BINS[axis]), axis) for s in range(3))
        counts = before / 4 + here / 2 + behind / 4
    return (counts.ravel() + 0.02) / (len(bins) + 0.02 * counts.size)


def _hanging_in(mask: Mask, lab: Plane, beside: Mask) -> Mask:
    """Keep the parts that go on beside the face in the same colours: a stripe of paint ends at the outline."""
    tidy = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(tidy)
    kept = np.zeros(mask.shape, bool)
    reach = 2 * round(0.09 * SIZE) + 1
    for number in range(1, count):
        part = labels == number
        if stats[number, cv2.CC_STAT_AREA] < 0.0008 * SIZE * SIZE:
            continue
        near = cv2.dilate(part.astype(np.uint8), np.ones((reach, reach), np.uint8)) > 0
        if _goes_on(lab[part], lab[near & beside]):
            kept |= part
    return kept


def _goes_on(part: Plane, neighbours: Plane) -> bool:
    """Whether enough of the neighbours beside the face have the part's colours."""
    if len(neighbours) < 12:
        return False
    spread = np.maximum(part.std(axis=0), (6, 3, 3)) * 2
    alike = (np.abs(neighbours - np.median(part, axis=0)) < spread).all(axis=1)
    return bool(alike.mean() > 0.3)
