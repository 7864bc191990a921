"""Pictures of a scene: from words, as a variation, finer."""

from dataclasses import replace

import cv2
import numpy as np

from pictoris.engines.collage.job import Job, painted, without_lent
from pictoris.engines.collage.notes import Notes, noted
from pictoris.engines.collage.painting.dice import dice
from pictoris.engines.collage.painting.render import plan, render
from pictoris.engines.collage.painting.view import Field
from pictoris.engines.collage.scene import Scene
from pictoris.engines.collage.tasks.within import image
from pictoris.errors import Failed
from pictoris.ports import Painted

_SUBTLE = 0.5


def text(job: Job) -> Painted:
    """A picture from words."""
    look = job.brief.look
    planned = plan(job.scene, job.seed, look, job.aspect, job.sprites)
    picture = render(planned, job.view, job.sprites, job.step)
    notes = noted(without_lent(job.scene), job.seed, look, job.aspect, job.view)
    return painted(job, picture, notes)


def vary(job: Job) -> Painted:
    """The same scene again: nearly the same below a strength of 0.5, otherwise with others in it."""
    if job.notes is None:
        return image(job)
    if job.brief.strength < _SUBTLE:
        return _again(job, replace(job.notes, variation=max(1, job.seed)))
    scene = _with_others(job.notes.scene, job.seed)
    look = replace(job.brief.look, chaos=max(30, job.brief.look.chaos))
    planned = plan(scene, job.seed, look, job.aspect, job.sprites)
    picture = render(planned, job.view, job.sprites, job.step)
    return painted(job, picture, noted(scene, job.seed, look, job.aspect, job.view))


def _again(job: Job, notes: Notes) -> Painted:
    planned = plan(notes.scene, notes.seed, notes.look, notes.aspect, job.sprites, notes.variation)
    view = notes.view(job.brief.width, job.brief.height)
    return painted(job, render(planned, view, job.sprites, job.step), notes)


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
    planned = plan(notes.scene, notes.seed, notes.look, notes.aspect, job.sprites, notes.variation)
    fine = render(planned, notes.view(job.brief.width, job.brief.height), job.sprites, job.step)
    return painted(job, _toned(fine, base), notes)


def _sharpened(picture: Field) -> Field:
    soft = cv2.GaussianBlur(picture, None, max(1.0, min(picture.shape[:2]) / 900))
    return np.clip(picture + 0.55 * (picture - soft), 0, 1)


def _toned(fine: Field, base: Field) -> Field:
    """Detail of one picture, large areas of another."""
    small = cv2.resize(base - fine, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    calm = cv2.GaussianBlur(small, None, max(1.0, min(small.shape[:2]) / 24))
    gap = cv2.resize(calm, (fine.shape[1], fine.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.clip(fine + np.asarray(gap, np.float32), 0, 1)
