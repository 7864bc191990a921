"""What every recipe is given and gives back.

A recipe is a module of `recipes/` named like its operation with a function

    def perform(params: <its Params>, pictures: Mapping[str, Raster], tools: Tools) -> Outcome

It runs in a child process that may be killed at any time; it keeps no state but caches.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from pictoris.nouns import Json
from pictoris.ports import Array, Captions, Infers, Paints, Report, Stopped

Raster: TypeAlias = npt.NDArray[np.uint8]
"""H×W×3 (RGB) or H×W×4 (RGBA, not premultiplied), uint8, sRGB, upright."""


def _unseen(_fraction: float, _preview: "Array | None") -> None:
    """Nobody looks."""


def _never() -> bool:
    """Nobody stops it."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What a recipe may use: a graph runner, a way to tell how far it is, and the operator's options."""

    graphs: Infers
    report: Callable[[float], None]
    """Tell the fraction done, 0 to 1; call it as each stage ends."""
    show: Report = _unseen
    """The same with a small picture of how it looks so far."""
    stopped: Stopped = _never
    """Whether the work is not wanted any more."""
    painters: Sequence[Paints] = ()
    """Engines that make pictures, the best one first."""
    captioners: Sequence[Captions] = ()
    """Engines that put pictures into words, the best one first; there may be none."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """The settings section of this operation, e.g. the path of a neural swapper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a recipe brought: pictures (first one first), words, and what could not be honoured."""

    pictures: Sequence[Raster] = ()
    grid: Raster | None = None
    """All pictures on one, if there are several that belong together."""
    notes: Sequence[Mapping[str, Json]] = ()
    """What the engine noted about each picture, for when it is continued."""
    content: Sequence[str] = ()
    warnings: Sequence[str] = ()
    engine: str = "onnx"
