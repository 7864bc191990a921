"""Cuts out people or the main object: find it, doubt its outline, solve alpha there, clean the colours."""

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np

from pictoris.errors import Failed
from pictoris.operations.remove_background import Params, colour_of
from pictoris.recipes.base import Outcome, Raster, Tools
from pictoris.recipes.fitting import covering
from pictoris.recipes.matting import closed_form, evidence, finish, foreground, trimap
from pictoris.recipes.matting.closed_form import Plane
from pictoris.recipes.matting.colour_cut import decide
from pictoris.recipes.matting.network import chance_of
from pictoris.recipes.matting.objects import find_object
from pictoris.recipes.matting.people import find_people

_WORKING_SIDE = 1024
"""Pixels of the longer side at which alpha is solved; larger pictures get it along their own edges."""

_LEAST_PART, _LEAST_OBJECT = 0.04, 0.3
"""Share of the largest part from which another one is kept: people come in groups, the object is mostly one."""

_BAND = 256

_NO_PEOPLE = "No person was found, so the object that stands out most was cut out."
_WHITE = "JPEG has no transparency, so the cut-out was put on white."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What is to be cut out, at working size."""

    chance: Plane
    wide: Plane
    """How far from the outline hair may fly, in pixels."""
    warnings: tuple[str, ...] = ()


def perform(params: Params, pictures: Mapping[str, Raster], tools: Tools) -> Outcome:
    """Cut out `pictures["image"]`: RGBA, or RGB on the asked background or, for JPEG, on white.

    Transparency that the picture already had stays. Raises `Failed("no_foreground")` if nothing stands out.
    """
    picture = pictures["image"]
    cut, warnings = _cut_out(np.ascontiguousarray(picture[..., :3]), tools)
    if picture.shape[2] == 4:
        cut[..., 3] = cv2.multiply(cut[..., 3], picture[..., 3], scale=1 / 255)
    behind = _background(params, pictures)
    if behind is None and params.output_format == "jpeg":
        behind, warnings = np.full((1, 1, 3), 255, np.uint8), (*warnings, _WHITE)
    result = cut if behind is None else _composed(cut, behind)
    tools.report(1.0)
    return Outcome(pictures=[result], warnings=warnings)


def _cut_out(picture: Raster, tools: Tools) -> tuple[Raster, tuple[str, ...]]:
    """The cut-out as RGBA, and what to tell the caller."""
    height, width = picture.shape[:2]
    shrink = min(1.0, _WORKING_SIDE / max(height, width))
    size = (max(1, round(width * shrink)), max(1, round(height * shrink)))
    small = picture
    if shrink < 1:
        small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    found = _find(small, tools)
    tools.report(0.25)
    unit = small.astype(np.float32) / np.float32(255)
    narrow = max(2, round(0.008 * max(size)))
    doubtful = trimap.doubtful(unit, found.chance, narrow, found.wide)
    guess, trust = evidence.weigh(unit, found.chance, doubtful, 8 * narrow)
    tools.report(0.4)
    alpha = _firm(closed_form.solve(unit, guess, trust, doubtful))
    tools.report(0.7)
    colours = foreground.estimate(unit, alpha)
    tools.report(0.9)
    return finish.cut_out(picture, alpha, colours, unit), found.warnings


def _find(small: Raster, tools: Tools) -> _Found:
    side = np.float32(max(small.shape[:2]))
    wide = np.full(small.shape[:2], 0.014 * side, np.float32)
    if tools.options.get("model") is not None:
        return _Found(
            chance=_checked(trimap.clean(chance_of(small, tools.graphs), least_part=_LEAST_PART)), wide=wide
        )
    people = find_people(small, tools.graphs)
    if people is not None:
        wide[people.head.slices] = 0.1 * people.head.size[0]
        return _Found(
            chance=_checked(trimap.clean(decide(small, people.chance), least_part=_LEAST_PART)), wide=wide
        )
    chance = find_object(small, tools.graphs)
    if chance is None:
        raise _nothing()
    return _Found(
        chance=_checked(trimap.clean(chance, least_part=_LEAST_OBJECT)), wide=wide, warnings=(_NO_PEOPLE,)
    )


def _checked(chance: Plane) -> Plane:
    """Refuse a cut that keeps nothing."""
    if not (chance > 0.5).any():
        raise _nothing()
    return chance


def _nothing() -> Failed:
    return Failed(
        "Nothing in this picture stands out from its background: use a picture with a clear subject.",
        code="no_foreground",
    )


def _firm(alpha: Plane) -> Plane:
    """Stretch alpha a little, so that what is nearly clear is clear."""
    return np.asarray(np.clip((alpha - 0.04) / 0.92, 0, 1), np.float32)


def _background(params: Params, pictures: Mapping[str, Raster]) -> Raster | None:
    """What comes behind: a picture as large as the cut-out, or one pixel that stands for a colour."""
    if params.background is None:
        return None
    colour = colour_of(params.background)
    if colour is not None:
        return np.array([[colour]], np.uint8)
    height, width = pictures["image"].shape[:2]
    fitted = covering(pictures["background"], (width, height))
    if fitted.shape[2] == 3:
        return fitted
    return _composed(fitted, np.full((1, 1, 3), 255, np.uint8))


def _composed(cut: Raster, behind: Raster) -> Raster:
    """Lay an H×W×4 cut-out on an H×W×3 or 1×1×3 background, a band of rows at a time."""
    result = np.empty((*cut.shape[:2], 3), np.uint8)
    for top in range(0, cut.shape[0], _BAND):
        rows = slice(top, top + _BAND)
        weight = cut[rows, :, 3:].astype(np.float32) / np.float32(255)
        ground = behind if behind.shape[0] == 1 else behind[rows]
        result[rows] = np.rint(cut[rows, :, :3] * weight + ground * (1 - weight))
    return result
