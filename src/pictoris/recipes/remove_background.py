"""Cuts out people or the main object: find it, doubt its outline, solve alpha there, clean the colours."""

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.errors import Failed
from pictoris.operations.remove_background import Params, colour_of
from pictoris.recipes.base import Outcome, Raster, Tools
from pictoris.recipes.matting import closed_form, foreground, guided, trimap
from pictoris.recipes.matting.closed_form import Plane
from pictoris.recipes.matting.network import chance_of
from pictoris.recipes.matting.objects import find_object
from pictoris.recipes.matting.people import find_people

_WORKING_SIDE = 1024
"""Pixels of the longer side at which alpha is solved; larger pictures get it along their own edges."""

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
    picture = np.ascontiguousarray(pictures["image"][..., :3])
    alpha, colour, warnings = _cut_out(picture, tools)
    if pictures["image"].shape[2] == 4:
        alpha = alpha * (pictures["image"][..., 3] * np.float32(1 / 255))
    behind = _background(params, pictures, picture.shape)
    if behind is None and params.output_format == "jpeg":
        behind, warnings = np.full_like(picture, 255), (*warnings, _WHITE)
    result = _with_alpha(colour, alpha) if behind is None else _composed(colour, alpha, behind)
    tools.report(1.0)
    return Outcome(pictures=[result], warnings=warnings)


def _cut_out(picture: Raster, tools: Tools) -> tuple[Plane, npt.NDArray[np.float32], tuple[str, ...]]:
    """Alpha (0–1) and the foreground's own colours (0–1) at full size, and what to tell the caller."""
    height, width = picture.shape[:2]
    shrink = min(1.0, _WORKING_SIDE / max(height, width))
    size = (max(1, round(width * shrink)), max(1, round(height * shrink)))
    small = (
        picture
        if shrink == 1
        else np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    )
    found = _find(small, tools)
    tools.report(0.25)
    unit = small.astype(np.float32) / np.float32(255)
    narrow = max(2, round(0.008 * max(size)))
    doubtful = trimap.doubtful(unit, found.chance, narrow, found.wide)
    guess = np.where(doubtful, found.chance, found.chance > 0.5).astype(np.float32)
    tools.report(0.35)
    alpha = _firm(closed_form.solve(unit, guess, doubtful))
    tools.report(0.75)
    colours = foreground.estimate(unit, alpha)
    tools.report(0.9)
    if shrink == 1:
        return alpha, colours, found.warnings
    alpha = guided.upsample(alpha, unit, picture)
    return alpha, foreground.enlarge(colours, alpha, picture), found.warnings


def _find(small: Raster, tools: Tools) -> _Found:
    side = np.float32(max(small.shape[:2]))
    wide = np.full(small.shape[:2], 0.014 * side, np.float32)
    if tools.options.get("model") is not None:
        return _Found(chance=_checked(trimap.clean(chance_of(small, tools.graphs))), wide=wide)
    people = find_people(small, tools.graphs)
    if people is not None:
        wide[people.head.slices] = 0.1 * people.head.size[0]
        return _Found(chance=_checked(trimap.clean(people.chance)), wide=wide)
    chance = find_object(small, tools.graphs)
    if chance is None:
        raise _nothing()
    return _Found(chance=_checked(trimap.clean(chance)), wide=wide, warnings=(_NO_PEOPLE,))


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


def _background(params: Params, pictures: Mapping[str, Raster], shape: tuple[int, ...]) -> Raster | None:
    """What comes behind, as large as the picture: a colour, or a picture that covers it, cut in the middle."""
    if params.background is None:
        return None
    height, width = shape[:2]
    colour = colour_of(params.background)
    if colour is not None:
        return np.full((height, width, 3), colour, np.uint8)
    given = pictures["background"]
    scale = max(width / given.shape[1], height / given.shape[0])
    size = (max(width, round(given.shape[1] * scale)), max(height, round(given.shape[0] * scale)))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    covering = cv2.resize(given, size, interpolation=way)
    top, left = (size[1] - height) // 2, (size[0] - width) // 2
    covering = covering[top : top + height, left : left + width]
    if covering.shape[2] == 3:
        return np.asarray(covering, np.uint8)
    opacity = covering[..., 3].astype(np.float32) / np.float32(255)
    white = np.full((height, width, 3), 255, np.uint8)
    return _composed(covering[..., :3].astype(np.float32) / np.float32(255), opacity, white)


def _with_alpha(colour: npt.NDArray[np.float32], alpha: Plane) -> Raster:
    pixels = np.dstack([colour, alpha])
    return np.asarray(np.rint(np.clip(pixels, 0, 1) * 255), np.uint8)


def _composed(colour: npt.NDArray[np.float32], alpha: Plane, behind: Raster) -> Raster:
    weight = alpha[..., None]
    mixed = colour * 255 * weight + behind * (1 - weight)
    return np.asarray(np.rint(np.clip(mixed, 0, 255)), np.uint8)
