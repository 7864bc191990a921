"""Says whether a prompt may be painted, and if not, the first thing that is wrong with it and where."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

from pictoris.words.ban_list import SEXUAL, built_in
from pictoris.words.finder import Finder, Readings
from pictoris.words.normalise import Folded, Span
from pictoris.words.passage import Passage, passages
from pictoris.words.problem import Problem, shortened
from pictoris.words.prompt import parse

_ADULT = 18
_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen",
)  # fmt: skip
_NUMBER = rf"\d{{1,3}}|{'|'.join(_NUMBERS)}"
# Every repetition is bounded: nothing to backtrack into.
_AGE = re.compile(
    rf"\b(?P<before>{_NUMBER})[\s-]{{0,3}}(?:(?:years?|yrs?)[\s-]{{0,3}}(?:old|of age)|yo|y\.o\.|y/o)(?!\w)"
    rf"|\bage[d:]?\s{{1,3}}(?P<after>{_NUMBER})\b"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a prompt passed, and else one sentence that says why not."""

    ok: bool
    message: str = ""


def check(prompt: str, ban_words: Sequence[str]) -> Verdict:
    """Check a prompt against the built-in list, the account's own words, and the grammar of prompts.

    The same verdict is given for every spelling of a word (see `normalise`), and for words that alternatives or weights
    put together (`nu{de, dist}`, `nu::2 de`). `ban_words` are compared as whole words and phrases, in scripts without
    spaces as they stand. The time grows with the length of the texts that the prompt stands for and with that of the
    list, not with their product: a few milliseconds for 10,000 characters.
    """
    parsed = parse(prompt)
    faults = [*parsed.problems[:1]]
    for variant in parsed.variants:
        for text in map(_Text, passages(variant)):
            found = (_first_banned(text), _young_and_sexual(text), _first_own(text, ban_words))
            faults += [fault for fault in found if fault]
    if not faults:
        return Verdict(ok=True)
    return Verdict(ok=False, message=min(faults, key=lambda fault: fault.position).message)


class _Text:
    """A passage, its readings, and the spans where banned words mean no harm."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.readings = Readings(passage.text)

    def first(self, finder: Finder, category: str = "") -> tuple[Span, str] | None:
        """Where the first match begins and ends that nothing excuses, and its category."""
        return min(self._firsts(finder, self._harmless, category), default=None)

    def first_painted(self, finder: Finder) -> Span | None:
        """Where the first match begins and ends that is not part of an address."""
        return min((span for span, _ in self._firsts(finder, self.passage.addresses)), default=None)

    def _firsts(
        self, finder: Finder, excuses: Sequence[Span], category: str = ""
    ) -> Iterator[tuple[Span, str]]:
        """The first match of each reading."""
        for reading, matches in self.readings.matches(finder):
            asked = (match for match in matches if category in {"", match.category})
            placed = ((reading.place(match.first, match.last), match.category) for match in asked)
            yield from islice((found for found in placed if not _is_inside(found[0], excuses)), 1)

    @cached_property
    def _harmless(self) -> list[Span]:
        phrases = built_in().harmless
        spans = [
            reading.place(match.first, match.last)
            for reading in self.readings.whole
            for match in phrases.find(reading.texts)
        ]
        return _outermost([*spans, *self.passage.addresses, *self.passage.negative])


def _is_inside(span: Span, others: Sequence[Span]) -> bool:
    """Whether one of the others holds it; these are in order of both ends."""
    at = bisect_right(others, span[0], key=lambda held: held[0]) - 1
    return at >= 0 and span[1] <= others[at][1]


def _first_banned(text: _Text) -> Problem | None:
    found = text.first(built_in().banned)
    if not found:
        return None
    span, category = found
    why = f"is not allowed ({built_in().says[category]})"
    return _problem(text, span, why)


def _young_and_sexual(text: _Text) -> Problem | None:
    """Somebody under age and anything sexual in one prompt: the first of the two is told."""
    ban_list = built_in()
    sexual = text.first(ban_list.suggestive) or text.first(ban_list.banned, SEXUAL)
    if not sexual:
        return None
    young = text.first(ban_list.young)
    places = [young[0][0]] if young else list(_ages(text.readings.folded))[:1]
    if not places:
        return None
    where = text.passage.origin(min(sexual[0][0], *places))
    sentence = "Sexual content with minors is never allowed: see what begins at character"
    return Problem(where, f"{sentence} {where + 1}.")


def _first_own(text: _Text, ban_words: Sequence[str]) -> Problem | None:
    """The account's own words: no company excuses them, only what is an address is not looked at."""
    spaced = text.first_painted(_finder(tuple(ban_words)))
    unspaced = min(_unspaced(text, ban_words), default=None)
    spans = [span for span in (spaced, unspaced) if span]
    return _problem(text, min(spans), "is on your list of banned words") if spans else None


@lru_cache(maxsize=256)
def _finder(ban_words: tuple[str, ...]) -> Finder:
    """The same account asks again and again."""
    return Finder((word, "own") for word in ban_words if not _is_unspaced(word))


def _unspaced(text: _Text, ban_words: Sequence[str]) -> Iterator[Span]:
    """Words of scripts that put no spaces between words may stand anywhere."""
    folded = text.readings.folded
    for word in filter(_is_unspaced, ban_words):
        key = Folded(word).text.strip()
        found = (folded.place(*match.span()) for match in re.finditer(re.escape(key), folded.text) if key)
        yield from islice((span for span in found if not _is_inside(span, text.passage.addresses)), 1)


def _is_unspaced(word: str) -> bool:
    """Whether a word is in Han, Kana, Hangul, Thai, Lao or Khmer."""
    return any(
        "\u0e00" <= one <= "\u0eff"
        or "\u1780" <= one <= "\u17ff"
        or "\u3040" <= one <= "\u9fff"
        or "\uac00" <= one <= "\ud7af"
        for one in word
    )


def _ages(folded: Folded) -> Iterator[int]:
    """Where an age below 18 stands: "12 years old", "12yo", "aged twelve"."""
    for found in _AGE.finditer(folded.text):
        number = found["before"] or found["after"]
        if number in _NUMBERS or (number.isdecimal() and int(number) < _ADULT):
            yield folded.place(*found.span())[0]


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """Spans without those inside another, in order: so one look finds the span that may hold a match."""
    kept: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def _problem(text: _Text, span: Span, why: str) -> Problem:
    at = text.passage.origin(span[0])
    words = shortened(text.passage.text[slice(*span)])
    return Problem(at, f"“{words}” at character {at + 1} {why}: take it out or say it differently.")
