"""Where things are at home if nobody says where they are."""

from collections.abc import Mapping
from functools import cache

from pictoris.engines.collage.lexicon import FOLDER
from pictoris.engines.collage.scene import Entry, Kind

_OF_KINDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.SWIMMER: ("underwater",),
    Kind.BOAT: ("sea", "lake", "sea"),
    Kind.AIRCRAFT: ("sky", "mountains", "sky"),
    Kind.FLYER: ("meadow", "sky", "garden", "lake"),
    Kind.FOOD: ("table", "stage", "table", "stage"),
    Kind.OBJECT: ("stage", "table", "room", "stage"),
    Kind.CLOTHING: ("stage", "room"),
    Kind.FURNITURE: ("room",),
    Kind.SYMBOL: ("stage", "sky"),
    Kind.FACE: ("stage", "meadow", "sky", "garden"),
    Kind.VEHICLE: ("street", "meadow", "city", "mountains"),
    Kind.BUILDING: ("meadow", "mountains", "meadow", "lake"),
    Kind.PERSON: ("meadow", "city", "garden", "beach", "street", "lake"),
    Kind.ANIMAL: ("meadow", "forest", "garden", "lake", "mountains"),
    Kind.PLANT: ("garden", "meadow", "stage", "lake"),
    Kind.LANDSCAPE: ("meadow", "lake"),
    Kind.SKY: ("sky", "meadow", "mountains"),
}


def homes_of(entry: Entry) -> tuple[str, ...]:
    """The places where a thing is at home, the likelier ones more than once."""
    return _named().get(entry.name) or _OF_KINDS.get(entry.kind, ("meadow",))


def has_home_of_its_own(entry: Entry) -> bool:
    """Whether the thing, and not only its kind, has a home."""
    return entry.name in _named()


@cache
def _named() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in (FOLDER / "homes.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            places, _colon, names = line.partition(" : ")
            found |= {name.strip(): tuple(places.split()) for name in names.split(",")}
    return found
