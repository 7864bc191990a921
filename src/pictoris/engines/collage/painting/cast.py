"""Which illustration plays each thing, how large it is beside the others, and what holds it."""

from dataclasses import dataclass

import numpy as np

from pictoris.engines.collage.painting.dice import dice
from pictoris.engines.collage.painting.figure import Zone
from pictoris.engines.collage.painting.sprites import Sprites
from pictoris.engines.collage.painting.world import World
from pictoris.engines.collage.scene import Entry, Kind, Scene, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A thing of the scene with the illustration that was chosen for it."""

    thing: int
    entry: Entry
    count: int
    shape: float
    """Width over height."""
    height: float
    """Beside the other things; the tallest has about 1."""
    zone: Zone
    colour: str | None


_AIRY = frozenset({Kind.FLYER, Kind.AIRCRAFT, Kind.SKY})
_HANGS = frozenset({Kind.OBJECT, Kind.CLOTHING})
_WATERBIRDS = frozenset({"duck", "swan", "goose", "otter", "beaver"})
_WET = frozenset({"sea", "lake", "beach"})
_IN_WATER: dict[str, Zone] = {"underwater": "deep", "sea": "water", "lake": "water", "beach": "water"}
_ALIVE = frozenset({Kind.ANIMAL, Kind.FLYER, Kind.SWIMMER})
_SAID_OF_ANIMALS = {
    "red": ("orange", "brown"),
    "golden": ("orange", "yellow", "beige"),
    "brown": ("orange", "brown"),
}
"""What people call the fur of animals → the colours that it has: a red fox is orange."""
_DRAWN_AS = {"black": ("black", "grey", "purple"), "white": ("white", "beige"), "red": ("red", "pink")}
_ALOFT = frozenset({"flying", "falling"})
COLOURFUL = "colourful"
"""A colour word that gives each of several things another colour."""
_GIANT = 2.4
_MOST = 24
"""Figures of one thing: more could not be told apart."""


def choose(scene: Scene, seed: int, chaos: int) -> tuple[str, ...]:
    """For each thing that can be shown the id of one of its good illustrations; the first is the likeliest."""
    return tuple(
        _one_of(thing, index, seed, chaos) for index, thing in enumerate(scene.things) if thing.choices
    )


def _one_of(thing: Thing, index: int, seed: int, chaos: int) -> str:
    good = thing.choices[: 3 + chaos // 25]
    weights = np.array([(0.42 + 0.005 * chaos) ** place for place in range(len(good))])
    return str(good[int(dice(seed, "choice", index).choice(len(good), p=weights / weights.sum()))])


def cast(scene: Scene, ids: tuple[str, ...], world: World, sprites: Sprites) -> list[Role]:
    """The roles of a scene; `ids` are those of the things that have choices, in their order."""
    bases = {one.second for one in scene.standings if one.relation in {"on", "in"}}
    shown = [index for index, thing in enumerate(scene.things) if thing.choices]
    entries = [sprites.entry(name) for name in ids]
    natural = [_softened(entry.stature) for entry in entries]
    tallest = max(natural, default=1.0)
    roles = []
    for index, entry, size in zip(shown, entries, natural, strict=True):
        thing = scene.things[index]
        odd = float(dice(world.seed, "weird", index).uniform(-1, 1)) * world.look.weird / 3000
        height = max(0.36, size / tallest) * float(np.clip(thing.size, 0.3, _GIANT)) ** 0.9 * 2.0**odd
        height *= float(np.clip(thing.weight, 0.2, 5)) ** 0.3
        roles.append(Role(
            thing=index, entry=entry, count=int(np.clip(thing.count, 1, _MOST)), shape=sprites.shape(entry.id),
            height=height, zone=_held_zone(entry, world, thing, is_base=index in bases), colour=_new_colour(thing, entry),
        ))  # fmt: skip
    return roles


def _softened(stature: float) -> float:
    return float(np.clip(stature, 0.02, 60) ** 0.27)


def _new_colour(thing: Thing, entry: Entry) -> str | None:
    """The colour to tint with; none if it has that colour already."""
    if thing.colour is None or thing.colour in entry.colours[:1] or _has_both(thing.colour, entry):
        return None
    if thing.colour == COLOURFUL and thing.count == 1:
        return None
    natural = entry.kind in _ALIVE and set(_SAID_OF_ANIMALS.get(thing.colour, ())) & set(entry.colours[:2])
    return None if natural else thing.colour


def _has_both(colour: str, entry: Entry) -> bool:
    """Whether it has both colours as it is: what illustrations draw black is often a dark grey or violet."""
    parts = colour.split(" and ")
    return len(parts) > 1 and all(set(_DRAWN_AS.get(one, (one,))) & set(entry.colours[:3]) for one in parts)


def _held_zone(entry: Entry, world: World, thing: Thing, *, is_base: bool) -> Zone:
    """The zone of a thing; what something is on stands on the ground, though alone it would hang."""
    zone = zone_of(entry, world, thing.doing)
    return "ground" if is_base and zone == "air" and entry.kind in _HANGS else zone


def zone_of(entry: Entry, world: World, doing: str = "") -> Zone:
    """What holds a thing in this world: what it does, what it is, where it is."""
    if entry.part == "bust":
        return "ground"
    if doing == "swimming":
        return _IN_WATER.get(world.place, "ground")
    if world.place == "underwater":
        floor = entry.stands and entry.kind not in {Kind.SWIMMER, Kind.PERSON, Kind.BOAT, *_AIRY}
        return "ground" if floor and doing not in _ALOFT else "deep"
    if world.place in _WET and (entry.kind in {Kind.BOAT, Kind.SWIMMER} or entry.name in _WATERBIRDS):
        return "air" if doing in _ALOFT else "water"
    return "air" if doing in _ALOFT or _floats(entry, world) else "ground"


def _floats(entry: Entry, world: World) -> bool:
    """Whether it hangs or flies here though nobody says so."""
    hangs = entry.kind in _HANGS and not entry.stands
    weightless = world.place == "space" and entry.kind in {Kind.PERSON, Kind.SWIMMER, Kind.SYMBOL}
    return world.place == "sky" or entry.kind in _AIRY or hangs or weightless
