"""Paints one region of a picture anew; outside its mask not a pixel changes."""

from collections.abc import Mapping

from pictoris.operations.inpaint import Inpaint
from pictoris.ports import Task
from pictoris.recipes.base import Outcome, Raster, Tools
from pictoris.recipes.fitting import opaque
from pictoris.recipes.painting.kept import put_back
from pictoris.recipes.painting.masks import read_mask
from pictoris.recipes.painting.studio import Commission, outcome_of, paint
from pictoris.words.prompt import parse


def perform(params: Inpaint, pictures: Mapping[str, Raster], tools: Tools) -> Outcome:
    """Four versions of the picture and their grid.

    Raises `Failed`: `mask_mismatch`, `mask_empty`, or the engine's reason.
    """
    picture = opaque(pictures["picture"])
    mask = read_mask(pictures["mask"], picture)
    commission = Commission(
        task=Task.REGION,
        prompt=parse(params.prompt),
        base=picture,
        mask=mask,
        engine=params.engine,
        notes=params.notes,
    )
    work = paint(commission, params, tools)
    return outcome_of(work, [put_back(one.pixels[..., :3], picture, mask) for one in work.painted])
