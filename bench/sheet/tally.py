"""What the checker's answers come to: shares of what was asked for, by kind of prompt, and what went wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.sheet.asked import Prompt
from bench.sheet.judge import SubjectVerdict, Verdict
from bench.sheet.verify import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many."""

    right: int
    of: int

    @property
    def percent(self) -> float:
        """100 where nothing was asked for."""
        return 100 * self.right / self.of if self.of else 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What was right on some pictures."""

    subjects: Share
    counts: Share
    colours: Share
    relations: Share


def tally(verdicts: Iterable[Verdict]) -> Tally:
    """Count what is right; a count or colour of a thing that is not there is wrong."""
    all_ = list(verdicts)
    subjects = [one for verdict in all_ for one in verdict.subjects]
    return Tally(
        subjects=_share([one.is_there for one in subjects]),
        counts=_share([one.is_count_right for one in subjects if one.is_count_right is not None]),
        colours=_share([one.is_colour_right for one in subjects if one.is_colour_right is not None]),
        relations=_share([each for verdict in all_ for each in verdict.relations]),
    )


def agreement(answers: Iterable[Answer], topic: str) -> Share:
    """How often checker and eye say the same about a topic."""
    return _share([each.agrees for each in answers if each.topic == topic])


def fault(prompt: Prompt, verdict: Verdict) -> str:
    """What is wrong with a picture, in a few words; empty if nothing is."""
    parts = [_wrong(one) for one in verdict.subjects]
    parts += [
        f"not {each.place}"
        for each, right in zip(prompt.relations, verdict.relations, strict=True)
        if not right and all(one.is_there for one in verdict.subjects)
    ]
    return ", ".join(part for part in parts if part)


def _wrong(one: SubjectVerdict) -> str:
    if not one.is_there:
        return f"no {one.name}"
    count = f"{one.name}: {one.seen} found" if one.is_count_right is False else ""
    colour = f"colour of the {one.name}" if one.is_colour_right is False else ""
    return ", ".join(part for part in (count, colour) if part)


def _share(answers: Sequence[bool]) -> Share:
    return Share(right=sum(answers), of=len(answers))
