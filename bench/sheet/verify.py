"""How far the checker can be believed: its answers on the pictures of `seen.py` against those of the eye."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from bench.sheet.finder import Picture
from bench.sheet.judge import Verdict, judge
from bench.sheet.prompts import PROMPTS
from bench.sheet.seen import Seen
from bench.sheet.shown import SHOWN, sprites_for

ABSENT = 3
"""Subjects that are not on a picture, and are looked for on it all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One question about a picture, answered twice."""

    topic: str
    """What kind of question it is."""
    about: str
    """Number of the prompt and what was asked about."""
    eye: int
    checker: int
    """How many, or 1 for yes and 0 for no."""

    @property
    def agrees(self) -> bool:
        return self.eye == self.checker


def compare(seen: Seen) -> list[Answer]:
    """Ask the checker what the eye has answered, and about some things that are not there."""
    verdict = judge(PROMPTS[seen.number - 1], seen.picture)
    return [*_named(seen, verdict), *_related(seen, verdict), *_absent(seen)]


def _named(seen: Seen, verdict: Verdict) -> Iterator[Answer]:
    for one in verdict.subjects:
        about, count = f"{seen.number} {one.name}", seen.counts[one.name]
        yield Answer(topic="named subject there", about=about, eye=count > 0, checker=one.is_there)
        yield Answer(topic="how many of it", about=about, eye=count, checker=one.seen)
        if one.is_colour_right is not None:
            eye = seen.colours.get(one.name, False)
            yield Answer(topic="colour right", about=about, eye=eye, checker=one.is_colour_right)


def _related(seen: Seen, verdict: Verdict) -> Iterator[Answer]:
    for eye, checker in zip(seen.relations, verdict.relations, strict=True):
        yield Answer(topic="relation right", about=f"{seen.number}", eye=eye, checker=checker)


def _absent(seen: Seen) -> Iterator[Answer]:
    picture = Picture(seen.picture)
    for name in absent_from(seen):
        count = len(picture.find(sprites_for(name)))
        yield Answer(topic="absent subject not found", about=f"{seen.number} {name}", eye=0, checker=count)


def absent_from(seen: Seen) -> Sequence[str]:
    """Some subjects of which nothing is on the picture, not even an illustration that they share with others."""
    there = {name for name, count in seen.counts.items() if count} | seen.also
    shown = {each for name in there for each in SHOWN[name]}
    absent = sorted(name for name, each in SHOWN.items() if each and not shown & set(each))
    return Random(seen.number).sample(absent, ABSENT)
