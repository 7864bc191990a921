"""One call of a pipeline: its arguments, what happens at every step, and the pixels that come out."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from pictoris.engines.diffusion.families import Text, Way
from pictoris.engines.diffusion.loading import Loaded
from pictoris.engines.diffusion.pictures import Pixels, resize
from pictoris.engines.diffusion.planning import Cell, Kind
from pictoris.engines.diffusion.previews import Projection, unpacked
from pictoris.engines.diffusion.prompts import Reader

_DENOISED = 0.95
"""Share of the time that is spent when the last step ends; the decoder takes the rest."""


class Unwanted(Exception):
    """Nobody waits for this batch any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """What the batch is told and asked while it is painted."""

    tell: Callable[[int, float, Pixels | None], None]
    """Cell, fraction done, how it looks so far."""
    is_wanted: Callable[[], bool]


def render(loaded: Loaded, kind: Kind, cells: Sequence[Cell], hooks: Hooks) -> list[Pixels]:
    """Paint cells in one batch: H×W×3, uint8, in their order.

    Raises `Unwanted` at the step at which `hooks.is_wanted` says so, and what torch raises.
    """
    pipeline = loaded.pipeline(kind.way)
    steps = _Steps(kind=kind, hooks=hooks, projection=loaded.projection)
    arguments = {
        **_BEGINNINGS[kind.way](cells, kind),
        **_numbers(loaded, kind),
        **_words(loaded, pipeline, kind, cells),
        # On the processor, so that the noise of a seed is the same on every device and in every batch.
        "generator": [torch.Generator("cpu").manual_seed(cell.seed) for cell in cells],
        "output_type": "np",
        "callback_on_step_end": steps,
    }
    taken = inspect.signature(pipeline.__call__).parameters
    try:
        made = pipeline(**{name: value for name, value in arguments.items() if name in taken}).images
    finally:
        pipeline.maybe_free_model_hooks()
    return [_sized(np.asarray(one), kind) for one in made]


def _sized(picture: Any, kind: Kind) -> Pixels:
    pixels: Pixels = np.clip(np.rint(np.nan_to_num(picture) * 255), 0, 255).astype(np.uint8)
    return resize(pixels, kind.width, kind.height)


def _words(loaded: Loaded, pipeline: Any, kind: Kind, cells: Sequence[Cell]) -> dict[str, Any]:
    family = loaded.family
    floor = 0.0 if family.text is Text.CHAT else 1.0
    reader = Reader(pipeline, family, loaded.device, guided=family.has_negative and kind.guidance > floor)
    return reader.read(cells)


def _numbers(loaded: Loaded, kind: Kind) -> dict[str, Any]:
    return {
        "num_inference_steps": kind.steps,
        loaded.family.guidance_argument: kind.guidance,
        "width": kind.width,
        "height": kind.height,
        # FLUX Kontext alone takes these: it would bring canvas and pictures to a megapixel.
        "max_area": kind.width * kind.height,
        "_auto_resize": False,
    }


def _from_words(_cells: Sequence[Cell], _kind: Kind) -> dict[str, Any]:
    return {}


def _from_picture(cells: Sequence[Cell], kind: Kind) -> dict[str, Any]:
    return {"image": _batch([cell.base for cell in cells]), "strength": kind.strength}


def _from_mask(cells: Sequence[Cell], kind: Kind) -> dict[str, Any]:
    masks = np.stack([cell.mask for cell in cells if cell.mask is not None]).astype(np.float32) / 255
    return {**_from_picture(cells, kind), "mask_image": torch.from_numpy(masks)[:, None]}


def _from_references(cells: Sequence[Cell], kind: Kind) -> dict[str, Any]:
    if kind.alone:
        from PIL import Image  # noqa: PLC0415 - wanted by one pipeline alone

        return {"image": [Image.fromarray(one) for one in cells[0].references]}
    return {"image": _batch([cell.references[0] for cell in cells])}


_BEGINNINGS: Mapping[Way, Callable[[Sequence[Cell], Kind], dict[str, Any]]] = {
    Way.WORDS: _from_words,
    Way.PICTURE: _from_picture,
    Way.MASK: _from_mask,
    Way.EDIT: _from_references,
}


def _batch(pictures: Sequence[Pixels | None]) -> Any:
    """N×3×H×W, 0 to 1."""
    stacked = np.stack([one for one in pictures if one is not None]).astype(np.float32) / 255
    return torch.from_numpy(stacked).permute(0, 3, 1, 2).contiguous()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Steps:
    """Called by the pipeline as each step ends."""

    kind: Kind
    hooks: Hooks
    projection: Projection

    def __call__(self, pipeline: Any, index: int, _timestep: Any, tensors: dict[str, Any]) -> dict[str, Any]:
        if not self.hooks.is_wanted():
            raise Unwanted
        total = min(pipeline.num_timesteps, max(2, round(pipeline.num_timesteps * self.kind.stop)))
        self._end_early(pipeline, index + 1, total)
        for number, row in enumerate(unpacked(tensors["latents"], self.kind.height, self.kind.width)):
            self.hooks.tell(number, _DENOISED * min(1.0, (index + 1) / total), self.projection.picture(row))
        return tensors

    def _end_early(self, pipeline: Any, done: int, total: int) -> None:
        """Let the last wanted step go all the way: without noise left, what is foreseen is the picture."""
        if total == pipeline.num_timesteps:
            return
        if done >= total:
            pipeline._interrupt = True  # noqa: SLF001 - the documented way to leave the loop and still decode
        elif done == total - 1:
            scheduler = pipeline.scheduler
            scheduler.sigmas[scheduler.step_index + 1] = 0.0
