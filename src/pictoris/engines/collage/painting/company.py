"""Who else lives in a place: sparse guests beyond the borders of a picture, fitting the place, never what is counted."""

from collections.abc import Sequence

import numpy as np

from pictoris.engines.collage.painting.beyond import Box, Extension, touches
from pictoris.engines.collage.painting.dice import dice, pick
from pictoris.engines.collage.painting.figure import Figure, Zone
from pictoris.engines.collage.painting.guests import GUESTS, ON_WALL, Guest
from pictoris.engines.collage.painting.kin import is_shown
from pictoris.engines.collage.painting.sprites import Sprites
from pictoris.engines.collage.painting.world import World

_TRIES = 18
_GAP = 0.03
_MOST = 10


def company(world: World, sprites: Sprites, extension: Extension, taken: Sequence[Figure]) -> list[Figure]:
    """The guests of an extension, in the new area only; they keep away from what is taken and from one another."""
    welcome = [
        (guest, names)
        for guest in GUESTS.get(world.place, ())
        if (names := [one for one in guest.names if not is_shown(sprites.entry(one), world.shown)])
    ]
    chance = dice(extension.seed, "company")
    found: list[Figure] = []
    order = [welcome[int(one)] for _ in range(2) for one in chance.permutation(len(welcome))]
    wanted = _how_many(extension)
    for guest, names in order:
        name = str(pick(chance, names))
        if len(found) >= wanted:
            break
        seated = _seated(world, extension, guest, (name, sprites.shape(name)), chance)
        free = next((one for one in seated if _is_free(one, extension, [*taken, *found])), None)
        found += [free] if free else []
    return found


def _how_many(extension: Extension) -> int:
    """The more, the larger the new area is beside the old one."""
    grown = extension.frame[2] * extension.frame[3] / (extension.kept[2] * extension.kept[3]) - 1
    return int(np.clip(round(3 + 2.8 * grown), 3, _MOST))


def _seated(
    world: World, extension: Extension, guest: Guest, shown: tuple[str, float], chance: np.random.Generator
) -> list[Figure]:
    """Some places for a guest."""
    left, top, width, height = extension.frame
    places = []
    for _ in range(_TRIES):
        at, across = float(chance.uniform(*guest.depths)), float(chance.random())
        foot, size, far = _on_ground(world, guest, at)
        if guest.zone not in {"ground", "water"}:
            low = min(world.horizon, top + height) - 0.03
            size, far = guest.size * float(chance.uniform(0.8, 1.2)), 0.12
            foot = top + size + 0.02 + at * max(0.0, low - top - size)
            foot = world.horizon - at if guest.zone == ON_WALL else foot
        wide = size * shown[1]
        places.append(Figure(
            id=shown[0], x=left + wide / 2 + across * (width - wide), foot=foot, height=size, width=wide,
            zone=_zone(guest), mirrored=bool(chance.random() < 0.5), far=far, scenery=True,
        ))  # fmt: skip
    return places


def _on_ground(world: World, guest: Guest, depth: float) -> tuple[float, float, float]:
    """Foot, height and haze of what stands at a depth: 0 at the horizon, 1 at the lower edge of a first picture."""
    ground = 1 - min(world.horizon, 0.95)
    wet = world.shore if world.place in {"lake", "beach"} else None
    if wet is not None:
        # Boats stay on the water, what walks stays ashore.
        depth = depth * wet * 0.8 if guest.zone == "water" else max(depth, wet + 0.12 + 0.3 * depth)
    size = guest.size * (guest.least + (1 - guest.least) * depth)
    far = 0.4 * float(np.exp(-depth * 9))
    return world.horizon + ground * depth, size, far


def _zone(guest: Guest) -> Zone:
    return "air" if guest.zone == ON_WALL else guest.zone


def _is_free(figure: Figure, extension: Extension, taken: Sequence[Figure]) -> bool:
    left, top, width, height = extension.frame
    box = _reach(figure)
    if box[0] < left or box[2] > left + width or box[1] < top or figure.foot > top + height:
        return False
    return not touches(box, extension.kept) and not any(_meet(box, one.box) for one in taken)


def _reach(figure: Figure) -> Box:
    """The box, with what is mirrored in water below it."""
    left, top, right, bottom = figure.box
    return left, top, right, bottom + (0.6 * figure.height if figure.zone == "water" else 0)


def _meet(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > -_GAP and down > -_GAP
