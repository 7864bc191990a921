"""The brief is put together, painted, and answered with what could not be honoured."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pictoris.errors import Failed
from pictoris.nouns import Json
from pictoris.operations.painting import LARGEST_SEED, PaintParams
from pictoris.ports import Brief, Painted, Reference, Task
from pictoris.recipes.base import Outcome, Raster, Tools
from pictoris.recipes.fitting import covering
from pictoris.recipes.painting import sizes, wishes
from pictoris.recipes.painting.choice import Choice, choose
from pictoris.recipes.painting.grid import CELLS, grid_of
from pictoris.recipes.painting.sizes import Size
from pictoris.recipes.painting.unheard import unheard
from pictoris.words.prompt import Prompt


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Commission:
    """What is to be painted, before it is known by whom."""

    task: Task
    prompt: Prompt
    shape: Size = (1, 1)
    """Width to height, for pictures that nothing else gives a size."""
    size: Size | None = None
    """Pixels, if somebody asked for a size."""
    start: Raster | None = None
    """A picture of any size to start from, H×W×3: it is cut to the size of the result."""
    base: Raster | None = None
    """The picture to start from, H×W×3, whose size is that of the result."""
    mask: Any = None
    strength: float = 1.0
    references: tuple[Reference, ...] = ()
    looked_at: bool = False
    """Whether the pictures that the prompt names were fetched."""
    count: int = CELLS
    engine: str = ""
    """What painted the picture that is continued."""
    notes: Mapping[str, Json] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Work:
    """What an engine brought."""

    painted: Sequence[Painted]
    choice: Choice
    warnings: tuple[str, ...]


def paint(commission: Commission, params: PaintParams, tools: Tools) -> Work:
    """Have it painted by the engine that was asked for, or the best one.

    Raises `Failed`: `no_engine`, or the engine's own reason.
    """
    choice = choose(tools.painters, commission.task, asked=params.model or "", before=commission.engine)
    size, warnings = _size(commission, choice)
    brief = _brief(commission, params, choice, size)
    painted = choice.engine.paint(brief, tools.show, tools.stopped)
    if len(painted) != commission.count:
        raise Failed(
            "The engine brought another number of pictures than was asked for.", code="engine_failed"
        )
    told = [sentence for one in painted for sentence in one.warnings]
    untold = unheard(
        commission.prompt,
        params,
        choice,
        sized=commission.base is not None,
        looked_at=commission.looked_at,
    )
    return Work(
        painted=painted,
        choice=choice,
        warnings=tuple(dict.fromkeys((*choice.warnings, *warnings, *untold, *told))),
    )


def outcome_of(
    work: Work, pictures: Sequence[Raster] | None = None, *, warnings: Sequence[str] = ()
) -> Outcome:
    """The result: what was painted, or `pictures` made from it, and a grid if they are four."""
    shown = [one.pixels for one in work.painted] if pictures is None else list(pictures)
    return Outcome(
        pictures=shown,
        grid=grid_of(shown),
        notes=[one.notes for one in work.painted],
        warnings=(*warnings, *work.warnings),
        engine=work.choice.name,
    )


def _size(commission: Commission, choice: Choice) -> tuple[Size, tuple[str, ...]]:
    """What is painted, and how that differs from what was asked for."""
    if commission.base is not None:
        height, width = commission.base.shape[:2]
        return (width, height), ()
    if commission.size is None:
        return sizes.for_shape(commission.shape, choice.abilities), ()
    size = sizes.fitting(*commission.size, choice.abilities)
    return size, tuple(_differences(commission, choice, size))


def _differences(commission: Commission, choice: Choice, size: Size) -> Iterator[str]:
    asked, aspect = commission.size, commission.prompt.settings.aspect
    painted = f"{size[0]} × {size[1]}"
    if asked and size != asked:
        yield f"{choice.name} paints no {asked[0]} × {asked[1]}: the pictures are {painted}."
    if aspect and not sizes.is_of_shape(size, aspect):
        yield f"--ar {aspect[0]}:{aspect[1]} changes nothing: {painted} comes from the fields of the request."


def _brief(commission: Commission, params: PaintParams, choice: Choice, size: Size) -> Brief:
    first = params.seed or 0
    is_same_engine = commission.engine == choice.name
    return Brief(
        task=commission.task,
        words=wishes.words_of(commission.prompt),
        without=wishes.without(commission.prompt, params),
        width=size[0],
        height=size[1],
        seeds=tuple((first + number) % (LARGEST_SEED + 1) for number in range(commission.count)),
        look=wishes.look_of(commission.prompt.settings, params.style or ""),
        base=commission.base if commission.start is None else covering(commission.start, size),
        mask=commission.mask,
        strength=commission.strength,
        references=commission.references,
        model=choice.model,
        steps=params.steps,
        guidance=params.cfg_scale,
        loras=params.loras,
        notes=(commission.notes or {}) if is_same_engine else {},
    )
