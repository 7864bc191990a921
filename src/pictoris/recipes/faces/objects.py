"""Objects in front of a face: a cup, a microphone, a bar, told from paint by going on outside of the face.

Along the outline of the face, runs of one colour that is not the skin's are followed to both sides. An object is
what reaches well into the face and well out of it, with a crisp edge on the skin; a beard leaves the lips free,
paint ends at the outline, shadows have no edge.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.recipes.faces.portrait import SIZE, Portrait
from pictoris.recipes.faces.smoothing import harmonic
from pictoris.recipes.faces.topology import INNER_LIPS, OUTER_LIPS, OVAL, both_sides
from pictoris.recipes.faces.warp import Drawing, at_points

Floats = npt.NDArray[np.float64]
Plane = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

_STEPS = 8
"""Samples between two points of the outline."""
_SCALE = np.array([0.5, 1.0, 1.0], np.float32)
"""Lightness counts half: objects are shaded too."""
_RUN_ALIKE = 10.0
"""Difference (of L*/2, a*, b*) up to which a run along the outline goes on."""
_LEAST = np.array([8.0, 5.0, 5.0])
_MOST = 11.0
"""Least and most difference, in each of them, up to which pixels belong to one object."""
_CRISP = 23.0
"""Difference of the skin right beside an object from it; below it, hair and shadows have edges too."""
_CRISP_LIGHT = 12.0
"""The same for what is smooth and lighter than the skin: no hair and no shadow is."""
_SMOOTH = 0.6
"""Roughness (mean departure of L* from its surroundings) up to which something is smooth,"""
_RESTLESS = 1.6
"""and from which it is hair, if it is where beards grow."""
_STRANGE = 12.0
"""Difference in colour, at the skin's lightness, from which a colour is none of this skin."""
_RUN = 0.04
"""Shortest run along the outline, as a share of the face; so are the next three."""
_INTO = 0.05
_OUT_OF = 0.15
_EDGE = 0.025
_SMALLEST = 0.003
"""Least area inside the face, as a share of the face's square."""
_HOLE = 0.02
"""Area up to which a hole is a highlight."""
_LARGEST = 0.6
"""Share of the face that an object hides at most."""
_SKIN = (50, 280, 205, 425, 117, 346, 4, 5, 195, 197, 6, 151, 9, 101, 330, 36, 266, 187, 411, 123, 352)
_LIPS = (*OUTER_LIPS, *INNER_LIPS)
_JAWS = ((172, 136, 58), (397, 365, 288))
_BEARD = np.clip(
    harmonic(
        both_sides(
            dict.fromkeys((4, 5, 168, 9, 10, 50, 117, 116, 127, 33, 133, 54, 105, 6), 0.0)
            | dict.fromkeys((164, 165, 92, 216, 17, 0, 61, 200, 152, 148, 150, 136, 172, 58, 214, 192), 1.0)
        )
    ),
    0,
    1,
)
"""468: 1 where beards grow."""


@dataclass(frozen=True, slots=True, eq=False)
class _Near:
    """The rectangle around the face; H×W planes."""

    face: tuple[slice, slice]
    """Where it is in the portrait."""
    lab: Plane
    depth: Plane
    rough: Plane
    drawing: Drawing
    """The mesh on the whole portrait."""
    points: Floats
    """468×2: the mesh, held inside."""


def objects(portrait: Portrait) -> Mask:
    """H×W: what lies in front of the face, and where it goes on beside it."""
    lab = (cv2.GaussianBlur(portrait.lab, (0, 0), 1.0) * _SCALE).astype(np.float32)
    found = np.zeros(portrait.shape, bool)
    skin = np.median(at_points(portrait.lab, portrait.face.points[list(_SKIN)]), axis=0)
    depth = _depth(portrait.drawing.inside)
    near = _near(portrait, lab, depth)
    for places, colours in _runs(portrait, lab):
        colour = np.median(colours, axis=0)
        if found[_under(places)].mean() > 0.5 or not _strange(colour / _SCALE, skin):
            continue
        reach = np.clip(4 * np.median(np.abs(colours - colour), axis=0), _LEAST, _MOST)
        alike = cv2.inRange(lab, colour - reach, colour + reach)
        # Most colours do not even reach far enough in loose pixels.
        if not _reaches(depth[::2, ::2][alike[::2, ::2] > 0]):
            continue
        region = _connected(alike, places)
        if _crosses(region, depth) and _is_thing(region[near.face], near, colour, skin):
            found |= _filled(region)
    return found


def _near(portrait: Portrait, lab: Plane, depth: Plane) -> _Near:
    rows, columns = (np.flatnonzero((depth > 0).any(axis=axis)) for axis in (1, 0))
    face = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    points = portrait.face.points[:, :2] - (columns[0], rows[0])
    held = np.clip(points, 0, np.array(depth[face].shape[::-1]) - 1)
    return _Near(face, lab[face], depth[face], _rough(portrait.lab[face][..., 0]), portrait.drawing, held)


def _rough(light: Plane) -> Plane:
    return np.abs(cv2.subtract(light, cv2.GaussianBlur(light, (0, 0), 2.0))).astype(np.float32)


