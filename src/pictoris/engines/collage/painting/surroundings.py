"""All that a place adds to its subjects: what grows there and, beyond the first borders, who lives there."""

from dataclasses import replace

from pictoris.engines.collage.painting.beyond import Box, Extension, layered
from pictoris.engines.collage.painting.company import company
from pictoris.engines.collage.painting.figure import Figure
from pictoris.engines.collage.painting.scenery import scenery
from pictoris.engines.collage.painting.sprites import Sprites
from pictoris.engines.collage.painting.view import View
from pictoris.engines.collage.painting.world import World

_REACH = 0.5
"""How far outside a window things that reach into it may stand."""


def surroundings(world: World, view: View, sprites: Sprites, taken: list[Figure]) -> list[Figure]:
    """The scenery in and around the window and the guests of every extension; none of it hides what is taken."""
    guests: list[Figure] = []
    present: dict[int, list[Figure]] = {}
    for extension in world.extensions:
        guests += company(world, sprites, extension, [*taken, *guests])
        present[extension.seed] = list(guests)

    def grown(seed: int) -> list[Figure]:
        seen = _around(view, world.extensions[0]) if seed == world.seed and world.extensions else view
        return scenery(replace(world, seed=seed), seen, sprites, [*taken, *present.get(seed, [])])

    return [*guests, *layered(world.seed, world.extensions, grown, _box)]


def _box(figure: Figure) -> Box:
    return figure.box


def _around(view: View, extension: Extension) -> View:
    """The window that was there before, with room for what reaches into it."""
    left, top, width, height = extension.kept
    return replace(
        view, left=left - _REACH, top=top - _REACH, width=width + 2 * _REACH, height=height + 2 * _REACH
    )
