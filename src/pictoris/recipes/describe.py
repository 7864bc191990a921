"""Describes a picture in four prompts: by what is measured on it, or by a vision-language model if there is one."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from pictoris.operations.describe import Describe
from pictoris.ports import Captions
from pictoris.recipes.base import Outcome, Raster, Tools
from pictoris.recipes.describing.facts import measure
from pictoris.recipes.describing.prompts import prompts

ENGINE: Final = "pictoris-describer (classes, faces and colours; no language model)"

BUILT_IN: Final = "built-in"
"""How a request asks for the describer that ships with the package."""


def perform(params: Describe, pictures: Mapping[str, Raster], tools: Tools) -> Outcome:
    """Put `image` (H×W×3 or H×W×4) into four prompts.

    Raises `Failed` if a network or the model cannot be run.
    """
    picture = pictures["image"]
    captioner, warnings = _captioner(tools.captioners, params.model or "")
    if captioner is None:
        facts = measure(picture, tools.graphs, tools.report)
        tools.report(1.0)
        return Outcome(content=prompts(facts), engine=ENGINE, warnings=warnings)
    words = captioner.caption(np.ascontiguousarray(picture[..., :3]), tools.show, tools.stopped)
    return Outcome(content=words, engine=captioner.name, warnings=warnings)


def _captioner(captioners: Sequence[Captions], asked: str) -> tuple[Captions | None, tuple[str, ...]]:
    """The engine that was asked for, else the operator's choice; None is the built-in describer."""
    if asked == BUILT_IN:
        return None, ()
    found = next((one for one in captioners if asked in {one.name, one.name.rsplit("/", 1)[-1]}), None)
    chosen = found or next(iter(captioners), None)
    if not asked or found:
        return chosen, ()
    name = chosen.name if chosen else BUILT_IN
    return chosen, (f"There is no model {asked[:60]!r} on this server that describes: {name} did it.",)
