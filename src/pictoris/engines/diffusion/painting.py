"""A batch → pixels, and what is done when memory runs out."""

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TypeAlias

import torch
from typing_extensions import override

from pictoris.engines.diffusion import loras, prompts
from pictoris.engines.diffusion.batching import Part
from pictoris.engines.diffusion.loading import Loaded, Shelf, release
from pictoris.engines.diffusion.options import LoraFile, ModelFolder, Options
from pictoris.engines.diffusion.pictures import Pixels, resize
from pictoris.engines.diffusion.planning import Cell, Kind
from pictoris.engines.diffusion.rendering import Hooks, Unwanted, render
from pictoris.engines.diffusion.wrapping import wrapped
from pictoris.errors import Failed

_SMALLER = 0.75
"""What a side shrinks to when nothing else helped: little more than half of the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A painted cell, as large as its kind says, and what was not as it was asked for."""

    pixels: Pixels
    warnings: tuple[str, ...] = ()


Cells: TypeAlias = Sequence[Part[Kind, Cell, Done]]


class Painter:
    """Paints batches, one at a time."""

    def __init__(
        self, folders: Mapping[str, ModelFolder], known: Mapping[str, LoraFile], options: Options
    ) -> None:
        self._shelf = Shelf(folders, options)
        self._loras = known
        self._options = options
        self._fits: dict[tuple[str, int], int] = {}
        self._alone = threading.Lock()

    def most(self, kind: Kind) -> int:
        """Cells of a kind in one batch: what is allowed, or what was seen to fit into memory."""
        if kind.alone:
            return 1
        return min(self._options.max_batch, self._fits.get(_size(kind), self._options.max_batch))

    def loaded(self) -> list[str]:
        """The models that hold memory now."""
        return self._shelf.names()

    def put(self, model: str, loaded: Loaded) -> None:
        """Take in a model that somebody else has built."""
        with self._alone:
            self._shelf.put(model, loaded)

    def unload(self) -> None:
        """Give all memory back, once the batch that is being painted is done."""
        with self._alone:
            self._shelf.clear()

    def run(self, kind: Kind, parts: Cells) -> None:
        """Finish every part that anybody still waits for.

        Raises `Failed`: `out_of_memory`, `model_damaged`, `lora_incompatible`, `engine_failed`.
        """
        with self._alone:
            try:
                self._run(self._shelf.get(kind.model), kind, parts)
            except Unwanted:
                return
            except Failed:
                raise
            except Exception as error:  # a pipeline raises what its parts raise
                raise Failed(
                    f"The model {kind.model} could not paint this: {_first_line(error)}", code="engine_failed"
                ) from error

    def _run(self, loaded: Loaded, kind: Kind, parts: Cells) -> None:
        loras.apply(loaded.base, kind.loras, self._loras)
        wrap = wrapped(loaded.network, loaded.base.vae) if kind.tile else nullcontext()
        with wrap:
            self._halve(loaded, kind, parts)

    def _halve(self, loaded: Loaded, kind: Kind, parts: Cells) -> None:
        """Paint a batch; if memory runs out, its halves; a single cell in leaner ways."""
        if _fits(lambda: self._paint(loaded, kind, parts)):
            return
        if len(parts) > 1:
            middle = len(parts) // 2
            self._fits[_size(kind)] = middle
            for half in (parts[:middle], parts[middle:]):
                self._halve(loaded, kind, half)
            return
        loaded.relieve()
        if _fits(lambda: self._paint(loaded, kind, parts)):
            return
        if not _fits(lambda: self._paint_small(loaded, kind, parts)):
            raise Failed(
                "There was not enough memory for a picture of this size: make it smaller, or choose a smaller model.",
                code="out_of_memory",
            )

    def _paint(self, loaded: Loaded, kind: Kind, parts: Cells, warnings: tuple[str, ...] = ()) -> None:
        wanted = [part for part in parts if part.is_wanted]
        if not wanted:
            return
        cells = [part.cell for part in wanted]
        hooks = Hooks(
            tell=lambda index, fraction, preview: wanted[index].tell(fraction, preview),
            is_wanted=lambda: any(part.is_wanted for part in wanted),
        )
        painted = render(loaded, kind, cells, hooks)
        for part, pixels in zip(wanted, painted, strict=True):
            long = prompts.too_long(loaded.base, part.cell.words, loaded.family)
            part.finish(Done(pixels=pixels, warnings=(*warnings, *([long] if long else ()))))

    def _paint_small(self, loaded: Loaded, kind: Kind, parts: Cells) -> None:
        multiple = loaded.family.multiple
        width, height = (
            max(multiple, int(one * _SMALLER) // multiple * multiple) for one in (kind.width, kind.height)
        )
        small = replace(kind, width=width, height=height)
        said = f"Painted at {width} × {height} and enlarged: there was not enough memory."
        self._paint(loaded, small, [_Smaller(part, small, kind) for part in parts], (said,))


class _Smaller(Part[Kind, Cell, Done]):
    """A part whose pictures are shrunk on the way in and enlarged on the way out."""

    def __init__(self, part: Part[Kind, Cell, Done], small: Kind, full: Kind) -> None:
        super().__init__(part.ticket, part.index, part.changed)
        self._small = small
        self._full = full

    @property
    @override
    def cell(self) -> Cell:
        cell = super().cell
        return replace(cell, base=self._shrunk(cell.base), mask=self._shrunk(cell.mask))

    @override
    def finish(self, result: Done) -> None:
        super().finish(replace(result, pixels=resize(result.pixels, self._full.width, self._full.height)))

    def _shrunk(self, pixels: Pixels | None) -> Pixels | None:
        return None if pixels is None else resize(pixels, self._small.width, self._small.height)


def _fits(paint: Callable[[], None]) -> bool:
    """Whether memory was enough; what the failed attempt held is given back."""
    try:
        paint()
    except torch.OutOfMemoryError:
        is_full = True
    else:
        is_full = False
    if is_full:
        release()
    return not is_full


def _size(kind: Kind) -> tuple[str, int]:
    return kind.model, kind.width * kind.height


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
