"""What a picture begins as, task by task: noise, a composition, somebody's picture, or several of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from pictoris.engines.sketch.networks import CELL, Networks
from pictoris.engines.sketch.pictures import (
    Box,
    Pixels,
    Size,
    covering,
    filled,
    opaque,
    resized,
    small_size,
    touched,
    window,
)
from pictoris.engines.sketch.progress import Progress
from pictoris.engines.sketch.sampling import Floats
from pictoris.errors import Failed
from pictoris.ports import Brief, Paints, Task

COMPOSED_START: float | None = None
"""The time, 0 to 1, at which a composition is taken over: above 0.75 nothing is left of it, below 0.5 little is painted.

None: compositions are not used, for with these weights things come out better from pure noise (0.6 bent them towards what
was composed). What is painted within a picture begins as a blur of what is around it.
"""
_COMPOSED_AT = 2
"""A composition is this many times as large as the small canvas, and shrunk: its edges are smoother then."""
_REGION_START = 0.65
_EXTEND_START = 0.45
"""Later than words alone begin: noise knows nothing of what is around, and what comes of it would not belong there."""
_EDIT_START = 0.7
_BLEND_START = 0.6
_LEAST_START = 0.05
_SMALL = "sketch sees given pictures about 128 pixels wide: their fine detail is lost."
_NO_ORDERS = "sketch cannot follow instructions: it paints the words anew, starting from the picture."


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Beginning:
    """Where painting starts from."""

    size: Size
    """Of the small canvas."""
    time: float = 1.0
    """How much noise there is in the beginning, 0 to 1."""
    base: Floats | None = None
    """Latents, 1×8×h×w for all pictures or N×8×h×w; None: nothing but noise."""
    fresh: npt.NDArray[np.bool_] | None = None
    """h×w: what is painted, where the rest stays as `base` is; None: everything."""
    box: Box | None = None
    """The part of the brief's base that the canvas shows; None: all of it."""
    warnings: tuple[str, ...] = ()

    @property
    def grid(self) -> tuple[int, int]:
        """Rows and columns of the latents."""
        return self.size[1] // CELL, self.size[0] // CELL


@dataclass(frozen=True, slots=True, kw_only=True)
class Studio:
    """What beginnings are made with."""

    networks: Networks
    progress: Progress
    composes: Paints | None = None
    composed_start: float | None = COMPOSED_START


Begin: TypeAlias = Callable[[Brief, Studio], Beginning]


def _text(brief: Brief, studio: Studio) -> Beginning:
    size = small_size(brief.width, brief.height)
    composed = _composed(brief, size, studio)
    if composed is None or studio.composed_start is None:
        return Beginning(size=size)
    return Beginning(size=size, time=studio.composed_start, base=studio.networks.encoded(composed))


def _composed(brief: Brief, size: Size, studio: Studio) -> list[Pixels] | None:
    """What the composer makes of a brief, on the small canvas; None without one."""
    if studio.composes is None or studio.composed_start is None:
        return None
    large = size[0] * _COMPOSED_AT, size[1] * _COMPOSED_AT
    fitted = replace(
        brief, width=large[0], height=large[1], model="", notes={}, references=(),
        base=None if brief.base is None else resized(opaque(brief.base), large),
        mask=None if brief.mask is None else resized(brief.mask, large),
    )  # fmt: skip
    made = studio.composes.paint(fitted, studio.progress.tell, studio.progress.stopped)
    return [resized(opaque(one.pixels), size) for one in made]


def _image(brief: Brief, studio: Studio) -> Beginning:
    return _from_picture(_given(brief), brief, studio, max(_LEAST_START, min(1.0, brief.strength)))


def _vary(brief: Brief, studio: Studio) -> Beginning:
    return replace(_image(brief, studio), warnings=())


def _edit(brief: Brief, studio: Studio) -> Beginning:
    pictures = [one.pixels for one in brief.references] or [_given(brief)]
    begun = _from_picture(pictures[0], brief, studio, _EDIT_START)
    others = ("sketch starts from one picture: the others were left out.",) if len(pictures) > 1 else ()
    return replace(begun, warnings=(_NO_ORDERS, *others, *begun.warnings))


def _blend(brief: Brief, studio: Studio) -> Beginning:
    if not brief.references:
        raise Failed("There are no pictures to blend: send two or more.", code="task_not_possible")
    size = small_size(brief.width, brief.height)
    latents = studio.networks.encoded([covering(one.pixels, size) for one in brief.references])
    mean = spherical_mean(latents, [max(0.05, one.weight) for one in brief.references])
    return Beginning(size=size, time=_BLEND_START, base=mean, warnings=(_SMALL,))


def _region(brief: Brief, studio: Studio) -> Beginning:
    base, mask = _given(brief), _mask(brief)
    box = window(mask)
    part = replace(brief, base=box.of(base), mask=box.of(mask), width=box.width, height=box.height)
    begun = _within(part, min(brief.strength, _REGION_START), studio)
    return replace(begun, box=box)


def _extend(brief: Brief, studio: Studio) -> Beginning:
    return _within(brief, _EXTEND_START, studio)


def _within(brief: Brief, time: float, studio: Studio) -> Beginning:
    """A picture that is painted where its mask says, from a composition or from a blur of what is around."""
    base, mask = _given(brief), _mask(brief)
    size = small_size(brief.width, brief.height)
    parts = _composed(brief, size, studio) or [filled(resized(base, size), resized(mask, size))]
    begun = Beginning(size=size, time=max(_LEAST_START, time), base=studio.networks.encoded(parts))
    rows, columns = begun.grid
    return replace(begun, fresh=touched(mask, columns, rows))


def _from_picture(picture: Pixels, brief: Brief, studio: Studio, time: float) -> Beginning:
    size = small_size(brief.width, brief.height)
    latents = studio.networks.encoded([covering(picture, size)])
    return Beginning(size=size, time=time, base=latents, warnings=(_SMALL,))


def _given(brief: Brief) -> Pixels:
    if brief.base is None:
        raise Failed("There is no picture to start from: send one.", code="task_not_possible")
    return opaque(brief.base)


def _mask(brief: Brief) -> Pixels:
    if brief.mask is None:
        raise Failed("There is no mask that says where to paint.", code="task_not_possible")
    return np.asarray(brief.mask, np.uint8)


def spherical_mean(latents: Floats, weights: Sequence[float]) -> Floats:
    """The weighted mean of N latents as long as they are themselves, 1×8×h×w: a plain one would be too pale."""
    share = np.asarray(weights, np.float32) / np.float32(sum(weights))
    lengths = np.sqrt((latents**2).mean((1, 2, 3)))
    mean = np.tensordot(share, latents, axes=(0, 0))
    own = np.sqrt((mean**2).mean())
    return np.asarray(mean * (share @ lengths) / max(float(own), 1e-6), np.float32)[None]


BEGINNINGS: Mapping[Task, Begin] = {
    Task.TEXT: _text, Task.IMAGE: _image, Task.VARY: _vary, Task.EXTEND: _extend, Task.REGION: _region,
    Task.BLEND: _blend, Task.EDIT: _edit,
}  # fmt: skip
