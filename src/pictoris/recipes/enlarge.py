"""Enlarges a painted picture with the networks of the upscaler, or has the engine add detail."""

from collections.abc import Mapping
from typing import Final, Literal

from pictoris.buttons import TIMES
from pictoris.operations import upscale as upscaling
from pictoris.operations.enlarge import Enlarge
from pictoris.ports import Task
from pictoris.recipes import upscale
from pictoris.recipes.base import Outcome, Raster, Tools
from pictoris.recipes.fitting import opaque
from pictoris.recipes.painting.studio import Commission, outcome_of, paint
from pictoris.words.prompt import parse

_STYLES: Final[tuple[Literal["auto", "drawing", "photo"], ...]] = ("auto", "drawing", "photo")
"""What a network takes the picture for, in turn: doing it again with the same one would change nothing."""

_FINER: Final = 0.3
"""How far added detail may go from the enlarged picture."""


def perform(params: Enlarge, pictures: Mapping[str, Raster], tools: Tools) -> Outcome:
    """One larger picture. Raises `Failed`: `image_too_large`, or the engine's reason."""
    enlarged = _enlarged(params, pictures["picture"], tools)
    if params.way != "creative":
        return Outcome(pictures=[enlarged], notes=[params.notes], engine=params.engine or "onnx")
    commission = Commission(
        task=Task.REFINE,
        prompt=parse(params.prompt),
        base=opaque(enlarged),
        strength=_FINER,
        count=1,
        engine=params.engine,
        notes=params.notes,
    )
    return outcome_of(paint(commission, params, tools))


def _enlarged(params: Enlarge, picture: Raster, tools: Tools) -> Raster:
    style = "photo" if params.way == "subtle" else _STYLES[params.redo % len(_STYLES)]
    asked = upscaling.Params(image="data:,", scale=TIMES[params.way], style=style)
    return upscale.perform(asked, {"image": picture}, tools).pictures[0]
