"""From a brief to what is painted: cells that a pipeline can batch, and the way back to pictures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from math import ceil

from pictoris.engines.diffusion import pictures
from pictoris.engines.diffusion.families import BLENDING, FAMILIES, Family, Way
from pictoris.engines.diffusion.pictures import Box, Pixels
from pictoris.errors import Failed
from pictoris.ports import Brief, Reference, Task, Words

LATENT_CELL = 8
"""Pixels of one cell of latents along a side; all families agree on it."""
_LEAST_STRENGTH = 0.05
_DRAWN = "anime illustration"
_WEIRD_SEED = 7919
"""What the seed of each further tile is moved by: tiles of one noise would show the same grain."""
_numbers = count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What cells must agree on to be painted in one batch."""

    model: str
    way: Way
    width: int
    height: int
    steps: int
    guidance: float
    strength: float = 1.0
    """Share of the noise that painting begins with, for `PICTURE` and `MASK`."""
    stop: float = 1.0
    """Share of the steps after which the rest is foreseen at once."""
    loras: tuple[tuple[str, float], ...] = ()
    tile: bool = False
    alone: int = 0
    """A number of its own where the pipeline paints one picture at a time; else 0."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cell:
    """One picture of a batch, or one tile of a large one."""

    seed: int
    words: tuple[Words, ...]
    without: str = ""
    chaos: int = 0
    base: Pixels | None = None
    mask: Pixels | None = None
    references: tuple[Pixels, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plan:
    """Cells in the order of seeds and boxes, and what was decided on the way."""

    kind: Kind
    cells: tuple[Cell, ...]
    boxes: tuple[Box, ...]
    finish: Callable[[Sequence[Pixels]], Pixels]
    """From the painted boxes of one seed to the picture that was asked for."""
    warnings: tuple[str, ...]

    def sheet(self, previews: Sequence[Pixels | None]) -> Pixels | None:
        """How all pictures look so far, beside one another; None if there is nothing to see yet."""
        each = len(self.boxes)
        groups = [previews[start : start + each] for start in range(0, len(previews), each)]
        whole = [pictures.mosaic(group, self.boxes) if each > 1 else group[0] for group in groups]
        return pictures.sheet(whole, ceil(len(whole) ** 0.5))


def make_plan(brief: Brief, model: str, family: Family) -> Plan:
    """Decide how a model of a family paints a brief.

    Raises `Failed("task_not_possible")` if it cannot.
    """
    way = family.way_of(brief.task)
    if way is None:
        raise Failed(
            f"The model {model} cannot do this ({brief.task}): choose another one.", code="task_not_possible"
        )
    if way is Way.EDIT and not brief.references:
        way = Way.PICTURE if brief.base is not None and Way.PICTURE in family.pipelines else way
    width, height, shrinks = _size(brief, family)
    boxes = pictures.boxes_of(
        *_rounded_up(width, height, family.multiple), _tile_side(brief, family), family.multiple
    )
    words, without, said = _words(brief, family)
    kind = _kind(brief, model, family, way, boxes[0])
    cells = _cells(brief, family, kind, boxes, (words, without))
    warnings = [*said, *_unheard(brief, family, way)]
    if shrinks:
        warnings.append(f"Painted at {width} × {height} and enlarged: the model takes no more.")
    return Plan(
        kind=kind,
        cells=cells,
        boxes=boxes,
        finish=_finisher(brief, way, boxes, (width, height)),
        warnings=tuple(warnings),
    )


def _size(brief: Brief, family: Family) -> tuple[int, int, bool]:
    """Pixels to paint at, and whether that is less than what is asked for; large refinements are tiled instead."""
    scale = min(1.0, family.longest / max(brief.width, brief.height))
    if brief.task is Task.REFINE or scale == 1.0:
        return brief.width, brief.height, False
    return round(brief.width * scale), round(brief.height * scale), True


def _tile_side(brief: Brief, family: Family) -> int:
    """Only a refinement keeps what it is given closely enough to be done in parts."""
    return family.side if brief.task is Task.REFINE else 1 << 20


def _rounded_up(width: int, height: int, multiple: int) -> tuple[int, int]:
    return -(-width // multiple) * multiple, -(-height // multiple) * multiple


def _kind(brief: Brief, model: str, family: Family, way: Way, box: Box) -> Kind:
    strength = max(_LEAST_STRENGTH, brief.strength) if way in {Way.PICTURE, Way.MASK} else 1.0
    return Kind(
        model=model,
        way=way,
        width=box.width,
        height=box.height,
        steps=_steps(brief, family, strength),
        guidance=_guidance(brief, family),
        strength=round(strength, 3),
        stop=1.0 if way is Way.MASK else max(1, brief.look.stop) / 100,
        loras=tuple(sorted(brief.loras.items())),
        tile=brief.look.tile and family.network == "unet",
        alone=next(_numbers) if way in family.alone else 0,
    )


def _steps(brief: Brief, family: Family, strength: float) -> int:
    """Enough that at least one step is left of them after `strength`."""
    if brief.steps is not None:
        steps = brief.steps
    elif family.is_distilled:
        steps = family.steps
    else:
        steps = round(family.steps * min(2.0, max(0.5, brief.look.quality)))
    return max(1, steps, ceil(1 / strength))


def _guidance(brief: Brief, family: Family) -> float:
    """`stylize` 0 to 100 to 1000 becomes 1.25 to 1 to 0.6 times the model's own guidance."""
    if brief.guidance is not None:
        return brief.guidance
    stylize = 0 if brief.look.raw else brief.look.stylize
    if stylize is None or family.guidance == 0:
        return family.guidance
    factor = 1.25 - 0.25 * stylize / 100 if stylize <= 100 else 1.0 - 0.4 * (stylize - 100) / 900
    return round(family.guidance * factor, 2)


