"""Paints four pictures of a prompt; with a picture at its beginning, starting from that."""

from collections.abc import Mapping

from pictoris.operations.imagine import Imagine
from pictoris.recipes.base import Outcome, Raster, Tools
from pictoris.recipes.painting.first import commission_of
from pictoris.recipes.painting.grid import CELLS
from pictoris.recipes.painting.sizes import Size, shape_of
from pictoris.recipes.painting.studio import outcome_of, paint


def perform(params: Imagine, pictures: Mapping[str, Raster], tools: Tools) -> Outcome:
    """Four pictures and their grid. `pictures` are those that the prompt names, by role (`image_0`, `style_0`, …).

    Raises `Failed` with the engine's reason.
    """
    commission = commission_of(
        params.prompt,
        pictures,
        count=CELLS,
        shape=shape_of(params.aspect_ratio) if params.aspect_ratio else None,
        size=_size(params),
    )
    return outcome_of(paint(commission, params, tools))


def _size(params: Imagine) -> Size | None:
    """Pixels, if a side is given; one alone makes a square."""
    if params.width is None and params.height is None:
        return None
    side = params.width or params.height or 0
    return params.width or side, params.height or side
