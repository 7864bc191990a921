"""The same word for all its spellings, with the way back to where it stands in the original.

Undone are: case, compatibility forms (NFKD), accents and other combining marks, invisible characters, letters of
other scripts that look Latin, digits and signs in the place of letters, separators inside words, and letters
drawn out. What is gained costs one pass: nothing here backtracks.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from typing import TypeAlias

_LONGEST_FORM = 4
"""Characters that a single one may become; the few that become more are whole sayings in Arabic."""

# Letters that look Latin, by what they look like (a selection of Unicode's confusables that are letters).
_LOOKALIKES = {
    "a": "аɑαӓᴀ", "b": "ЬвβƄ", "c": "сϲᴄ", "d": "ԁɗᴅ", "e": "еєεҽᴇ", "f": "ƒϝꜰ", "g": "ɡԍɢ", "h": "һнʜ",
    "i": "іıιɩ", "j": "јϳ", "k": "кκᴋ", "l": "ӏⅼʟ", "m": "мϻᴍ", "n": "пηոռɴ", "o": "оοσօᴏ", "p": "рρᴘ",
    "q": "ԛզ", "r": "гᴦяʀ", "s": "ѕꜱ", "t": "тτᴛ", "u": "υцսᴜ", "v": "ѵνᴠ", "w": "ԝωшᴡ", "x": "хχ",
    "y": "уүγʏ", "z": "ᴢʐ",
}  # fmt: skip
_LATIN = {form: latin for latin, forms in _LOOKALIKES.items() for form in forms.casefold()}

# Letters in boxes, in circles and of flags, of which Unicode does not say what they read like.
_LATIN |= {
    chr(first + place): chr(ord("a") + place) for first in (0x1F150, 0x1F170, 0x1F1E6) for place in range(26)
}

_LEET = str.maketrans({
    "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g",
    "@": "a", "$": "s", "!": "i", "|": "i", "€": "e", "£": "l", "+": "t",
})  # fmt: skip

_CHUNK = re.compile(r"\S+")
_WORD = re.compile(r"[^\W_]+")
_TRIPLE = re.compile(r"([^\W_])\1\1")
_RUN = re.compile(r"([^\W_])\1+")
_ALONE = re.compile("1{3,}")
_EDGES = "".join(chr(code) for code in range(33, 127) if not chr(code).isalnum() and chr(code) not in "@$|")

Span: TypeAlias = tuple[int, int]
"""Where something begins, and the index after its end."""


class Folded:
    """A text with case, forms, accents, invisible characters and lookalikes undone."""

    def __init__(self, original: str) -> None:
        self._forms = None if original.isascii() else [_FORMS[character] for character in original]
        self.text = original.lower() if self._forms is None else "".join(self._forms)

    def place(self, start: int, end: int) -> Span:
        """The span in the original of a span of this text that is not empty."""
        if self._forms is None:
            return start, end
        return self._origin[start], self._origin[end - 1] + 1

    @cached_property
    def _origin(self) -> list[int]:
        # Only who is told a place pays for it.
        return [index for index, form in enumerate(self._forms or ()) for _ in form]


class Reading:
    """One way of reading a text as a row of words."""

    def __init__(self, texts: Sequence[str], spans: Iterator[Span]) -> None:
        """Take the words, and where they stand in the original; that is asked for only as far as needed."""
        self.texts = texts
        self._known: list[Span] = []
        self._further = spans

    def place(self, first: int, last: int) -> Span:
        """Where the words from `first` to `last` stand in the original."""
        self._known += islice(self._further, max(0, last + 1 - len(self._known)))
        return self._known[first][0], self._known[last][1]


def as_written(folded: Folded) -> Reading:
    """The words as written: runs of letters and digits."""
    spans = (folded.place(*found.span()) for found in _WORD.finditer(folded.text))
    return Reading(_WORD.findall(folded.text), spans)


def disguised(folded: Folded) -> Reading:
    """What stands between spaces, read as one word: separators left out, digits and signs read as letters.

    Words that are written plainly come out as they are.
    """
    chunks = folded.text.split()
    texts = [chunk if chunk.isalpha() else _tight(chunk)[0] for chunk in chunks]
    return Reading([text for text in texts if text], _tight_spans(folded))


def drawn_out(reading: Reading) -> Reading | None:
    """The same with drawn-out letters shortened ("nuuude" → "nude"), or None if there are none."""
    if not _TRIPLE.search(" ".join(reading.texts)):
        return None
    texts = [squeezed(text) if _TRIPLE.search(text) else text for text in reading.texts]
    return Reading(texts, _places(reading, 0, len(texts)))


def spelled_out(reading: Reading) -> list[Reading]:
    """Runs of at least three single letters with spaces between them ("n u d e"), letter by letter."""
    alone = "".join(["1" if len(text) == 1 else "0" for text in reading.texts])
    runs = [run.span() for run in _ALONE.finditer(alone)]
    return [Reading(reading.texts[start:end], _places(reading, start, end)) for start, end in runs]


def plain(word: str) -> list[str]:
    """The parts of a listed word as they are compared with those of a text."""
    return _WORD.findall(Folded(word).text)


def squeezed(word: str) -> str:
    """A word with repeated letters shortened to one, doubled ones too."""
    return _RUN.sub(r"\1", word)


def _places(reading: Reading, start: int, end: int) -> Iterator[Span]:
    return (reading.place(at, at) for at in range(start, end))


def _tight_spans(folded: Folded) -> Iterator[Span]:
    for found in _CHUNK.finditer(folded.text):
        text, skipped, length = _tight(found[0])
        if text:
            start = found.start() + skipped
            yield folded.place(start, start + length)


@lru_cache(maxsize=8192)
def _tight(chunk: str) -> tuple[str, int, int]:
    """A chunk as one word, how many characters precede it in the chunk, and how many it takes there."""
    inner = chunk.lstrip(_EDGES)
    skipped = len(chunk) - len(inner)
    inner = inner.rstrip(_EDGES)
    # A number stays a number: it hides nothing, and it may be somebody's age.
    word = inner if inner.isdecimal() else inner.translate(_LEET)
    return "".join(filter(str.isalnum, word)), skipped, len(inner)


class _Forms(dict[str, str]):
    """Character → what it reads like; nothing for invisible and combining ones. Filled as characters turn up."""

    def __missing__(self, character: str) -> str:
        kept = [
            _LATIN.get(one, one)
            for part in unicodedata.normalize("NFKD", character)[:_LONGEST_FORM]
            if unicodedata.category(part) not in {"Mn", "Me", "Cf"}
            for one in part.casefold()
        ]
        form = "".join(kept)
        if len(self) < _MOST_FORMS:
            self[character] = form
        return form


_FORMS = _Forms()
_MOST_FORMS = 8192
