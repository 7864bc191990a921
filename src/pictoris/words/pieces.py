"""A prompt cut into its pieces; one after the other they are the prompt again, to the last blank.

In front may stand URLs of pictures, then words with `::` between weighted parts, then flags. Whatever follows the first
flag is another flag or a value. Dashes begin a flag where a letter follows them and a blank (or nothing) precedes;
keyboards make one long dash of two short ones, so a long dash before the name of a flag counts as well.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from pictoris.words.excerpt import Excerpt
from pictoris.words.flags import Flag, named
from pictoris.words.normalise import Span


class Kind(Enum):
    """What a piece is."""

    GAP = auto()
    """Blanks, and commas between pictures."""
    PICTURE = auto()
    """A URL before the words."""
    WORDS = auto()
    WEIGHT = auto()
    """`::` with the number that follows it, if one does."""
    STRAY = auto()
    """A URL among the words."""
    FLAG = auto()
    """Dashes and the name of a flag; there may be no such flag."""
    VALUE = auto()
    """What stands between blanks behind a flag."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a prompt."""

    kind: Kind
    text: str
    start: int
    """Index in the prompt where it begins."""


_DASHES = "-—–"
_FLAG = re.compile(rf"(?<!\S)(?P<dashes>(?:--|[—–])[{_DASHES}]*)(?P<form>[^\W\d_]\S*)")
_AFTER_FORM = ",.;"
"""What does not belong to the name of a flag, nor to a value, if it stands at its end."""

_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]{0,15}://"
# Every repetition is bounded or looks at one character: nothing to backtrack into.
_URL_ENDS = rf"::[-+]?[\d.]{{0,12}}(?=[\s,]|$)|,(?=[\s,]|$|{_SCHEME})"
_URL = rf"{_SCHEME}(?:(?!{_URL_ENDS})\S)+"
_WEIGHT = r"::(?:[-+]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})(?![\w.]))?"
_PICTURE = re.compile(rf"(?P<gap>[\s,]*+)(?P<url>{_URL})(?P<weight>\s*+{_WEIGHT})?")
_MARK = re.compile(rf"(?P<url>(?<!\w){_URL})|{_WEIGHT}")
_CHUNK = re.compile(r"\S+")


def cut(excerpt: Excerpt) -> tuple[Piece, ...]:
    """The pieces of a prompt without alternatives."""
    text = excerpt.text
    return tuple(
        Piece(kind, text[start:end], excerpt.origin(start))
        for kind, (start, end) in _spans(text)
        if start < end
    )


def cut_around(prompt: str, groups: tuple[Span, ...]) -> tuple[Piece, ...]:
    """The pieces of a prompt with alternatives; these stay whole, and belong to what is around them."""
    shown, at = list[str](), 0
    for start, end in groups:
        shown += [prompt[at:start], _COVER * (end - start)]
        at = end
    covered = "".join([*shown, prompt[at:]])
    return tuple(
        Piece(kind, prompt[start:end], start) for kind, (start, end) in _spans(covered) if start < end
    )


_COVER = "\ue000"
"""Neither a blank nor a letter nor a sign that means anything."""


def form_of(piece: Piece) -> str:
    """How the name of a flag is written there, without dashes."""
    return piece.text.lstrip(_DASHES).rstrip(_AFTER_FORM)


def flag_of(piece: Piece) -> Flag | None:
    """The flag that begins with a piece; None if it is no flag, or none that there is."""
    return named(form_of(piece)) if piece.kind is Kind.FLAG else None


def value_of(piece: Piece) -> str:
    """A value without the comma or stop that follows it."""
    return piece.text.rstrip(_AFTER_FORM)


def weight_of(piece: Piece) -> float:
    """What a `::` says about what precedes it."""
    return float(piece.text.strip()[2:] or 1)


def _spans(text: str) -> Iterator[tuple[Kind, Span]]:
    """Kinds and places from first to last; some are empty."""
    flags_begin = next((found.start() for found in _FLAG.finditer(text) if _is_flag(found)), len(text))
    at = 0
    while found := _PICTURE.match(text, at, flags_begin):
        yield Kind.GAP, found.span("gap")
        yield Kind.PICTURE, found.span("url")
        yield Kind.WEIGHT, found.span("weight")
        at = found.end()
    yield from _body(text, at, flags_begin)
    yield from _flags(text, flags_begin)


def _is_flag(found: re.Match[str]) -> bool:
    return found["dashes"].startswith("--") or named(found["form"].rstrip(_AFTER_FORM)) is not None


def _body(text: str, at: int, end: int) -> Iterator[tuple[Kind, Span]]:
    for found in _MARK.finditer(text, at, end):
        yield from _words(text, at, found.start())
        yield Kind.STRAY if found["url"] else Kind.WEIGHT, found.span()
        at = found.end()
    yield from _words(text, at, end)


def _words(text: str, start: int, end: int) -> Iterator[tuple[Kind, Span]]:
    words = text[start:end]
    begin = end - len(words.lstrip())
    stop = max(begin, start + len(words.rstrip()))
    yield Kind.GAP, (start, begin)
    yield Kind.WORDS, (begin, stop)
    yield Kind.GAP, (stop, end)


def _flags(text: str, at: int) -> Iterator[tuple[Kind, Span]]:
    for found in _CHUNK.finditer(text, at):
        yield Kind.GAP, (at, found.start())
        flag = _FLAG.match(text, found.start())
        yield Kind.FLAG if flag and _is_flag(flag) else Kind.VALUE, found.span()
        at = found.end()
    yield Kind.GAP, (at, len(text))