def _depth(inside: Mask) -> Plane:
    """H×W: pixels to the outline, negative outside of it; the picture's end is no outline."""
    framed = np.pad(inside, 1, mode="edge").astype(np.uint8)
    into, out_of = (cv2.distanceTransform(side, cv2.DIST_L2, 3)[1:-1, 1:-1] for side in (framed, 1 - framed))
    return (into - out_of).astype(np.float32)


def _runs(portrait: Portrait, lab: Plane) -> Iterator[tuple[Floats, Floats]]:
    """Walk along the outline: places (n×2) of one colour that ends with a jump, and their colours (n×3)."""
    corners = portrait.face.points[list(OVAL), :2]
    ahead = np.roll(corners, -1, axis=0)
    shares = np.linspace(0, 1, _STEPS, endpoint=False)[:, None]
    line = np.concatenate([one + (two - one) * shares for one, two in zip(corners, ahead, strict=True)])
    line = np.clip(line, 0, np.array(portrait.shape[::-1]) - 1)
    colours = at_points(lab, line)
    sums = np.vstack([np.zeros(3), colours.cumsum(axis=0)])
    walked = np.concatenate([[0.0], np.linalg.norm(np.diff(line, axis=0), axis=1).cumsum()])
    first = 0
    for last in range(1, len(line) + 1):
        away = colours[last % len(line)] - (sums[last] - sums[first]) / (last - first)
        if last < len(line) and away @ away < _RUN_ALIKE**2:
            continue
        ends = colours[[first - _STEPS // 2, (last - 1 + _STEPS // 2) % len(line)]]
        jumps = np.linalg.norm(ends - (sums[last] - sums[first]) / (last - first), axis=1)
        if walked[last - 1] - walked[first] > _RUN * SIZE and jumps.max() > _CRISP_LIGHT:
            yield line[first:last], colours[first:last]
        first = last


def _under(places: Floats) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    x, y = np.rint(places).astype(np.int64).T
    return y, x


def _strange(colour: Floats, skin: Floats) -> bool:
    """Whether a colour (L*, a*, b*) is none of the skin's in whatever light."""
    lightness, usual = colour[0] + 16, skin[0] + 16
    away = np.linalg.norm(colour[1:] / lightness - skin[1:] / usual) * usual
    return bool(away > _STRANGE or not 0.45 < lightness / usual < 1.15)


def _connected(alike: npt.NDArray[np.generic], places: Floats) -> Mask:
    """The part of a mask that most of the places lie in."""
    tidy = cv2.morphologyEx(alike.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    _, labels = cv2.connectedComponents(tidy)
    hit = labels[_under(places)]
    hit = hit[hit > 0]
    return labels == np.bincount(hit).argmax() if len(hit) else np.zeros(alike.shape, bool)


def _crosses(region: Mask, depth: Plane) -> bool:
    """Whether it reaches well into the face and well out of it, and hides neither nothing nor all."""
    own = depth[region]
    area = np.count_nonzero(own > 0)
    if not _SMALLEST * SIZE * SIZE < area < _LARGEST * np.count_nonzero(depth > 0):
        return False
    return _reaches(own)


def _reaches(depth: Plane) -> bool:
    reached = depth.size > 0 and depth.max() > _INTO * SIZE and depth.min() < -_OUT_OF * SIZE
    return bool(reached)


def _is_thing(region: Mask, near: _Near, colour: Floats, skin: Floats) -> bool:
    """Whether it has an edge on the skin, and is no beard."""
    within = region & (near.depth > 0)
    core = cv2.erode(within.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    rough = float(near.rough[core].mean()) if core.any() else np.inf
    crisp = _CRISP_LIGHT if rough < _SMOOTH and colour[0] / _SCALE[0] > skin[0] else _CRISP
    return _beside(region, near, colour) > crisp and not _grown(within, near, rough)


def _beside(region: Mask, near: _Near, colour: Floats) -> float:
    """How far the face right beside the region is from its colour."""
    step = max(2, round(_EDGE * SIZE))
    discs = (
        cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * far + 1, 2 * far + 1)) for far in (step, step - 1)
    )
    wide, less = (cv2.dilate(region.astype(np.uint8), disc) > 0 for disc in discs)
    ring = wide & ~less & (near.depth > step)
    if np.count_nonzero(ring) <= step:
        return 0.0
    return float(np.percentile(np.linalg.norm(near.lab[ring] - colour, axis=1), 30))


def _grown(within: Mask, near: _Near, rough: float) -> bool:
    """Whether it is where beards grow, and restless, or on both jaws with the lips left free."""
    # Only what has an edge on the skin comes so far: the map is drawn when it is needed.
    if near.drawing.spread(_BEARD)[near.face][within].mean() < 0.6:
        return False
    if rough > _RESTLESS:
        return True
    both = all(within[_under(near.points[list(jaw)])].any() for jaw in _JAWS)
    return bool(both and within[_under(near.points[list(_LIPS)])].mean() < 0.3)


def _filled(region: Mask) -> Mask:
    """The region without small holes: highlights belong to what they shine on."""
    closed = cv2.morphologyEx(region.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(1 - closed)
    small = stats[:, cv2.CC_STAT_AREA] < _HOLE * SIZE * SIZE
    filled: Mask = (closed > 0) | small[labels]
    return filled