def _words(brief: Brief, family: Family) -> tuple[tuple[Words, ...], str, list[str]]:
    """Parts with positive weights, what must not be seen, and what could not be honoured."""
    suffix = "".join(f", {one}" for one in (brief.look.style, _DRAWN if brief.look.drawn else "") if one)
    seen = [Words(text=one.text + suffix, weight=one.weight) for one in brief.words if one.weight > 0]
    unseen = [*brief.without, *(one.text for one in brief.words if one.weight < 0)]
    warnings = []
    if unseen and not family.has_negative:
        warnings.append(f"This model knows no negative prompt, so it may paint {', '.join(unseen)}.")
        unseen = []
    if len(seen) > 1 and family.text not in BLENDING:
        if len({one.weight for one in seen}) > 1:
            warnings.append("This model knows no weights of words: all parts of the prompt count the same.")
        seen = [Words(text=", ".join(one.text for one in seen))]
    return tuple(seen) or (Words(text=suffix.removeprefix(", ")),), ", ".join(unseen), warnings


def _unheard(brief: Brief, family: Family, way: Way) -> list[str]:
    """What this model cannot do although it honours the flag, or there is none, a sentence each.

    Flags that it does not honour at all are told of by whoever handed over the brief: `Abilities.flags` lacks them.
    """
    used = brief.task in {Task.BLEND, Task.EDIT}
    further = any(one.role == "image" for one in brief.references) and not used
    checks = (
        (further, "This model starts from one picture: the others were left out."),
        (brief.look.stop < 100 and way is Way.MASK, "A region is always painted to the end (stop)."),
        (
            brief.task is Task.EDIT and way is Way.PICTURE,
            "This model cannot follow instructions: it paints the words anew, starting from the picture.",
        ),
        (
            used and way is Way.EDIT and len(brief.references) > 1 and family.references == 1,
            "This model takes one picture: the references were laid side by side.",
        ),
        (
            way is Way.EDIT and 1 < family.references < len(brief.references),
            f"This model takes {family.references} pictures: the others were left out.",
        ),
    )
    return [sentence for is_so, sentence in checks if is_so]


