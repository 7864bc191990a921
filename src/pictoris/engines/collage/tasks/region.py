"""Paints one region of a picture anew."""

from dataclasses import replace

import numpy as np

from pictoris.engines.collage.job import Job, painted
from pictoris.engines.collage.notes import Notes
from pictoris.engines.collage.painting.cast import cast, choose
from pictoris.engines.collage.painting.colours import mix
from pictoris.engines.collage.painting.figure import Figure
from pictoris.engines.collage.painting.figures import draw_figures
from pictoris.engines.collage.painting.heal import heal
from pictoris.engines.collage.painting.layers import blurred
from pictoris.engines.collage.painting.layout import lay_out
from pictoris.engines.collage.painting.matching import guessed_world
from pictoris.engines.collage.painting.render import Plan, plan, render
from pictoris.engines.collage.painting.view import Field, View
from pictoris.engines.collage.painting.world import World
from pictoris.engines.collage.scene import Scene
from pictoris.engines.collage.tasks.within import view_of
from pictoris.errors import Failed
from pictoris.ports import Painted


def region(job: Job) -> Painted:
    """The region healed, or its background changed if the words name a place, and in it what the words ask for."""
    base, free = job.base(), job.free()
    if base is None:
        raise Failed("There is no picture of which to paint a region: send one.", code="task_not_possible")
    if not (free > 0.5).any():
        return painted(job, base, job.notes)
    scene = _new_in(job)
    ground = _background(job, base, free)
    job.step(0.4, ground)
    world = guessed_world(base, job.scene.setting, job.seed, job.brief.look)
    with_things = _with_things(job, scene, ground, free, world)
    return painted(job, mix(base, with_things, free[..., None]))


def _new_in(job: Job) -> Scene:
    """What the words ask for beside what the picture already shows; all of it if nothing is new."""
    if job.notes is None:
        return job.scene
    shown = {choice for thing in job.notes.idea.scene.things for choice in thing.choices[:1]}
    fresh = tuple(thing for thing in job.scene.things if not shown & set(thing.choices[:1]))
    if not fresh or len(fresh) == len(job.scene.things):
        return job.scene
    return replace(job.scene, things=fresh, standings=())


def _background(job: Job, base: Field, free: Field) -> Field:
    """Another place if the words name one that the picture does not show; otherwise the surroundings grown together."""
    place = job.scene.setting.place
    known = job.notes.idea.scene.setting.place if job.notes else ""
    if job.notes is not None and (not place or place == known):
        return _known_ground(job, job.notes, base, free)
    if not place:
        return heal(base, free, job.seed)
    empty = replace(job.scene, things=(), standings=())
    planned = plan(job.idea(empty), job.sprites)
    horizon = guessed_world(base, job.scene.setting, job.seed, job.brief.look).horizon
    if planned.world.horizon < 1:
        planned = Plan(world=replace(planned.world, horizon=horizon), figures=())
    return mix(base, render(planned, job.view, job.sprites, job.step), free[..., None])


def _known_ground(job: Job, notes: Notes, base: Field, free: Field) -> Field:
    """The scene as it was noted, without the things that stand in the region."""
    planned = plan(notes.idea, job.sprites)
    view = notes.view(job.brief.width, job.brief.height)
    kept = tuple(one for one in planned.figures if _share_in(one, free, view) < 0.35)
    whole = render(Plan(world=planned.world, figures=kept), view, job.sprites, job.step)
    # It is the same picture: drawing it towards the border would smear what stands across it.
    return mix(base, whole, free[..., None])


def _share_in(figure: Figure, free: Field, view: View) -> float:
    """How much of a figure's box lies in the region."""
    left, top, right, bottom = figure.box
    rows = slice(max(0, int(view.row(top))), max(0, int(view.row(bottom)) + 1))
    columns = slice(max(0, int(view.column(left))), max(0, int(view.column(right)) + 1))
    part = free[rows, columns]
    return float(part.mean()) if part.size else 0.0


def _with_things(job: Job, scene: Scene, ground: Field, free: Field, world: World) -> Field:
    """The things, laid out as a scene of their own within the region's box."""
    rows, columns = np.flatnonzero((free > 0.5).any(1)), np.flatnonzero((free > 0.5).any(0))
    box = int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
    view = view_of(free.shape[1], free.shape[0], box)
    aspect = (box[2] - box[0]) / max(1, box[3] - box[1])
    local = replace(world, aspect=aspect, horizon=0.45)
    roles = cast(scene, choose(scene, job.seed, job.brief.look.chaos), local, job.sprites)
    if not roles:
        return ground
    figures = _filling(lay_out(scene, roles, local), aspect)
    picture = ground.copy()
    draw_figures(picture, local, view, job.sprites, figures)
    edge = blurred(picture, 0.6)
    return np.asarray(mix(picture, np.asarray(edge, np.float32), 0.25), np.float32)


def _filling(figures: list[Figure], aspect: float) -> list[Figure]:
    """As large as the region allows, standing near its lower edge."""
    boxes = np.array([figure.box for figure in figures])
    left, top, right, bottom = boxes[:, 0].min(), boxes[:, 1].min(), boxes[:, 2].max(), boxes[:, 3].max()
    scale = float(min(0.86 / (bottom - top), 0.9 * aspect / (right - left)))
    across, down = aspect / 2 - scale * float(left + right) / 2, 0.93 - scale * float(bottom)
    return [
        replace(
            one, x=one.x * scale + across, foot=one.foot * scale + down, height=one.height * scale,
            width=one.width * scale, lift=one.lift * scale,
        ) for one in figures
    ]  # fmt: skip
