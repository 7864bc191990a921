"""Paints what is around a picture, on a larger canvas; the picture itself stays, pixel by pixel."""

from collections.abc import Mapping

from pictoris.operations.extend import Extend
from pictoris.ports import Task
from pictoris.recipes.base import Outcome, Raster, Tools
from pictoris.recipes.fitting import opaque
from pictoris.recipes.painting import canvas
from pictoris.recipes.painting.canvas import Canvas, Margins
from pictoris.recipes.painting.choice import choose
from pictoris.recipes.painting.kept import put_back
from pictoris.recipes.painting.studio import Commission, outcome_of, paint
from pictoris.words.prompt import parse


def perform(params: Extend, pictures: Mapping[str, Raster], tools: Tools) -> Outcome:
    """Four larger pictures, each with the same one in it, and their grid.

    A canvas beyond what the engine paints is made to fit, and the picture on it smaller: that is told in a warning.
    Raises `Failed` with the engine's reason.
    """
    picture = opaque(pictures["picture"])
    laid, warnings = _laid(picture, params, tools)
    commission = Commission(
        task=Task.EXTEND,
        prompt=parse(params.prompt),
        base=laid.base,
        mask=laid.mask,
        engine=params.engine,
        notes=params.notes,
    )
    work = paint(commission, params, tools)
    finished = [put_back(one.pixels[..., :3], laid.base, laid.mask) for one in work.painted]
    return outcome_of(work, finished, warnings=warnings)


def _laid(picture: Raster, params: Extend, tools: Tools) -> tuple[Canvas, tuple[str, ...]]:
    height, width = picture.shape[:2]
    abilities = choose(tools.painters, Task.EXTEND, asked=params.model or "", before=params.engine).abilities
    fitted, margins = canvas.shrink_to_fit(picture, _margins(params, width, height), abilities.longest)
    margins = canvas.to_multiple(fitted.shape[1], fitted.shape[0], margins, abilities.multiple)
    laid = canvas.extended(fitted, margins)
    if fitted is picture:
        return laid, ()
    size = f"{fitted.shape[1]} × {fitted.shape[0]}"
    most = abilities.longest
    return laid, (f"The canvas would be longer than {most} pixels: the picture was made {size} first.",)


def _margins(params: Extend, width: int, height: int) -> Margins:
    if params.square:
        return canvas.to_square(width, height)
    return Margins(
        left=round(params.left * width),
        right=round(params.right * width),
        top=round(params.top * height),
        bottom=round(params.bottom * height),
    )
