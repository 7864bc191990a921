"""What a picture begins as, task by task: noise, somebody's picture, or several of them."""

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
    continued,
    covering,
    filled,
    opaque,
    resized,
    small_size,
    touched,
    window,
)
from pictoris.engines.sketch.sampling import Floats
from pictoris.errors import Failed
from pictoris.ports import Brief, Task

_REGION_START = 0.85
"""Nearly as early as words alone: a thing of its own is wanted, and the surroundings only say what it stands before."""
_EXTEND_START = 0.45
"""Late: noise knows nothing of what is around, and what comes of it would not belong there."""
_EDIT_START = 0.7
_BLEND_START = 0.6
_LEAST_START = 0.05
_SMALL = "sketch sees given pictures about 128 pixels wide: their fine detail is lost."
_NO_WORDS = "sketch goes on with what it sees at the edges of a picture: the words change nothing there."
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
    around: tuple[Pixels, Pixels] | None = None
    """The small canvas with what is kept on it, and its mask; None: nothing is kept."""
    box: Box | None = None
    """The part of the brief's base that the canvas shows; None: all of it."""
    warnings: tuple[str, ...] = ()

    @property
    def grid(self) -> tuple[int, int]:
        """Rows and columns of the latents."""
        return self.size[1] // CELL, self.size[0] // CELL


Begin: TypeAlias = Callable[[Brief, Networks], Beginning]


def _text(brief: Brief, _networks: Networks) -> Beginning:
    """Pure noise: begun as a picture that `collage` composes, fewer things can be told (docs/sketch.md)."""
    return Beginning(size=small_size(brief.width, brief.height))


def _image(brief: Brief, networks: Networks) -> Beginning:
    return _from_picture(_given(brief), brief, networks, max(_LEAST_START, min(1.0, brief.strength)))


def _vary(brief: Brief, networks: Networks) -> Beginning:
    return replace(_image(brief, networks), warnings=())


def _edit(brief: Brief, networks: Networks) -> Beginning:
    pictures = [one.pixels for one in brief.references] or [_given(brief)]
    begun = _from_picture(pictures[0], brief, networks, _EDIT_START)
    others = ("sketch starts from one picture: the others were left out.",) if len(pictures) > 1 else ()
    return replace(begun, warnings=(_NO_ORDERS, *others, *begun.warnings))


def _blend(brief: Brief, networks: Networks) -> Beginning:
    if not brief.references:
        raise Failed("There are no pictures to blend: send two or more.", code="task_not_possible")
    size = small_size(brief.width, brief.height)
    latents = networks.encoded([covering(one.pixels, size) for one in brief.references])
    mean = spherical_mean(latents, [max(0.05, one.weight) for one in brief.references])
    return Beginning(size=size, time=_BLEND_START, base=mean, warnings=(_SMALL,))


def _region(brief: Brief, networks: Networks) -> Beginning:
    base, mask = _given(brief), _mask(brief)
    box = window(mask)
    part = replace(brief, base=box.of(base), mask=box.of(mask), width=box.width, height=box.height)
    begun = _within(part, min(brief.strength, _REGION_START), filled, networks)
    return replace(begun, box=box)


def _extend(brief: Brief, networks: Networks) -> Beginning:
    begun = _within(brief, _EXTEND_START, continued, networks)
    return replace(begun, warnings=(_NO_WORDS,) if brief.guidance is None and brief.words else ())


def _within(
    brief: Brief, time: float, fill: Callable[[Pixels, Pixels], Pixels], networks: Networks
) -> Beginning:
    """A picture that is painted where its mask says, from what `fill` makes of it and the mask."""
    base, mask = _given(brief), _mask(brief)
    size = small_size(brief.width, brief.height)
    canvas, small_mask = resized(base, size), resized(mask, size)
    latents = networks.encoded([fill(canvas, small_mask)])
    begun = Beginning(size=size, time=max(_LEAST_START, time), base=latents, around=(canvas, small_mask))
    rows, columns = begun.grid
    return replace(begun, fresh=touched(mask, columns, rows))


def _from_picture(picture: Pixels, brief: Brief, networks: Networks, time: float) -> Beginning:
    size = small_size(brief.width, brief.height)
    latents = networks.encoded([covering(picture, size)])
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
