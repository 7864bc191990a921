"""Paints from texts and pictures: words alone are painted, with pictures they are an instruction."""

from collections.abc import Mapping

from pictoris.operations.compose import Compose
from pictoris.ports import Reference, Task
from pictoris.recipes.base import Outcome, Raster, Tools
from pictoris.recipes.painting.studio import Commission, outcome_of, paint
from pictoris.words.prompt import parse


def perform(params: Compose, pictures: Mapping[str, Raster], tools: Tools) -> Outcome:
    """One picture, shaped like the first one that was given or as `--ar` says.

    Raises `Failed` with the engine's reason.
    """
    prompt = parse(params.prompt)
    given = list(pictures.values())
    own = (given[0].shape[1], given[0].shape[0]) if given else (1, 1)
    commission = Commission(
        task=Task.EDIT if given else Task.TEXT,
        prompt=prompt,
        shape=prompt.settings.aspect or own,
        references=tuple(Reference(role="image", pixels=picture) for picture in given),
        count=1,
    )
    return outcome_of(paint(commission, params, tools))
