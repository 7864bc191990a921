"""Scenes and briefs for the painter's tests, with the illustrations that ship."""

from dataclasses import replace
from functools import cache

import numpy as np

from pictoris.engines.collage.engine import Collage
from pictoris.engines.collage.library import library
from pictoris.engines.collage.painting.idea import Idea
from pictoris.engines.collage.painting.light import light_of
from pictoris.engines.collage.painting.sprites import Sprites
from pictoris.engines.collage.painting.world import World
from pictoris.engines.collage.scene import Scene, Setting, Standing, Thing
from pictoris.engines.onnx.sessions import Graphs
from pictoris.ports import Brief, Look, Task, Words

CAT, DOG, CAR, FOX, APPLE, BALLOON = ("1f408", "1f415", "1f697", "1f98a", "1f34e", "1f388")
TREE, CHAIR, BOAT, FISH, MOUSE, ELEPHANT = ("1f333", "1fa91", "26f5", "1f420", "1f401", "1f418")
DUCK, HOUSE, ROCKET, BUTTERFLY = ("1f986", "1f3e0", "1f680", "1f98b")


@cache
def sprites():
    return Sprites(library(), Graphs(threads=1))


def thing(*codes, **more):
    return Thing(words=codes[0], choices=tuple(f"fluent/{code}" for code in codes), **more)


def scene(*things, standings=(), mood=(), unknown=(), **setting):
    stands = tuple(
        Standing(first=first, relation=relation, second=second) for first, relation, second in standings
    )
    return Scene(things=things, standings=stands, setting=Setting(**setting), mood=mood, unknown=unknown)


def idea(of, seed=1, aspect=1.0, **look):
    return Idea(scene=of, seed=seed, look=Look(**look), aspect=aspect)


def world(place="meadow", hour="day", weather="clear", horizon=0.6, **more):
    first = World(
        seed=3, place=place, hour=hour, weather=weather, season="", horizon=horizon, side=1, aspect=1.0,
        light=light_of(hour, weather, 3),
    )  # fmt: skip
    return replace(first, **more)


def unseen(_done, _picture):
    """Nobody looks."""


def never():
    return False


def paint(of, task=Task.TEXT, *, width=128, height=128, seeds=(1,), report=unseen, stopped=never, **more):
    """The pictures of a scene, however its words would be read."""
    engine = Collage(Graphs(threads=1), library(), lambda _brief: of)
    brief = Brief(
        task=task, words=(Words(text="read already"),), width=width, height=height, seeds=seeds, **more
    )
    return engine.paint(brief, report, stopped)


def plain(*colour, side=128):
    """A picture of one colour, uint8."""
    return np.full((side, side, 3), colour, np.uint8)


def canvas(picture, left=0, top=0, right=0, bottom=0):
    """A larger canvas with the picture in it, and the mask of what is to be painted."""
    around = ((top, bottom), (left, right))
    base = np.pad(picture, (*around, (0, 0)))
    return base, np.pad(np.zeros(picture.shape[:2], np.uint8), around, constant_values=255)


def away(first, second):
    """The mean difference of two pictures, in levels."""
    return float(np.abs(first.astype(float) - second.astype(float)).mean())
