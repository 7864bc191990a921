"""Continues a picture beyond its borders: zoom out, pan, make square."""

from dataclasses import replace

import numpy as np

from pictoris.engines.collage.job import Job, painted
from pictoris.engines.collage.notes import Notes
from pictoris.engines.collage.painting.beyond import Extension, Frame
from pictoris.engines.collage.painting.dice import seed_of
from pictoris.engines.collage.painting.heal import continued
from pictoris.engines.collage.painting.matching import joined
from pictoris.engines.collage.painting.render import plan, render
from pictoris.engines.collage.painting.view import Field, View
from pictoris.errors import Failed
from pictoris.ports import Painted

_MOST_STEPS = 12


def extend(job: Job) -> Painted:
    """The whole canvas: the scene seen through a larger window, or the picture's edges continued."""
    base, free = job.base(), job.free()
    if base is None:
        raise Failed("There is no picture to extend: send one.", code="task_not_possible")
    if job.notes is None or not (free < 0.5).any():
        job.step(0.3, base)
        return painted(job, continued(base, free, job.seed))
    notes = job.notes
    view = _larger(notes, free)
    frame = (view.left, view.top, view.width, view.height)
    extended = _extended(notes, frame, job.seed)
    whole = render(plan(extended.idea, job.sprites), view, job.sprites, job.step)
    return painted(job, joined(whole, base, free), extended)


def _extended(notes: Notes, frame: Frame, seed: int) -> Notes:
    """The notes with one more step beyond the borders; after many steps the oldest are forgotten."""
    before = notes.idea.extensions
    own = seed_of(seed, "extension", len(before), notes.idea.seed)
    step = Extension(seed=own >> 12, kept=notes.frame, frame=frame)
    return replace(notes, idea=replace(notes.idea, extensions=(*before, step)[-_MOST_STEPS:]), frame=frame)


def _larger(notes: Notes, free: Field) -> View:
    """The window of the whole canvas, given where the noted one lies in it."""
    rows, columns = np.flatnonzero((free < 0.5).any(1)), np.flatnonzero((free < 0.5).any(0))
    left, top, width, height = notes.frame
    across = width / (columns[-1] - columns[0] + 1)
    down = height / (rows[-1] - rows[0] + 1)
    return View(
        left=left - float(columns[0]) * across, top=top - float(rows[0]) * down,
        width=free.shape[1] * across, height=free.shape[0] * down, columns=free.shape[1], rows=free.shape[0],
    )  # fmt: skip
