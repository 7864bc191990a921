"""The engine `collage`: fills `Paints` by composing illustrations into scenes."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import cv2
import numpy as np

from pictoris.engines.collage.flags import FLAGS
from pictoris.engines.collage.job import Job, PaintTask, with_lent
from pictoris.engines.collage.library import library
from pictoris.engines.collage.notes import from_json
from pictoris.engines.collage.painting.idea import Step
from pictoris.engines.collage.painting.sprites import Shelf, Sprites
from pictoris.engines.collage.painting.view import Field
from pictoris.engines.collage.read import read
from pictoris.engines.collage.resolving import Embeds
from pictoris.engines.collage.scene import Scene
from pictoris.engines.collage.tasks.anew import refine, text, vary
from pictoris.engines.collage.tasks.blend import blend
from pictoris.engines.collage.tasks.extend import extend
from pictoris.engines.collage.tasks.region import region
from pictoris.engines.collage.tasks.within import edit, image
from pictoris.errors import Failed
from pictoris.ports import Abilities, Brief, Infers, Painted, Report, Stopped, Task

Read: TypeAlias = Callable[[Brief], Scene]
"""Turns the words of a brief into a scene."""

_TASKS: Mapping[Task, PaintTask] = {
    Task.TEXT: text, Task.IMAGE: image, Task.VARY: vary, Task.EXTEND: extend, Task.REGION: region,
    Task.REFINE: refine, Task.BLEND: blend, Task.EDIT: edit,
}  # fmt: skip
_WITHOUT_NOTES: Mapping[Task, PaintTask] = {Task.VARY: image}
"""What stands in where nothing is known of the picture."""
_PREVIEW_SIDE = 192
_LONGEST = 4096


class Collage:
    """Fills `Paints` on the CPU, offline, in about a second; not safe for use by several threads at once."""

    def __init__(self, graphs: Infers, shelf: Shelf, read: Read) -> None:
        """`graphs` enlarges illustrations, `shelf` holds them, `read` understands prompts."""
        self._sprites = Sprites(shelf, graphs)
        self._read = read

    @property
    def name(self) -> str:
        """What the engine is called in messages: it composes instead of dreaming."""
        return "collage"

    def models(self) -> Sequence[str]:
        """None that go by name."""
        return ()

    def abilities(self, model: str = "") -> Abilities:
        """Every task, each in its composing way."""
        return Abilities(
            tasks=frozenset(_TASKS), flags=FLAGS, side=512, sides="shorter", multiple=8, longest=_LONGEST
        )

    def paint(self, brief: Brief, report: Report, stopped: Stopped) -> Sequence[Painted]:
        """One picture for each seed; raises `Failed`: `cancelled`, `task_not_possible` or `engine_failed`."""
        try:
            scene = with_lent(self._read(brief), brief.references, self._sprites)
            return [
                self._one(brief, scene, seed, _steps(report, stopped, number, len(brief.seeds)))
                for number, seed in enumerate(brief.seeds)
            ]
        finally:
            self._sprites.forget()

    def _one(self, brief: Brief, scene: Scene, seed: int, step: Step) -> Painted:
        notes = from_json(brief.notes) if brief.notes else None
        job = Job(brief=brief, seed=seed, scene=scene, notes=notes, sprites=self._sprites, step=step)
        paint_task = _TASKS[brief.task] if notes else _WITHOUT_NOTES.get(brief.task, _TASKS[brief.task])
        result = paint_task(job)
        step(1.0, np.asarray(result.pixels[..., :3], np.float32) / 255)
        return result


def _steps(report: Report, stopped: Stopped, number: int, count: int) -> Step:
    """Tell of one picture among several; end the work when it is not wanted any more."""

    def step(done: float, picture: Field) -> None:
        if stopped():
            raise Failed("Job cancelled", code="cancelled")
        report((number + done) / count, _preview(picture))

    return step


def _preview(picture: Field) -> "np.ndarray":
    """A small copy, uint8."""
    part = min(1.0, _PREVIEW_SIDE / max(picture.shape[:2]))
    size = max(1, round(picture.shape[1] * part)), max(1, round(picture.shape[0] * part))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return (np.clip(small, 0, 1) * 255 + 0.5).astype(np.uint8)


def collage(graphs: Infers, embed: Embeds) -> Collage:
    """The engine with the illustrations that ship; `embed` gives texts their meaning as vectors (N → N×384)."""
    shelf = library()
    return Collage(graphs, shelf, lambda brief: read(brief.words, brief.without, shelf, embed))
