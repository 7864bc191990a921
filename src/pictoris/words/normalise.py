"""The same word for all its spellings, with the way back to where it stands in the original.

Undone are: case, compatibility forms (NFKD), accents and other combining marks, invisible characters, letters of
other scripts that look Latin, digits and signs in the place of letters, separators inside words, and letters
drawn out. What is gained costs one pass: nothing here backtracks.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from typing import TypeAlias

_LONGEST_FORM = 4
"""Characters that a single one may become; the few that become more are whole sayings in Arabic."""

# Letters that look Latin, by what they look like (a selection of Unicode's confusables that are letters, and the
# scripts that make "fancy" letters on the web: Cherokee, Coptic, Canadian syllabics).
_LOOKALIKES = {
    "a": "аɑαӓᴀᎪⲁᗩ", "b": "ЬвβƄᏴⲃᗷ", "c": "сϲᴄᏟⲥᑕ", "d": "ԁԃɗᴅᎠⲇᗪժძ", "e": "еєεҽᴇᎬⲉᗴᕮᥱ", "f": "ƒϝꜰᖴ",
    "g": "ɡԍɢᏀᘜ", "h": "һнʜᎻⲏᕼ", "i": "іıιɩᎥⲓ", "j": "јϳᎫᒍ", "k": "кκᴋᏦⲕ", "l": "ӏⅼʟᏞᒪ", "m": "мϻᴍᎷⲙᗰ",
    "n": "пηոռղɴᏁⲛᑎᥒ", "o": "оοσօᴏᎾⲟ", "p": "рρᴘᏢⲣᑭ", "q": "ԛզᑫ", "r": "гᴦяʀᏒᖇ", "s": "ѕꜱᏚՏ", "t": "тτᴛᎢⲧ",
    "u": "υцսμմᴜᏌⳙᑌᥙ", "v": "ѵνᴠᏙᐯ", "w": "ԝωшᴡᎳᗯ", "x": "хҳӽӿχⲭ᙭", "y": "уүγʏᎽⲩ", "z": "ᴢʐᏃᘔ",
}  # fmt: skip
_LATIN = {form: latin for latin, forms in _LOOKALIKES.items() for form in forms.casefold()}

# Letters of the Latin script that no table takes apart say by their names what they are a form of: "đ" is a D with
# stroke, "ɛ" an open E.
_FORM = re.compile(
    r"LATIN (?:SMALL |CAPITAL )?LETTER (?:SMALL CAPITAL )?(?:OPEN |CLOSED |TURNED |REVERSED |SCRIPT |LONG LEG )*"
    r"(?P<letter>[A-Z]|ETH|ENG|UPSILON|ALPHA|IOTA)(?: .*)?"
)
_OTHERS = {"ETH": "d", "ENG": "n", "UPSILON": "u", "ALPHA": "a", "IOTA": "i"}

_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters to Unicode, and yet invisible."""

# Letters in boxes, in circles and of flags, of which Unicode does not say what they read like.
_LATIN |= {
    chr(first + place): chr(ord("a") + place) for first in (0x1F150, 0x1F170, 0x1F1E6) for place in range(26)
}

_LETTERS = {
    "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g",
    "@": "a", "$": "s", "!": "i", "|": "i", "€": "e", "£": "l", "+": "t", "¢": "c", "₦": "n", "₳": "a", "฿": "b",
    "₵": "c", "₣": "f", "₲": "g", "₭": "k", "₥": "m", "₱": "p", "₴": "s", "₮": "t", "₩": "w", "¥": "y", "℮": "e",
    "∂": "d", "∈": "e", "∩": "n", "∪": "u", "∨": "v",
}  # fmt: skip
_SEPARATORS = "!|+"


class _Signs:
    """Which signs are read as which letters; compared by identity, so that what was read with them can be kept."""

    def __init__(self, letters: Mapping[str, str]) -> None:
        self.table = str.maketrans(dict(letters))


_LEET = _Signs(_LETTERS)
_SURE = _Signs({sign: letter for sign, letter in _LETTERS.items() if sign not in _SEPARATORS})

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


def disguised(folded: Folded, *, is_sign_a_letter: bool = True) -> Reading:
    """What stands between spaces, read as one word: separators left out, digits and signs read as letters.

    Words that are written plainly come out as they are. Some signs may be letters or separators: they are read as
    `is_sign_a_letter` says.
    """
    signs = _LEET if is_sign_a_letter else _SURE
    chunks = folded.text.split()
    texts = [chunk if chunk.isalpha() else _tight(chunk, signs)[0] for chunk in chunks]
    return Reading([text for text in texts if text], _tight_spans(folded, signs))


def is_ambiguous(folded: Folded) -> bool:
    """Whether it holds signs that may be letters or separators."""
    return any(sign in folded.text for sign in _SEPARATORS)


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
    letters = [text.translate(_LEET.table) for text in reading.texts] if runs else []
    return [Reading(letters[start:end], _places(reading, start, end)) for start, end in runs]


def plain(word: str) -> list[str]:
    """The parts of a listed word as they are compared with those of a text."""
    return _WORD.findall(Folded(word).text)


def squeezed(word: str) -> str:
    """A word with repeated letters shortened to one, doubled ones too."""
    return _RUN.sub(r"\1", word)


def _places(reading: Reading, start: int, end: int) -> Iterator[Span]:
    return (reading.place(at, at) for at in range(start, end))


def _tight_spans(folded: Folded, signs: _Signs) -> Iterator[Span]:
    for found in _CHUNK.finditer(folded.text):
        text, skipped, length = _tight(found[0], signs)
        if text:
            start = found.start() + skipped
            yield folded.place(start, start + length)


@lru_cache(maxsize=8192)
def _tight(chunk: str, signs: _Signs) -> tuple[str, int, int]:
    """A chunk as one word, how many characters precede it in the chunk, and how many it takes there."""
    inner = chunk.lstrip(_EDGES)
    skipped = len(chunk) - len(inner)
    inner = inner.rstrip(_EDGES)
    # A number stays a number: it hides nothing, and it may be somebody's age.
    word = inner if inner.isdecimal() else inner.translate(signs.table)
    return "".join(filter(str.isalnum, word)), skipped, len(inner)


class _Forms(dict[str, str]):
    """Character → what it reads like; nothing for invisible and combining ones. Filled as characters turn up."""

    def __missing__(self, character: str) -> str:
        kept = [
            _latin(one)
            for part in unicodedata.normalize("NFKD", character)[:_LONGEST_FORM]
            if unicodedata.category(part) not in {"Mn", "Me", "Cf"} and part not in _FILLERS
            for one in part.casefold()
        ]
        form = "".join(kept)
        if len(self) < _MOST_FORMS:
            self[character] = form
        return form


def _latin(letter: str) -> str:
    """The Latin letter that it looks like; itself if there is none."""
    if letter.isascii() or letter in _LATIN:
        return _LATIN.get(letter, letter)
    form = _FORM.fullmatch(unicodedata.name(letter, ""))
    return _OTHERS.get(form["letter"], form["letter"].lower()) if form else letter


_FORMS = _Forms()
_MOST_FORMS = 8192
