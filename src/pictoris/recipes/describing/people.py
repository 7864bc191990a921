"""How many people a picture shows and how they are seen; nothing is guessed about who they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.ports import Infers
from pictoris.recipes.describing.colours import name_of_region
from pictoris.recipes.describing.views import View
from pictoris.recipes.faces.finding import find_faces
from pictoris.recipes.faces.mesh import Face

Points: TypeAlias = npt.NDArray[np.float64]
"""468×3 in pixels of the reduced picture."""

_SIDE = 768
_SIDE_FOR_GLANCE = 336
"""Small enough that the finder of faces takes no second, finer look: half the time where nobody is."""
_SMALLEST = 0.02
"""A face smaller than this share of the height is part of the scene."""

_SHOTS: tuple[tuple[float, str], ...] = (
    (0.5, "extreme close-up"),
    (0.34, "close-up"),
    (0.3, "head-and-shoulders"),
    (0.13, "half-length"),
    (0.07, "three-quarter length"),
    (0.04, "full-length"),
    (0.0, "wide"),
)
"""Height of the face as a share of the picture's → the usual name of the shot."""

# Points of the face mesh.
_FOREHEAD, _CHIN, _RIGHT_SIDE, _LEFT_SIDE = 10, 152, 234, 454
_MOUTH_RIGHT, _MOUTH_LEFT, _LIP_UPPER, _LIP_LOWER = 61, 291, 13, 14
_EYE_RIGHT, _EYE_LEFT = 33, 263


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The most visible person."""

    shot: str
    """The name of the shot, e.g. "half-length"."""
    view: str
    """How the face is turned, e.g. "seen in profile"."""
    smiling: bool
    clothing: str
    """The main colour below the face; empty if there is nothing below."""
    across: float
    """Where the face is, 0 left to 1 right."""
    lit_from: str
    """"left", "right" or empty: the side of the face that is clearly brighter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """All the people whose faces are visible."""

    count: int
    main: Person | None
    """The one with the largest face."""


def people(view: View, graphs: Infers, *, at_a_glance: bool = False) -> People:
    """Count the faces in a picture and look at the largest; raises `Failed` if a network cannot run.

    `at_a_glance` is for pictures of something else: faces below a tenth of the height may be missed.
    """
    side = _SIDE_FOR_GLANCE if at_a_glance else _SIDE
    scale = min(1.0, side / max(view.rgb.shape[:2]))
    size = (max(1, round(view.rgb.shape[1] * scale)), max(1, round(view.rgb.shape[0] * scale)))
    picture = cv2.resize(view.rgb, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    faces = [face for face in find_faces(picture, graphs) if face.size > _SMALLEST * size[1]]
    return People(count=len(faces), main=_main(faces, view, size[0]))


def _main(faces: Sequence[Face], view: View, width: int) -> Person | None:
    if not faces:
        return None
    face = max(faces, key=lambda candidate: candidate.size)
    scale = view.lab.shape[1] / width
    points = face.points * scale
    share = float(np.linalg.norm(points[_FOREHEAD, :2] - points[_CHIN, :2])) / view.lab.shape[0]
    return Person(
        shot=next(name for least, name in _SHOTS if share >= least),
        view=_turn(points),
        smiling=_smiles(points),
        clothing=_clothing(points, view),
        across=float(points[:, 0].mean()) / view.lab.shape[1],
        lit_from=_lit_from(points, view),
    )


def _turn(points: Points) -> str:
    """How far the head is turned, from the depth of its two sides."""
    across = points[_LEFT_SIDE] - points[_RIGHT_SIDE]
    degrees = abs(float(np.degrees(np.arctan2(across[2], np.hypot(across[0], across[1])))))
    if degrees > 42:
        return "seen in profile"
    return "seen in three-quarter view" if degrees > 14 else "facing the camera"


def _smiles(points: Points) -> bool:
    """Wide mouth with lifted corners."""
    down = points[_CHIN, :2] - points[_FOREHEAD, :2]
    down /= max(1e-6, float(np.linalg.norm(down)))
    wide = float(np.linalg.norm(points[_MOUTH_LEFT, :2] - points[_MOUTH_RIGHT, :2]))
    eyes = max(1e-6, float(np.linalg.norm(points[_EYE_LEFT, :2] - points[_EYE_RIGHT, :2])))
    lips = (points[_LIP_UPPER, :2] + points[_LIP_LOWER, :2]) / 2
    corners = (points[_MOUTH_LEFT, :2] + points[_MOUTH_RIGHT, :2]) / 2
    lift = float((lips - corners) @ down) / max(1e-6, wide)
    return wide / eyes > 0.6 and lift > 0.09


def _clothing(points: Points, view: View) -> str:
    """The colour of the chest: from one to two and a half faces below the chin, where shoulders are."""
    chin, forehead = points[_CHIN, :2], points[_FOREHEAD, :2]
    tall = float(np.linalg.norm(chin - forehead))
    if chin[1] <= forehead[1] + 0.5 * tall:
        return ""  # A lying face has its shoulders elsewhere.
    height, width = view.lab.shape[:2]
    top, bottom = (min(height, int(chin[1] + part * tall)) for part in (0.6, 2.0))
    left, right = (int(np.clip(chin[0] + part * tall, 0, width)) for part in (-0.9, 0.9))
    region = view.lab[top:bottom, left:right]
    return name_of_region(region) if bottom - top > 0.3 * tall else ""


def _lit_from(points: Points, view: View) -> str:
    """Compare the two halves of the face in the picture."""
    outline = points[:, :2]
    left, top = np.maximum(outline.min(axis=0), 0).astype(int)
    right, bottom = outline.max(axis=0).astype(int) + 1
    face = view.lightness[top:bottom, left:right]
    middle = face.shape[1] // 2
    if middle < 4 or not face.shape[0]:
        return ""
    difference = float(np.median(face[:, :middle])) - float(np.median(face[:, -middle:]))
    if abs(difference) < 14:
        return ""
    return "left" if difference > 0 else "right"
