"""A pattern that repeats without a seam, made of a scene's things."""

from dataclasses import replace

from pictoris.engines.collage.painting.dice import dice
from pictoris.engines.collage.painting.figure import Figure
from pictoris.engines.collage.painting.world import World

_ROWS = 4


def pattern(figures: tuple[Figure, ...], world: World) -> list[Figure]:
    """Each thing in turn on a half-drop grid; what crosses an edge comes in again at the opposite one."""
    things = list({(one.id, one.colour): one for one in figures}.values())
    if not things:
        return []
    columns = max(2, 2 * round(_ROWS * world.aspect / 2))
    cell = world.aspect / columns, 1 / _ROWS
    tallest = max(one.height for one in things)
    found = []
    for number in range(columns * _ROWS):
        column, row = divmod(number, _ROWS)
        chance = dice(world.seed, "pattern", number)
        one = things[(row + column * (1 + len(things) // 2)) % len(things)]
        room = min(0.92 * cell[1], 0.92 * cell[0] * one.height / one.width)
        high = room * (0.72 + 0.28 * one.height / tallest)
        x = (column + 0.5 + float(chance.uniform(-0.05, 0.05))) * cell[0]
        middle = (row + 0.5 + 0.5 * (column % 2) + float(chance.uniform(-0.05, 0.05))) * cell[1]
        placed = replace(
            one, x=x, foot=middle + high / 2, height=high, width=high * one.width / one.height, zone="air", lift=0.0,
            order=0.0, angle=float(chance.uniform(-14, 14)), mirrored=bool(chance.random() < 0.5),
        )  # fmt: skip
        found += _with_its_copies(placed, world.aspect)
    return found


def _with_its_copies(figure: Figure, aspect: float) -> list[Figure]:
    return [
        replace(figure, x=figure.x + across * aspect, foot=figure.foot + down)
        for across in (-1, 0, 1)
        for down in (-1, 0, 1)
    ]
