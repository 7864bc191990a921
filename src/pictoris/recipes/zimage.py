"""Paints one picture of a prompt."""

from collections.abc import Mapping

from pictoris.operations.zimage import ZImage
from pictoris.recipes.base import Outcome, Raster, Tools
from pictoris.recipes.painting.first import commission_of
from pictoris.recipes.painting.studio import outcome_of, paint


def perform(params: ZImage, pictures: Mapping[str, Raster], tools: Tools) -> Outcome:
    """One picture of the size that was asked for. Raises `Failed` with the engine's reason."""
    size = (params.width, params.height)
    commission = commission_of(params.prompt, pictures, count=1, size=size)
    return outcome_of(paint(commission, params, tools))
