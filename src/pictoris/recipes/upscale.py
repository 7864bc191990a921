"""Enlarges a picture with a small network for photos or for drawings, and resamples to the exact size."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np

from pictoris.enlarging.tiles import DRAWING, NOISY_PHOTO, PHOTO, Network, enlarge
from pictoris.errors import Failed
from pictoris.nouns import LARGEST_PICTURE
from pictoris.operations.upscale import Params
from pictoris.ports import Infers
from pictoris.recipes.base import Outcome, Raster, Tools
from pictoris.recipes.upscaling.fidelity import correct
from pictoris.recipes.upscaling.look import is_crisp, is_noisy, look_of
from pictoris.recipes.upscaling.transparency import bleed

_Report: TypeAlias = Callable[[float], None]

_DOUBLING_REACHES = 2.5
"""Up to this scale the doubled picture, stretched a little, is as good as the quadrupled one shrunk (by PSNR)."""
_MAX_BETWEEN = 160_000_000
"""Pixels of a quadrupled picture that is still to be shrunk."""


@dataclass(frozen=True, slots=True)
class _Pass:
    """One run of a network over a picture."""

    network: Network
    shrink: int = 1

    @property
    def factor(self) -> int:
        """How much larger the picture becomes."""
        return self.network.factor // self.shrink


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a picture is enlarged: networks one after the other."""

    passes: tuple[_Pass, ...]
    fine: bool
    """Whether the original's finest detail is worth keeping."""


_DOUBLE, _CLEAN_DOUBLE = _Pass(PHOTO), _Pass(NOISY_PHOTO)
_PLANS = {
    "clean photo": {2: _Plan((_DOUBLE,), fine=True), 4: _Plan((_DOUBLE, _DOUBLE), fine=True)},
    "noisy photo": {2: _Plan((_CLEAN_DOUBLE,), fine=False), 4: _Plan((_CLEAN_DOUBLE, _DOUBLE), fine=False)},
    # On clean graphics the photo network is 4 to 5 dB better than the one for drawings, and true in colour; on
    # rippled or shaded ones it keeps the ripples, while the other redraws them.
    "crisp drawing": {2: _Plan((_DOUBLE,), fine=True), 4: _Plan((_DOUBLE, _DOUBLE), fine=True)},
    "soft drawing": {
        2: _Plan((_Pass(DRAWING, shrink=2),), fine=False),
        4: _Plan((_Pass(DRAWING),), fine=False),
    },
}
"""Kind of picture → to how many times its size → how."""


def perform(params: Params, pictures: Mapping[str, Raster], tools: Tools) -> Outcome:
    """Enlarge `pictures["image"]` to round(width·scale) × round(height·scale); transparency is kept.

    Raises `Failed("image_too_large")` if the result would have more than `LARGEST_PICTURE`.
    """
    picture = pictures["image"]
    size = _size_of_result(picture, params.scale)
    colour = np.ascontiguousarray(picture[..., :3])
    alpha = picture[..., 3] if picture.shape[2] == 4 else None
    if alpha is not None:
        colour = bleed(colour, alpha)
    multiple = 2 if _doubling_is_enough(colour, params.scale) else 4
    plan = _PLANS[_kind_of(colour, params.style)][multiple]
    if alpha is None:
        return Outcome(pictures=[_resize(_run(plan, colour, tools.graphs, tools.report), size)])
    halves = _part_of(tools.report, 0, 0.5), _part_of(tools.report, 0.5, 0.5)
    enlarged = _resize(_run(plan, colour, tools.graphs, halves[0]), size)
    mask = _resize(_run(plan, np.dstack([alpha] * 3), tools.graphs, halves[1]), size)
    return Outcome(pictures=[np.dstack([enlarged, _solid(mask[..., 1])])])


def _size_of_result(picture: Raster, scale: float) -> tuple[int, int]:
    height, width = picture.shape[:2]
    size = round(width * scale), round(height * scale)
    if size[0] * size[1] > LARGEST_PICTURE:
        raise Failed(
            f"The result would have {size[0]}×{size[1]} pixels, more than {LARGEST_PICTURE // 1_000_000} million: "
            "use a smaller scale or a smaller picture.",
            code="image_too_large",
        )
    return size


def _kind_of(colour: Raster, style: str) -> str:
    look = look_of(colour) if style == "auto" else style
    if look == "drawing":
        return "crisp drawing" if is_crisp(colour) else "soft drawing"
    return "noisy photo" if is_noisy(colour) else "clean photo"


def _doubling_is_enough(colour: Raster, scale: float) -> bool:
    quadrupled = 16 * colour.shape[0] * colour.shape[1]
    return scale <= _DOUBLING_REACHES or quadrupled > _MAX_BETWEEN


def _run(plan: _Plan, picture: Raster, graphs: Infers, report: _Report) -> Raster:
    """Run the passes; each counts for progress by the pixels that it reads."""
    original = picture
    costs = [1.0]
    for one in plan.passes[:-1]:
        costs.append(costs[-1] * one.factor**2)
    start = 0.0
    for one, cost in zip(plan.passes, costs, strict=True):
        length = cost / sum(costs)
        part = _part_of(report, start, length)
        picture = enlarge(picture, one.network, graphs, part, shrink=one.shrink)
        start += length
    correct(picture, original, fine=plan.fine)
    return picture


def _part_of(report: _Report, start: float, length: float) -> _Report:
    """A report for a stage that is only a part of the whole."""
    return lambda done: report(start + done * length)


def _resize(picture: Raster, size: tuple[int, int]) -> Raster:
    """Bring to the exact width and height: averages when shrinking, Lanczos when stretching."""
    height, width = picture.shape[:2]
    if (width, height) == size:
        return picture
    way = cv2.INTER_AREA if size[0] <= width and size[1] <= height else cv2.INTER_LANCZOS4
    return np.asarray(cv2.resize(picture, size, interpolation=way), np.uint8)


def _solid(alpha: Raster) -> Raster:
    """Make nearly opaque opaque and nearly transparent transparent: networks miss the ends by a level or two."""
    return np.where(alpha >= 253, 255, np.where(alpha <= 2, 0, alpha)).astype(np.uint8)
