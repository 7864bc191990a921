"""Paints one to four pictures of a prompt, each by itself."""

from collections.abc import Mapping
from dataclasses import replace

from pictoris.operations.flux import DEFAULT_SIDE, Flux
from pictoris.recipes.base import Outcome, Raster, Tools
from pictoris.recipes.painting.first import commission_of
from pictoris.recipes.painting.sizes import Size, shape_of
from pictoris.recipes.painting.studio import outcome_of, paint
from pictoris.words.prompt import parse


def perform(params: Flux, pictures: Mapping[str, Raster], tools: Tools) -> Outcome:
    """`n` pictures; `pictures` are those that the prompt names, by role.

    Raises `Failed` with the engine's reason.
    """
    commission = commission_of(params.prompt, pictures, count=params.n, size=_size(params))
    return replace(outcome_of(paint(commission, params, tools)), grid=None)


def _size(params: Flux) -> Size:
    """Pixels if they were chosen, else the field for the shape, else the prompt's own shape."""
    size = (params.width, params.height)
    if size != (DEFAULT_SIDE, DEFAULT_SIDE):
        return size
    shape = shape_of(params.aspect_ratio)
    return _of_area(parse(params.prompt).settings.aspect or (1, 1) if shape == (1, 1) else shape)


def _of_area(shape: Size) -> Size:
    """A shape with about as many pixels as the default size, in steps of 8."""
    wide = DEFAULT_SIDE * (shape[0] / shape[1]) ** 0.5
    return max(64, round(wide / 8) * 8), max(64, round(wide * shape[1] / shape[0] / 8) * 8)
