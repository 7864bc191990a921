"""Paints four other versions of a picture."""

from collections.abc import Mapping
from typing import Final

from pictoris.operations.vary import Vary
from pictoris.ports import Task
from pictoris.recipes.base import Outcome, Raster, Tools
from pictoris.recipes.fitting import opaque
from pictoris.recipes.painting.studio import Commission, outcome_of, paint
from pictoris.words.prompt import parse

STRENGTH: Final = {"subtle": 0.35, "strong": 0.75}
"""How far from the picture a version may go."""


def perform(params: Vary, pictures: Mapping[str, Raster], tools: Tools) -> Outcome:
    """Four pictures of the same size and their grid. Raises `Failed` with the engine's reason."""
    commission = Commission(
        task=Task.VARY,
        prompt=parse(params.prompt),
        base=opaque(pictures["picture"]),
        strength=STRENGTH[params.change],
        engine=params.engine,
        notes=params.notes,
    )
    return outcome_of(paint(commission, params, tools))
