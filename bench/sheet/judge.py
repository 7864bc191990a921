"""Holds a picture against what its prompt asks for; looks at nothing but pixels."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.sheet.asked import Prompt, Subject
from bench.sheet.edges import Bytes
from bench.sheet.finder import Found, Picture
from bench.sheet.hues import has_colour, in_daylight
from bench.sheet.places import stands
from bench.sheet.shown import sprites_for


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectVerdict:
    """What the picture shows of one subject; None where the prompt does not say what is right."""

    name: str
    seen: int
    """How many of them."""
    is_count_right: bool | None
    is_colour_right: bool | None

    @property
    def is_there(self) -> bool:
        return self.seen > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the picture shows of its prompt."""

    subjects: tuple[SubjectVerdict, ...]
    relations: tuple[bool, ...]
    """One for each relation of the prompt."""


def judge(prompt: Prompt, pixels: Bytes) -> Verdict:
    """Look for everything that a prompt names in H×W×3 (RGB)."""
    picture = Picture(pixels)
    found = {subject.name: picture.find(sprites_for(subject.name)) for subject in prompt.subjects}
    boxes = {name: [one.box for one in places] for name, places in found.items()}
    return Verdict(
        subjects=tuple(_verdict(subject, found[subject.name], pixels) for subject in prompt.subjects),
        relations=tuple(
            stands(boxes[each.first], each.place, boxes[each.second]) for each in prompt.relations
        ),
    )


def _verdict(subject: Subject, found: Sequence[Found], pixels: Bytes) -> SubjectVerdict:
    return SubjectVerdict(
        name=subject.name,
        seen=len(found),
        is_count_right=None if subject.count is None else len(found) == subject.count,
        is_colour_right=None if not subject.colour else _is_coloured(subject, found, pixels),
    )


def _is_coloured(subject: Subject, found: Sequence[Found], pixels: Bytes) -> bool:
    """Whether most of them have the colour; if no number is asked for, the surest one."""
    some = found if subject.count else found[:1]
    right = [
        has_colour(subject.colour, in_daylight(one.likeness.patch, pixels), one.likeness.alpha > 0.8)
        for one in some
    ]
    return sum(right) * 2 > len(right)
