"""A plan for one picture, and the plan seen through a window."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from pictoris.engines.collage.painting.cast import cast, choose
from pictoris.engines.collage.painting.dice import dice
from pictoris.engines.collage.painting.figure import Figure
from pictoris.engines.collage.painting.figures import draw_figures
from pictoris.engines.collage.painting.finish import finish, seamless
from pictoris.engines.collage.painting.idea import Idea, Step
from pictoris.engines.collage.painting.layout import lay_out
from pictoris.engines.collage.painting.light import light_of
from pictoris.engines.collage.painting.pattern import pattern
from pictoris.engines.collage.painting.places import paint_place
from pictoris.engines.collage.painting.sprites import Sprites
from pictoris.engines.collage.painting.surroundings import surroundings
from pictoris.engines.collage.painting.view import Field, View
from pictoris.engines.collage.painting.weather import draw_weather, fireflies, fog
from pictoris.engines.collage.painting.world import World, decide

_BACKDROP_PIXELS = 1_300_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A scene under a seed: its world and where everything stands."""

    world: World
    figures: tuple[Figure, ...]


def plan(idea: Idea, sprites: Sprites) -> Plan:
    """Decide everything about a picture before the first pixel; a variation moves light and things a little."""
    ids = choose(idea.scene, idea.seed, idea.look.chaos)
    entries = tuple(sprites.entry(name) for name in ids)
    world = decide(idea.scene, entries, idea.seed, idea.look, idea.aspect)
    world = replace(world, extensions=idea.extensions)
    roles = cast(idea.scene, ids, world, sprites)
    if any(role.zone == "water" for role in roles):
        world = replace(world, shore=0.62 if any(role.zone == "ground" for role in roles) else 0.8)
    figures = lay_out(idea.scene, roles, world)
    planned = Plan(world=world, figures=tuple(figures))
    return _varied(planned, idea.variation) if idea.variation else planned


def _varied(planned: Plan, variation: int) -> Plan:
    """The same things in nearly the same places, under another sky."""
    world, chance = planned.world, dice(variation, "variation")
    light = light_of(world.hour, world.weather, variation)
    horizon = world.horizon + float(chance.uniform(-0.012, 0.012))
    moved = replace(world, seed=world.seed_for("variation", variation), light=light, horizon=horizon)
    shift, size = float(chance.uniform(-0.02, 0.02)), float(chance.uniform(0.95, 1.0))
    middle = world.aspect / 2
    figures = tuple(
        replace(
            one, x=middle + (one.x - middle) * size + shift * world.aspect, height=one.height * size,
            width=one.width * size, lift=one.lift * size, foot=one.foot + one.lift * (1 - size),
        ) for one in planned.figures
    )  # fmt: skip
    return Plan(world=moved, figures=figures)


def render(planned: Plan, view: View, sprites: Sprites, step: Step) -> Field:
    """The picture in a window, rows × columns × 3, 0 to 1."""
    world = planned.world
    picture = _backdrop(world, view)
    step(0.35, picture)
    if world.weather == "fog":
        fog(picture, world, view, 0.6)
    if world.look.tile:
        return _tile(planned, picture, view, sprites)
    figures = [*planned.figures, *surroundings(world, view, sprites, list(planned.figures))]
    draw_figures(picture, world, view, sprites, figures)
    step(0.8, picture)
    draw_weather(picture, world, view)
    if (
        world.light.dark > 0.9
        and world.place in {"meadow", "forest", "garden"}
        and world.season in {"", "summer"}
    ):
        fireflies(picture, world, view)
    return finish(np.clip(picture, 0, 1), world, view)


def _backdrop(world: World, view: View) -> Field:
    """The place; of large pictures it is painted smaller, for it is soft anyway and costs most of memory and time."""
    part = (_BACKDROP_PIXELS / (view.columns * view.rows)) ** 0.5
    if part >= 1:
        return paint_place(world, view)
    small = paint_place(
        world, view.resized(max(1, round(view.columns * part)), max(1, round(view.rows * part)))
    )
    large = cv2.resize(np.clip(small, 0, 1), (view.columns, view.rows), interpolation=cv2.INTER_CUBIC)
    return np.asarray(large, np.float32)


def _tile(planned: Plan, picture: Field, view: View, sprites: Sprites) -> Field:
    """The things as a pattern on a ground whose opposite edges fit."""
    world = planned.world
    ground = seamless(picture)
    draw_figures(ground, world, view, sprites, pattern(planned.figures, world))
    # Whatever darkens the corners would show where tiles meet.
    return finish(ground, replace(world, look=replace(world.look, raw=True)), view)