def _cells(
    brief: Brief, family: Family, kind: Kind, boxes: Sequence[Box], text: tuple[tuple[Words, ...], str]
) -> tuple[Cell, ...]:
    wide = max(box.left + box.width for box in boxes)
    high = max(box.top + box.height for box in boxes)
    base, mask = _canvas(brief, kind.way, family, (wide, high))
    cell = Cell(
        seed=0,
        words=text[0],
        without=text[1],
        chaos=brief.look.chaos,
        references=_references(brief, kind, family),
    )
    return tuple(
        replace(
            cell,
            seed=(seed + index * _WEIRD_SEED) % 2**32,
            base=None if base is None else box.cut(base),
            mask=None if mask is None else box.cut(mask),
        )
        for seed in brief.seeds
        for index, box in enumerate(boxes)
    )


def _canvas(
    brief: Brief, way: Way, family: Family, size: tuple[int, int]
) -> tuple[Pixels | None, Pixels | None]:
    """The picture to begin with and the mask, as large as the canvas."""
    if way not in {Way.PICTURE, Way.MASK}:
        return None, None
    width, height, _ = _size(brief, family)
    base = _start(brief, width, height)
    if way is Way.PICTURE:
        return pictures.pad(base, *size), None
    if brief.mask is None:
        raise Failed("There is no mask that says where to paint.", code="task_not_possible")
    mask = pictures.pad(pictures.resize(brief.mask, width, height), *size)
    base = pictures.pad(base, *size)
    filled = pictures.fill(base, mask) if brief.task is Task.EXTEND else base
    return filled, pictures.whole_cells(mask, LATENT_CELL)


def _start(brief: Brief, width: int, height: int) -> Pixels:
    if brief.base is not None:
        return pictures.fit(brief.base, width, height)
    if not brief.references:
        raise Failed("There is no picture to start from.", code="task_not_possible")
    return _beside_one_another(brief.references, width, height)


def _beside_one_another(references: Sequence[Reference], width: int, height: int) -> Pixels:
    weights = [max(0.05, one.weight) for one in references]
    return pictures.blend([one.pixels for one in references], weights, width, height)


def _references(brief: Brief, kind: Kind, family: Family) -> tuple[Pixels, ...]:
    """The pictures of an instruction: as they are where the model takes several, else one of the canvas's size."""
    if kind.way is not Way.EDIT:
        return ()
    given = [one.pixels for one in brief.references] or ([] if brief.base is None else [brief.base])
    if not given:
        raise Failed("There is no picture to edit.", code="task_not_possible")
    if family.references > 1:
        return tuple(pictures.opaque(one) for one in given[: family.references])
    if len(given) == 1:
        return (pictures.fit(given[0], kind.width, kind.height),)
    return (_beside_one_another(brief.references, kind.width, kind.height),)


def _finisher(
    brief: Brief, way: Way, boxes: Sequence[Box], size: tuple[int, int]
) -> Callable[[Sequence[Pixels]], Pixels]:
    width, height = size

    def finish(parts: Sequence[Pixels]) -> Pixels:
        picture = pictures.join(parts, boxes)[:height, :width]
        picture = pictures.resize(picture, brief.width, brief.height)
        if way is Way.MASK and brief.base is not None and brief.mask is not None:
            base = pictures.fit(brief.base, brief.width, brief.height)
            picture = pictures.match_seam(
                picture, base, pictures.resize(brief.mask, brief.width, brief.height)
            )
        return picture

    return finish


def choose(brief: Brief, model: str, families: dict[str, str]) -> str:
    """The model that paints a brief: the one asked for, or one of its kind that does the task better.

    `families` maps the models that are there to their families.
    """
    better = FAMILIES[families[model]].better.get(brief.task, ())
    return next((name for name, family in families.items() if family in better), model)
