"""Finds phrases in a row of words: a tree, walked once from each word that begins a phrase."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pictoris.words import normalise
from pictoris.words.normalise import Folded, Reading

_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase that was found in a reading."""

    category: str
    first: int
    """Index of its first word."""
    last: int
    """Index of its last word."""


@dataclass(slots=True)
class _Node:
    following: "dict[str, _Node]" = field(default_factory=dict)
    category: str = ""


class Finder:
    """Holds phrases and their categories; not changed once built."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        """Take phrases with their category; phrases of more than eight words are cut there."""
        self._words, self._squeezed, self._letters = _Node(), _Node(), _Node()
        for phrase, category in entries:
            parts = normalise.plain(phrase)[:_MOST_WORDS]
            if parts:
                _plant(self._words, parts, category)
                _plant(self._squeezed, [normalise.squeezed(part) for part in parts], category)
                _plant(self._letters, "".join(parts), category)

    def find(self, texts: Sequence[str]) -> Iterator[Match]:
        """The longest phrase from each word on, as written."""
        return _walk(self._words, texts)

    def find_drawn_out(self, texts: Sequence[str]) -> Iterator[Match]:
        """The same in a reading whose drawn-out words were shortened."""
        return _walk(self._squeezed, texts)

    def find_spelled(self, letters: Sequence[str]) -> Iterator[Match]:
        """Phrases of at least three letters in a row of single letters."""
        return (match for match in _walk(self._letters, letters) if match.last - match.first > 1)


class Readings:
    """All the ways in which a text can be read; each is made when first asked for."""

    def __init__(self, text: str) -> None:
        self.folded = Folded(text)
        written = normalise.as_written(self.folded)
        disguised = normalise.disguised(self.folded)
        self.whole = [written] if disguised.texts == written.texts else [written, disguised]
        if normalise.is_ambiguous(self.folded):
            self.whole.append(normalise.disguised(self.folded, is_sign_a_letter=False))
        self._drawn_out = [found for found in map(normalise.drawn_out, self.whole) if found]
        self._spelled = normalise.spelled_out(disguised)

    def matches(self, finder: Finder) -> Iterator[tuple[Reading, Iterator[Match]]]:
        """What the finder finds in each reading, in the order of the text; walked only as far as it is asked."""
        ways = (
            (finder.find, self.whole),
            (finder.find_drawn_out, self._drawn_out),
            (finder.find_spelled, self._spelled),
        )
        for find, readings in ways:
            for reading in readings:
                yield reading, find(reading.texts)


def _plant(node: _Node, parts: Iterable[str], category: str) -> None:
    for part in parts:
        node = node.following.setdefault(part, _Node())
    node.category = node.category or category


def _walk(root: _Node, texts: Sequence[str]) -> Iterator[Match]:
    begins = root.following
    if begins.keys().isdisjoint(texts):
        return
    for first in [at for at, text in enumerate(texts) if text in begins]:
        node, found, last = root, "", first
        for at in range(first, len(texts)):
            following = node.following.get(texts[at])
            if following is None:
                break
            node = following
            if node.category:
                found, last = node.category, at
        if found:
            yield Match(found, first, last)
