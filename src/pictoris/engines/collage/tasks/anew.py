"""Pictures of a scene: from words, as a variation, finer."""

from dataclasses import replace

import numpy as np

from pictoris.engines.collage.job import Job, painted
from pictoris.engines.collage.notes import noted, shortened
from pictoris.engines.collage.painting.dice import dice
from pictoris.engines.collage.painting.idea import Idea
from pictoris.engines.collage.painting.layers import blurred, scaled
from pictoris.engines.collage.painting.render import plan, render
from pictoris.engines.collage.painting.view import Field, View
from pictoris.engines.collage.scene import Scene, Setting
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
    scene = _remixed(job, job.notes.idea)
    if job.brief.strength < _SUBTLE:
        view = job.notes.view(job.brief.width, job.brief.height)
        return _of(job, replace(job.notes.idea, scene=scene, variation=max(1, job.seed)), view)
    look = replace(job.brief.look, chaos=max(30, job.brief.look.chaos))
    idea = replace(job.idea(_with_others(scene, job.seed)), look=look)
    return _of(job, idea, job.view)


def _remixed(job: Job, idea: Idea) -> Scene:
    """The noted scene or, if the words are other ones now, what they ask for; what they leave open stays as it was."""
    old, new = idea.scene, shortened(job.scene)
    setting = new.setting
    nothing = not new.things and not new.mood and setting == Setting()
    if nothing or _as_said(new) == _as_said(old):
        return old
    world = plan(idea, job.sprites).world
    plain = setting.backdrop is not None or not setting.has_background
    return replace(
        new,
        things=new.things or old.things,
        standings=new.standings if new.things else old.standings,
        setting=setting if plain else replace(
            setting, place=setting.place or world.place, hour=setting.hour or world.hour,
            weather=setting.weather or world.weather, season=setting.season or world.season,
            backdrop=world.backdrop if not setting.place else None,
        ),
        mood=new.mood or old.mood,
    )  # fmt: skip


def _as_said(scene: Scene) -> Scene:
    """The scene without the order of candidates, which a variation may have changed."""
    return replace(
        scene, things=tuple(replace(one, choices=tuple(sorted(one.choices))) for one in scene.things)
    )


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
    if notes is None or notes.patched:
        job.step(0.5, base)
        return painted(job, _sharpened(base), notes)
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
