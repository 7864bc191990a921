"""What a prompt asks for, in a form that a picture can be held against."""

from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """What a prompt tries first of all."""

    SINGLE = "single subjects"
    COLOUR = "colours"
    COUNT = "counts"
    RELATION = "relations"
    SCENE = "scenes"
    ABSURD = "absurd or hard"


class Place(StrEnum):
    """How one subject stands to another."""

    LEFT_OF = "left of"
    RIGHT_OF = "right of"
    ON = "on"
    ABOVE = "above"
    UNDER = "under"
    IN_FRONT_OF = "in front of"
    BEHIND = "behind"
    BETWEEN = "between"
    NEXT_TO = "next to"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A thing that the prompt names."""

    name: str
    shown_by: frozenset[str]
    """What a person lets count as this thing, in plain English."""
    count: int | None = None
    """How many, if the prompt has a word for it."""
    colour: str = ""
    """The colour word that belongs to it, if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """`first` stands so to `second`; both are names of subjects."""

    first: str
    place: Place
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One cell of the sheet: the words as a user types them, and what a person expects to see."""

    text: str
    group: Group
    subjects: tuple[Subject, ...]
    relations: tuple[Relation, ...] = ()
    setting: tuple[str, ...] = ()
    """Place, hour, weather, season: what the surroundings must show."""


def thing(name: str, *also: str, count: int | None = None, colour: str = "") -> Subject:
    """Name a subject, and what else counts as it."""
    return Subject(name=name, shown_by=frozenset({name, *also}), count=count, colour=colour)
