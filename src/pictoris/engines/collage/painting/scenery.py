"""What grows and stands in a place without being asked for; cells of the plane decide, so that it goes on outside."""

from dataclasses import dataclass, replace

import numpy as np

from pictoris.engines.collage.painting.dice import dice, pick
from pictoris.engines.collage.painting.figure import Figure
from pictoris.engines.collage.painting.kin import family_of, is_shown
from pictoris.engines.collage.painting.props import is_prop
from pictoris.engines.collage.painting.sprites import Sprites
from pictoris.engines.collage.painting.view import View
from pictoris.engines.collage.painting.world import World

_TREE, _FIR, _PALM, _CACTUS = "fluent/1f333", "fluent/1f332", "fluent/1f334", "fluent/1f335"
_ROCK = "fluent/1faa8"
_TREES = frozenset({_TREE, _FIR, _PALM})
_WOODED = frozenset({"forest", "jungle"})
_SANDY = frozenset({"desert", "beach"})
_FLOWERS = (
    "*flower:1:#ff86b8", "*flower:2:#ffffff", "*flower:3:#ffd43b", "*flower:4:#b98bff", "*flower:5:#ff6b6b",
    "*flower:6:#7fb2ff",
)  # fmt: skip
_TUFTS = ("*tuft:1:#7fce5a", "*tuft:2:#6fbf52", "*tuft:3:#8fd863", "*tuft:4:#64b44e")
_BUSHES = ("*mound:1:#5fae4d", "*mound:2:#4f9f4a", "*mound:3:#74bd57")
_UNDERGROWTH = (*_BUSHES, "*pebble:1:#a7adbb", "*tuft:1:#7fce5a")
"""What stands where trees would be counted with the subjects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """One sort of scenery and where it grows; depth is 0 at the horizon and 1 at the lower edge of a first picture."""

    names: tuple[str, ...]
    density: float
    """The chance of each cell."""
    size: float
    """Height on the plane at depth 1."""
    depths: tuple[float, float]
    pitch: float = 1.6
    """Width of a cell, in heights."""
    least: float = 0.25
    """Size at the horizon beside the size at depth 1."""
    faint: float = 0.0
    """How far it is lost in the haze at least."""


def _flora(flowers: float, tufts: float = 0.4) -> tuple[Growth, ...]:
    return (
        Growth(names=_FLOWERS, density=flowers, size=0.07, depths=(0.12, 9), pitch=1.9, least=0.12),
        Growth(names=_TUFTS, density=tufts, size=0.065, depths=(0.12, 9), pitch=1.8, least=0.14),
    )


_FAR_TREES = Growth(
    names=(_TREE, _TREE, _FIR), density=0.3, size=0.5, depths=(0.015, 0.09), pitch=1.1, least=0.22
)
_FAR_FIRS = Growth(names=(_FIR,), density=0.5, size=0.5, depths=(0.01, 0.10), pitch=0.75, least=0.22)
GROWTHS: dict[str, tuple[Growth, ...]] = {
    "meadow": (_FAR_TREES, *_flora(0.34)),
    "garden": (
        Growth(names=_BUSHES, density=0.95, size=0.3, depths=(0.01, 0.05), pitch=0.75, least=0.3),
        Growth(names=("fluent/1f337", "fluent/1f339", "fluent/1f33c", "fluent/1f33b"), density=0.42, size=0.2,
               depths=(0.10, 0.5), pitch=1.1, least=0.3),
        *_flora(0.62, 0.3),
    ),
    "lake": (_FAR_FIRS, *_flora(0.2, 0.55)),
    "farm": (_FAR_TREES, Growth(names=("fluent/1f33e",), density=0.5, size=0.17, depths=(0.12, 0.3), pitch=0.9), *_flora(0.12)),
    "forest": (
        Growth(names=(_FIR, _TREE), density=0.95, size=1.0, depths=(0.0, 0.05), pitch=0.36, least=0.34),
        Growth(names=(_TREE, _FIR), density=0.7, size=1.05, depths=(0.07, 0.30), pitch=0.5, least=0.4),
        Growth(names=("fluent/1f344",), density=0.1, size=0.09, depths=(0.2, 9), pitch=2.6),
        *_flora(0.14, 0.5),
    ),
    "jungle": (
        Growth(names=(_PALM, _TREE), density=0.95, size=1.0, depths=(0.0, 0.06), pitch=0.34, least=0.4),
        Growth(names=(_PALM,), density=0.45, size=1.1, depths=(0.08, 0.2), pitch=0.6, least=0.45),
        Growth(names=_BUSHES, density=0.3, size=0.2, depths=(0.12, 0.6), pitch=1.1),
        Growth(names=("fluent/1f33a",), density=0.2, size=0.07, depths=(0.3, 9), pitch=2.4),
        *_flora(0.05, 0.6),
    ),
    "mountains": (_FAR_FIRS, Growth(names=(_ROCK, "*pebble:1:#a7adbb"), density=0.14, size=0.09, depths=(0.2, 9), pitch=2.6), *_flora(0.2, 0.5)),
    "volcano": (Growth(names=("*pebble:8:#6d6270", "*pebble:2:#7d7480"), density=0.3, size=0.09, depths=(0.15, 9), pitch=2.2),),
    "snowfield": (
        _FAR_FIRS,
        Growth(names=("*mound:4:#f4f8ff", "*mound:5:#eef4ff"), density=0.25, size=0.07, depths=(0.15, 9), pitch=2.6),
    ),
    "beach": (
        Growth(names=("fluent/1f41a", "*pebble:3:#e6d5bd", "fluent/1fab8"), density=0.2, size=0.05, depths=(0.55, 9), pitch=3.0),
    ),
    "desert": (
        Growth(names=(_CACTUS,), density=0.25, size=0.3, depths=(0.03, 0.22), pitch=1.3, least=0.2),
        Growth(names=("*pebble:4:#c9894f", "*tuft:5:#b9a24f"), density=0.22, size=0.05, depths=(0.2, 9), pitch=3.0),
    ),
    "underwater": (
        Growth(names=("*weed:1:#2f9e6b", "*weed:2:#3bb58a", "*weed:3:#8a5fc4"), density=0.26, size=0.3, depths=(0.05, 9), pitch=0.6, least=0.6),
        Growth(names=("fluent/1fab8", "*pebble:5:#8fa0b5", "fluent/1f41a"), density=0.35, size=0.10, depths=(0.15, 9), pitch=1.6, least=0.7),
    ),
    "room": (Growth(names=("fluent/1fab4",), density=0.22, size=0.42, depths=(0.02, 0.12), pitch=1.9, least=0.75),),
    "street": (Growth(names=(_TREE,), density=0.6, size=0.5, depths=(0.03, 0.09), pitch=1.2, least=0.5),),
    "city": (Growth(names=(_TREE, *_BUSHES), density=0.55, size=0.42, depths=(0.01, 0.10), pitch=0.9, least=0.4),),
    "space": (Growth(names=("*pebble:6:#8f8bb0", "*pebble:7:#a5a1c4"), density=0.2, size=0.05, depths=(0.2, 9), pitch=3.0),),
}  # fmt: skip
_STEP = 1.33


def scenery(world: World, view: View, sprites: Sprites, taken: list[Figure]) -> list[Figure]:
    """The scenery in and around the window that leaves the taken places alone."""
    found = []
    for number, growth in enumerate(GROWTHS.get(world.place, ())):
        grown = _grown(world, view, sprites, _unlike_subjects(world, sprites, growth), number)
        found += [figure for figure in grown if not any(_hides(figure, one) for one in taken)]
    return found


def _unlike_subjects(world: World, sprites: Sprites, growth: Growth) -> Growth:
    """The growth without what would be counted with the subjects; where trees are the place, others, far and faint."""
    free = tuple(name for name in growth.names if not _is_shown(world, sprites, name))
    if free or growth.names[0] not in _TREES:
        return replace(growth, names=free)
    others = tuple(name for name in growth.names if sprites.entry(name).name not in world.shown)
    if world.place in _WOODED and growth.depths[0] == 0 and others:
        return replace(growth, names=others, faint=0.6)
    if world.place in _SANDY:
        return replace(growth, names=())
    low, high = growth.depths
    return Growth(
        names=_UNDERGROWTH, density=0.3, size=0.16, depths=(low, max(high, 0.4)), pitch=1.5, least=0.4
    )


def _is_shown(world: World, sprites: Sprites, name: str) -> bool:
    if is_prop(name):
        return family_of(name) in world.shown
    return is_shown(sprites.entry(name), world.shown)


def _grown(world: World, view: View, sprites: Sprites, growth: Growth, number: int) -> list[Figure]:
    """All of one growth in the window: lines of depth, the nearer the wider apart."""
    if not growth.names:
        return []
    ground = 1 - min(world.horizon, 0.95)
    found = []
    low, high = growth.depths
    # Lines of depth never depend on the window: depth = 0.03 · 1.33^line − 0.03.
    for line in range(64):
        depth = 0.03 * _STEP ** (line + 0.5) - 0.03
        foot = world.horizon + ground * depth
        size = growth.size * (growth.least + (1 - growth.least) * depth)
        if depth > high or foot - size * 1.4 > view.bottom:
            break
        drowned = world.place in {"lake", "beach"} and 0.1 < depth < world.shore + 0.08
        if depth >= low * 0.75 and not drowned:
            found += _line(world, view, sprites, growth, (number, line, foot, size))
    return found


def _line(
    world: World, view: View, sprites: Sprites, growth: Growth, at: tuple[int, int, float, float]
) -> list[Figure]:
    number, line, foot, size = at
    pitch = size * growth.pitch
    depth_step = (foot - world.horizon) * (1 - 1 / _STEP)
    found = []
    for cell in range(
        int(np.floor((view.left - size) / pitch)), int(np.ceil((view.right + size) / pitch)) + 1
    ):
        chance = dice(world.seed, "growth", number, line, cell)
        if chance.random() > growth.density:
            continue
        name = str(pick(chance, growth.names))
        height = size * float(chance.uniform(0.78, 1.12))
        down = foot + depth_step * float(chance.uniform(-0.5, 0.5))
        ground = 1 - min(world.horizon, 0.95)
        depth = max(0.0, (down - world.horizon) / ground)
        haze = float(np.clip(0.5 * np.exp(-depth * 9), 0, 1)) * (0.9 if world.weather == "fog" else 0.75)
        haze = max(haze, growth.faint)
        found.append(Figure(
            id=name, x=(cell + float(chance.uniform(0.1, 0.9))) * pitch, foot=max(down, world.horizon + 0.006),
            height=height, width=height * sprites.shape(name), mirrored=bool(chance.random() < 0.5), far=haze,
            blurred=0.0022 * float(np.exp(-depth * 14)) + 0.004 * max(0.0, depth - 1.0), scenery=True,
        ))  # fmt: skip
    return found


def _hides(figure: Figure, subject: Figure) -> bool:
    """Whether scenery would stand in front of a subject, or grow through its foot."""
    left, top, right, bottom = figure.box
    box = subject.box
    inner = 0.12 * (box[2] - box[0])
    across = min(right, box[2] - inner) - max(left, box[0] + inner)
    down = min(bottom, box[3]) - max(top, box[1])
    if across <= 0 or down <= 0:
        return False
    if bottom > box[3] - 0.01:
        return down > 0.22 * min(subject.height, 0.2)
    return (
        figure.height > 0.12
        and across > 0.6 * (right - left)
        and figure.height > 0.55 * subject.height
        and figure.far < 0.2
    )
