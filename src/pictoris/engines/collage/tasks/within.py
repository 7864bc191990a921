"""Sets things into pictures that are there already: image to image, and edits in words."""

from dataclasses import replace

import cv2
import numpy as np

from pictoris.engines.collage.job import Job, as_field, cut_out, fitted, is_cut_out, painted
from pictoris.engines.collage.painting.cast import cast, choose
from pictoris.engines.collage.painting.colours import luma
from pictoris.engines.collage.painting.dice import dice
from pictoris.engines.collage.painting.figure import Figure
from pictoris.engines.collage.painting.figures import draw_figures
from pictoris.engines.collage.painting.finish import mooded
from pictoris.engines.collage.painting.layers import blurred, scaled
from pictoris.engines.collage.painting.layout import lay_out
from pictoris.engines.collage.painting.light import light_of
from pictoris.engines.collage.painting.matching import graded, guessed_world, in_palette
from pictoris.engines.collage.painting.render import plan, render
from pictoris.engines.collage.painting.view import Field, View
from pictoris.engines.collage.painting.weather import draw_weather
from pictoris.engines.collage.painting.world import World
from pictoris.engines.collage.scene import Scene, Thing
from pictoris.errors import Failed
from pictoris.ports import Painted

_FAR_FROM_BASE = 0.75
_COMPOSES = (
    "This engine composes pictures instead of editing them: what the words name was added to the picture."
)


def image(job: Job) -> Painted:
    """The given picture with the subjects of the words in it; far from it, a new one in its colours."""
    base = job.base()
    if base is None:
        raise Failed("There is no picture to start from: send one.", code="task_not_possible")
    if job.brief.strength >= _FAR_FROM_BASE:
        planned = plan(job.idea(job.scene), job.sprites)
        fresh = render(planned, job.view, job.sprites, job.step)
        return painted(job, in_palette(fresh, base, 0.75))
    return painted(job, _set_into(job, base))


def edit(job: Job) -> Painted:
    """The first picture in the light and mood that the words name, with the things they name; says how it works."""
    if not job.brief.references:
        return replace(image(job), warnings=(_COMPOSES,))
    first = job.brief.references[0].pixels
    if is_cut_out(first):
        return _on_new_ground(job)
    base = fitted(as_field(first[..., :3]), job.brief.width, job.brief.height)
    return painted(job, _set_into(job, base), warnings=(_COMPOSES,))


def _on_new_ground(job: Job) -> Painted:
    """A cut-out gets the background that the words name, or a plain one."""
    job.sprites.lend("=first", cut_out(job.brief.references[0].pixels))
    setting = job.scene.setting
    if not setting.place:
        setting = replace(setting, place="none")
    things = (Thing(words="the picture", choices=("=first",)), *job.scene.things)
    scene = Scene(things=things, setting=setting, mood=job.scene.mood, unknown=job.scene.unknown)
    planned = plan(job.idea(scene), job.sprites)
    return painted(job, render(planned, job.view, job.sprites, job.step), warnings=(_COMPOSES,))


def _set_into(job: Job, base: Field) -> Field:
    """Light and weather first, then the things, then the mood."""
    setting = job.scene.setting
    world = guessed_world(base, setting, job.seed, job.brief.look)
    picture = base.copy()
    if setting.hour or setting.weather in {"rain", "storm", "fog", "snow"}:
        light = light_of(setting.hour or "day", setting.weather, job.seed)
        picture = graded(picture, world, light)
        world = replace(world, light=light)
    job.step(0.3, picture)
    view = job.view
    figures = placed(job, world, base)
    draw_figures(picture, world, view, job.sprites, figures)
    job.step(0.8, picture)
    draw_weather(picture, world, view)
    return mooded(np.clip(picture, 0, 1), job.scene.mood)


def placed(job: Job, world: World, base: Field) -> list[Figure]:
    """The scene's things, moved together to where they hide least of the picture."""
    roles = cast(job.scene, choose(job.scene, job.seed, job.brief.look.chaos), world, job.sprites)
    if not roles:
        return []
    figures = lay_out(job.scene, roles, world)
    busy = _busy(base)
    size = 0.72 + 0.3 * job.brief.strength
    chance = dice(job.seed, "spot")
    spots = [(float(chance.uniform(-0.4, 0.4)), float(chance.uniform(0.6, 1.0)) * size) for _ in range(40)]
    options = [_moved(figures, world, *spot) for spot in spots]
    return min(options, key=lambda option: _cost(option, busy, world))


def _moved(figures: list[Figure], world: World, across: float, size: float) -> list[Figure]:
    """All of them smaller, towards their common foot, and moved sideways as far as the frame allows."""
    foot = max(figure.foot + figure.lift for figure in figures)
    middle = world.aspect / 2
    scaled = [
        replace(
            one, x=middle + (one.x - middle) * size, foot=foot + (one.foot - foot) * size,
            height=one.height * size, width=one.width * size, lift=one.lift * size,
        ) for one in figures
    ]  # fmt: skip
    left, right = min(one.box[0] for one in scaled), max(one.box[2] for one in scaled)
    shift = float(np.clip(across * world.aspect, 0.03 - left, world.aspect - 0.03 - right))
    return [replace(one, x=one.x + shift) for one in scaled]


def _busy(base: Field) -> Field:
    """Where a picture has detail, on 64 × 64 cells, about 0 to 1; its middle counts more."""
    small = luma(scaled(base, 128, 128))
    edges = np.hypot(cv2.Sobel(small, cv2.CV_32F, 1, 0), cv2.Sobel(small, cv2.CV_32F, 0, 1))
    cells = blurred(scaled(np.asarray(edges, np.float32), 64, 64), 2)
    line = np.linspace(-1, 1, 64, dtype=np.float32)
    centre = np.exp(-(line[:, None] ** 2 + line[None, :] ** 2) * 1.5)
    return np.asarray(cells / (cells.mean() + 1e-6) * 0.45 + 0.4 * centre, np.float32)


def _cost(figures: list[Figure], busy: Field, world: World) -> float:
    total, area = 0.0, 1e-6
    for left, top, right, bottom in (figure.box for figure in figures):
        rows = slice(int(np.clip(top * 64, 0, 63)), int(np.clip(bottom * 64 + 1, 1, 64)))
        columns = slice(
            int(np.clip(left / world.aspect * 64, 0, 63)), int(np.clip(right / world.aspect * 64 + 1, 1, 64))
        )
        total += float(busy[rows, columns].sum())
        area += (right - left) * (bottom - top)
    # Small figures hide little but say little.
    return total / 4096 - 0.55 * float(area**0.5)


def view_of(columns: int, rows: int, box: tuple[int, int, int, int]) -> View:
    """A window whose plane spans a box of pixels (left, top, right, bottom) as its first picture."""
    high = max(1, box[3] - box[1])
    return View(
        left=-box[0] / high,
        top=-box[1] / high,
        width=columns / high,
        height=rows / high,
        columns=columns,
        rows=rows,
    )
