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
from pictoris.words.parameters import Problem, first_problem, negative_spans

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
_LONGEST = 40
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a prompt passed, and else one sentence that says why not."""

    ok: bool
    message: str = ""


def check(prompt: str, ban_words: Sequence[str]) -> Verdict:
    """Check a prompt against the built-in list, the account's own words, and the known parameters.

    The same verdict is given for every spelling of a word (see `normalise`). `ban_words` are compared as whole words
    and phrases, in scripts without spaces as they stand. The time grows with the length of the prompt and that
    of the list, not with their product: a few milliseconds for 10,000 characters.
    """
    text = _Prompt(prompt)
    found = (_first_banned(text), _young_and_sexual(text), _first_own(text, ban_words), first_problem(prompt))
    faults = [fault for fault in found if fault]
    if not faults:
        return Verdict(ok=True)
    return Verdict(ok=False, message=min(faults, key=lambda fault: fault.position).message)


class _Prompt:
    """A prompt, its readings, and the spans where banned words mean no harm."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.readings = Readings(text)

    def first(self, finder: Finder, category: str = "") -> tuple[Span, str] | None:
        """Where the first match begins and ends that nothing excuses, and its category."""
        firsts = []
        for reading, matches in self.readings.matches(finder):
            asked = (match for match in matches if category in {"", match.category})
            placed = ((reading.place(match.first, match.last), match.category) for match in asked)
            firsts += [*islice((found for found in placed if not self._is_excused(found[0])), 1)]
        return min(firsts, default=None)

    def shown(self, span: Span) -> str:
        """The words of a span as they were written, cut if they are long."""
        words = self.text[slice(*span)]
        return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"

    def _is_excused(self, span: Span) -> bool:
        """Whether a harmless span holds it; these are in order of both ends."""
        at = bisect_right(self._harmless, span[0], key=lambda held: held[0]) - 1
        return at >= 0 and span[1] <= self._harmless[at][1]

    @cached_property
    def _harmless(self) -> list[Span]:
        phrases = built_in().harmless
        spans = [
            reading.place(match.first, match.last)
            for reading in self.readings.whole
            for match in phrases.find(reading.texts)
        ]
        # What an address is called is not what is painted.
        addresses = [found.span() for found in _ADDRESS.finditer(self.text)]
        return _outermost([*spans, *addresses, *negative_spans(self.text)])


def _first_banned(prompt: _Prompt) -> Problem | None:
    found = prompt.first(built_in().banned)
    if not found:
        return None
    span, category = found
    why = f"is not allowed ({built_in().says[category]})"
    return _problem(prompt, span, why)


def _young_and_sexual(prompt: _Prompt) -> Problem | None:
    """Somebody under age and anything sexual in one prompt: the first of the two is told."""
    ban_list = built_in()
    sexual = prompt.first(ban_list.suggestive) or prompt.first(ban_list.banned, SEXUAL)
    if not sexual:
        return None
    young = prompt.first(ban_list.young)
    places = [young[0][0]] if young else list(_ages(prompt.readings.folded))[:1]
    if not places:
        return None
    where = min(sexual[0][0], *places)
    sentence = "Sexual content with minors is never allowed: see what begins at character"
    return Problem(where, f"{sentence} {where + 1}.")


def _first_own(prompt: _Prompt, ban_words: Sequence[str]) -> Problem | None:
    """The account's own words: no company excuses them."""
    finder = _finder(tuple(ban_words))
    spans = [
        reading.place(match.first, match.last)
        for reading, matches in prompt.readings.matches(finder)
        for match in islice(matches, 1)
    ]
    spans += _unspaced(prompt.readings.folded, ban_words)
    if not spans:
        return None
    return _problem(prompt, min(spans), "is on your list of banned words")


@lru_cache(maxsize=256)
def _finder(ban_words: tuple[str, ...]) -> Finder:
    """The same account asks again and again."""
    return Finder((word, "own") for word in ban_words if not _is_unspaced(word))


def _unspaced(folded: Folded, ban_words: Sequence[str]) -> Iterator[Span]:
    """Words of scripts that put no spaces between words may stand anywhere."""
    for word in filter(_is_unspaced, ban_words):
        key = Folded(word).text.strip()
        at = folded.text.find(key)
        if key and at >= 0:
            yield folded.place(at, at + len(key))


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


def _problem(prompt: _Prompt, span: Span, why: str) -> Problem:
    at = span[0]
    sentence = f"“{prompt.shown(span)}” at character {at + 1} {why}"
    return Problem(at, f"{sentence}: take it out or say it differently.")
