"""Which things look so alike that one among others would be counted with them."""

from collections.abc import Iterable, Mapping

from pictoris.engines.collage.scene import Entry, Kind

_FAMILIES: Mapping[str, tuple[str, ...]] = {
    "tree": (
        "evergreen tree", "deciduous tree", "palm tree", "leafless tree", "Christmas tree", "tanabata tree",
        "pine decoration",
    ),
    "flower": (
        "cherry blossom", "rose", "hibiscus", "sunflower", "blossom", "tulip", "hyacinth", "lotus", "bouquet",
        "wilted flower", "white flower", "rosette",
    ),
    "mushroom": ("mushroom", "brown mushroom"),
    "cloud": (
        "cloud", "sun behind cloud", "cloud with lightning and rain", "sun behind small cloud", "sun behind large cloud",
        "sun behind rain cloud", "cloud with rain", "cloud with snow", "cloud with lightning",
    ),
    "sun": ("sun", "sun with face"),
    "moon": (
        "new moon", "waxing crescent moon", "first quarter moon", "waxing gibbous moon", "full moon", "crescent moon",
        "waning gibbous moon", "last quarter moon", "waning crescent moon", "new moon face", "first quarter moon face",
        "last quarter moon face", "full moon face",
    ),
    "mountain": ("mountain", "snow-capped mountain", "mount fuji", "volcano"),
    "house": ("house", "house with garden", "houses", "derelict house", "hut"),
    "car": (
        "automobile", "oncoming automobile", "taxi", "oncoming taxi", "police car", "oncoming police car", "racing car",
        "sport utility vehicle", "pickup truck", "minibus",
    ),
    "rock": ("rock",),
    "plant": ("potted plant", "herb", "seedling"),
    "cactus": ("cactus",),
}  # fmt: skip
_FAMILY_OF = {name: family for family, names in _FAMILIES.items() for name in names}
_DRAWN = {"flower": "flower", "pebble": "rock", "heap": "cloud"}
"""Sort of what is drawn by rules → its family."""
_COUNTED_APART = frozenset({
    Kind.ANIMAL, Kind.PERSON, Kind.FLYER, Kind.SWIMMER, Kind.BOAT, Kind.AIRCRAFT, Kind.BUILDING, Kind.VEHICLE, Kind.FOOD,
})  # fmt: skip


def family_of(name: str) -> str:
    """What an illustration of a name, or a thing that is drawn by rules (`*flower:1:#ffffff`), would be counted as."""
    if name.startswith("*"):
        return _DRAWN.get(name[1:].split(":", maxsplit=1)[0], name)
    return _FAMILY_OF.get(name, name)


def shown_by(things: Iterable[tuple[Entry, int]]) -> frozenset[str]:
    """The families and names of things, given with how many they are, and the kinds of those that are several."""
    families = set()
    for entry, count in things:
        families |= {family_of(entry.name), entry.name}
        if count > 1 and entry.kind in _COUNTED_APART:
            families.add(f"kind {entry.kind}")
    return frozenset(families)


def is_shown(entry: Entry, shown: frozenset[str]) -> bool:
    """Whether one more of a thing would spoil the count of what is shown."""
    return family_of(entry.name) in shown or f"kind {entry.kind}" in shown
