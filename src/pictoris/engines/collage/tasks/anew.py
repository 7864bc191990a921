"""Pictures of a scene: from words, as a variation, finer."""

from dataclasses import replace

import numpy as np

from pictoris.engines.collage.job import Job, painted
from pictoris.engines.collage.notes import noted
from pictoris.engines.collage.painting.dice import dice
from pictoris.engines.collage.painting.idea import Idea
from pictoris.engines.collage.painting.layers import blurred, scaled
from pictoris.engines.collage.painting.render import plan, render
from pictoris.engines.collage.painting.view import Field, View
from pictoris.engines.collage.scene import Scene
from pictoris.errors import Failed
from pictoris.ports import Painted

_SUBTLE = 0.5


def text(job: Job) -> Painted:
    """A picture from words."""
    return _of(job, job.idea(job.scene), job.view)


def vary(job: Job) -> Painted:
    """The same scene again: nearly the same below a strength of 0.5, otherwise with others in it."""
    if job.notes is None:
        raise Failed(
            "It is not known how this picture was painted: use its words instead.", code="task_not_possible"
        )
    if job.brief.strength < _SUBTLE:
        view = job.notes.view(job.brief.width, job.brief.height)
        return _of(job, replace(job.notes.idea, variation=max(1, job.seed)), view)
    look = replace(job.brief.look, chaos=max(30, job.brief.look.chaos))
    idea = replace(job.idea(_with_others(job.notes.idea.scene, job.seed)), look=look)
    return _of(job, idea, job.view)


def _of(job: Job, idea: Idea, view: View) -> Painted:
    """A picture of an idea, with notes."""
    picture = render(plan(idea, job.sprites), view, job.sprites, job.step)
    return painted(job, picture, noted(idea, view))


def _with_others(scene: Scene, seed: int) -> Scene:
    """The scene with other illustrations in front where there is a choice."""
    things = []
    for index, thing in enumerate(scene.things):
        good = thing.choices[:3]
        first = int(dice(seed, "other", index).integers(len(good))) if good else 0
        things.append(replace(thing, choices=(*good[first:], *good[:first], *thing.choices[3:])))
    return replace(scene, things=tuple(things))


def refine(job: Job) -> Painted:
    """An enlarged picture with finer detail: painted again if it is known how, otherwise sharpened."""
    base = job.base()
    if base is None:
        raise Failed("There is no picture to refine: send one.", code="task_not_possible")
    notes = job.notes
    if notes is None:
        job.step(0.5, base)
        return painted(job, _sharpened(base))
    fine = render(
        plan(notes.idea, job.sprites), notes.view(job.brief.width, job.brief.height), job.sprites, job.step
    )
    return painted(job, _toned(fine, base), notes)


def _sharpened(picture: Field) -> Field:
    soft = blurred(picture, max(1.0, min(picture.shape[:2]) / 900))
    return np.clip(picture + 0.55 * (picture - soft), 0, 1)


def _toned(fine: Field, base: Field) -> Field:
    """Detail of one picture, large areas of another."""
    small = scaled(base - fine, max(1, fine.shape[1] // 8), max(1, fine.shape[0] // 8))
    calm = blurred(small, max(1.0, min(small.shape[:2]) / 24))
    return np.clip(fine + scaled(calm, fine.shape[1], fine.shape[0]), 0, 1)
