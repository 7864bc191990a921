"""What a prompt asks for, as the composer sees it: things, how they stand to one another, and the world around."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

Relation: TypeAlias = Literal[
    "left of",
    "right of",
    "on",
    "under",
    "above",
    "in front of",
    "behind",
    "in",
    "beside",
    "with",
    "worn by",
]
"""How the first thing stands to the second; `with` only says that they belong together."""

Part: TypeAlias = Literal["whole", "head", "bust", "panel"]
"""How much of a thing an illustration shows: all, the head alone, head and shoulders (cut straight at the bottom), or a
scene of its own on a square (most panels have round corners and an opaque background)."""


class Kind(StrEnum):
    """What sort of thing an illustration shows: it decides where such a thing is found in a scene."""

    PERSON = "person"
    FACE = "face"
    ANIMAL = "animal"
    FLYER = "flyer"
    SWIMMER = "swimmer"
    PLANT = "plant"
    FOOD = "food"
    VEHICLE = "vehicle"
    BOAT = "boat"
    AIRCRAFT = "aircraft"
    BUILDING = "building"
    LANDSCAPE = "landscape"
    FURNITURE = "furniture"
    CLOTHING = "clothing"
    SKY = "sky"
    """Sun, moon, stars, clouds, rainbow."""
    OBJECT = "object"
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One illustration of the library."""

    id: str
    """Corpus and code point, e.g. `fluent/1f98a`."""
    name: str
    keywords: tuple[str, ...]
    kind: Kind
    stature: float
    """Metres that what is seen of such a thing is high in the world: of a head, only the head."""
    stands: bool
    """Whether it rests on the ground; otherwise it hangs, flies, swims or floats."""
    faces: Literal["left", "right", "front"]
    part: Part = "whole"
    colours: tuple[str, ...]
    """Colour words that fit it as it is, the strongest first."""
    box: tuple[int, int, int, int]
    """Left, top, right, bottom of what is visible, in pixels of its sprite."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A subject as the prompt names it."""

    words: str
    choices: tuple[str, ...]
    """Ids of illustrations that show it, the best first; seeds choose among the good ones."""
    count: int = 1
    colour: str | None = None
    """A colour word of the prompt (`blue`), which the illustration is tinted with unless it has it."""
    size: float = 1.0
    """As the prompt says it: 0.5 tiny, 1 normal, 2 giant."""
    weight: float = 1.0
    doing: str = ""
    """`flying`, `swimming`, `sleeping`, `sitting`, `standing`, `running`, `walking`, `jumping`, `dancing`, `sailing`,
    `driving`, `skiing`, `surfing`, `falling`, `playing` or `climbing`; empty if the prompt does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one thing stands to another; numbers are places in `Scene.things`."""

    first: int
    relation: Relation
    second: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The world around the things; empty words leave it to the seed."""

    place: str = ""
    """`meadow`, `forest`, `beach`, `sea`, `underwater`, `desert`, `mountains`, `snowfield`, `city`, `street`, `room`,
    `table`, `space`, `sky`, `garden`, `lake`, `farm`, `jungle`, `volcano`, `stage` or `none` (a plain backdrop)."""
    hour: str = ""
    """`day`, `morning`, `sunset`, `dusk`, `night`."""
    weather: str = ""
    """`clear`, `cloudy`, `rain`, `snow`, `fog`, `storm`, `wind`."""
    season: str = ""
    """`spring`, `summer`, `autumn`, `winter`."""
    backdrop: str | None = None
    """A colour word that the prompt gives the background (`on a pink background`)."""
    has_background: bool = True
    """False for `--no background`, stickers and icons: a plain gradient."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A prompt, read."""

    things: tuple[Thing, ...]
    standings: tuple[Standing, ...] = ()
    setting: Setting = Setting()
    mood: tuple[str, ...] = ()
    """Words of style and mood that were understood (`watercolor`, `neon`, `pastel`, `black and white`)."""
    unknown: tuple[str, ...] = ()
    """Subjects that the library does not have."""
