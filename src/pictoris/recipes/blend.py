"""Blends pictures into four new ones: what stands out in each is cut out, and the engine brings it together."""

from collections.abc import Mapping
from typing import Final

from pictoris.errors import Failed
from pictoris.operations import remove_background as cutting
from pictoris.operations.blend import Blend
from pictoris.ports import Reference, Task
from pictoris.recipes import remove_background
from pictoris.recipes.base import Outcome, Raster, Tools
from pictoris.recipes.painting.sizes import Size
from pictoris.recipes.painting.studio import Commission, outcome_of, paint
from pictoris.words.prompt import parse

SHAPES: Final[Mapping[str, Size]] = {"square": (1, 1), "portrait": (2, 3), "landscape": (3, 2)}


def perform(params: Blend, pictures: Mapping[str, Raster], tools: Tools) -> Outcome:
    """Four pictures and their grid. Raises `Failed` with the engine's reason."""
    references = tuple(
        Reference(role="image", pixels=cut_out(picture, tools)) for picture in pictures.values()
    )
    commission = Commission(
        task=Task.BLEND, prompt=parse(""), shape=SHAPES[params.dimensions], references=references
    )
    return outcome_of(paint(commission, params, tools))


def cut_out(picture: Raster, tools: Tools) -> Raster:
    """What stands out in a picture, as H×W×4; the picture itself if nothing does or it is cut out already."""
    if picture.shape[2] == 4:
        return picture
    quiet = Tools(graphs=tools.graphs, report=lambda _fraction: None)
    try:
        found = remove_background.perform(cutting.Params(image="data:,"), {"image": picture}, quiet)
    except Failed as failure:
        if failure.code != "no_foreground":
            raise
        return picture
    return found.pictures[0]
