"""One text that a prompt stands for, without alternatives, read to its last flag."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from pictoris.ports import Words
from pictoris.words.excerpt import Excerpt
from pictoris.words.pieces import Kind, Piece, cut, flag_of, weight_of
from pictoris.words.problem import Problem, shortened
from pictoris.words.prompt_settings import Mention, PromptSettings, settings_of
from pictoris.words.uses import uses

MOST_PICTURES: Final = 10
"""Pictures that one job fetches."""

_ESCAPED = re.compile(r"\\([{},])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A prompt without alternatives."""

    excerpt: Excerpt
    """Its text, and where that stands in the prompt."""
    pieces: tuple[Piece, ...]
    images: tuple[Mention, ...]
    """The pictures in front of the words."""
    parts: tuple[Words, ...]
    """The words between `::`, without pictures and flags, and what each counts; none if there are no words."""
    settings: PromptSettings
    used: tuple[str, ...]
    """Names of the flags that there are, each once."""
    problems: tuple[Problem, ...]
    """In order of position."""

    @property
    def references(self) -> tuple[Mention, ...]:
        """All pictures and styles that it names."""
        return (*self.images, *self.settings.references)


def read(excerpt: Excerpt) -> Variant:
    """Read a text that has no alternatives."""
    pieces = cut(excerpt)
    flags = uses(pieces)
    parts = list(_parts(pieces))
    images, settings = tuple(_images(pieces)), settings_of(flags.valid)
    too_many = _too_many((*images, *settings.references))
    problems = [*flags.problems, *_strays(pieces), *_weights(parts), *too_many]
    return Variant(
        excerpt=excerpt,
        pieces=pieces,
        images=images,
        parts=tuple(part.words for part in parts if part.words.text),
        settings=settings,
        used=flags.used,
        problems=tuple(sorted(problems, key=lambda problem: problem.position)),
    )


def without_repeat(variant: Variant) -> str:
    """Its text without `--repeat`."""
    if "repeat" not in variant.used:
        return variant.excerpt.text
    kept, is_kept = list[str](), True
    for piece in variant.pieces:
        if piece.kind is Kind.FLAG:
            is_kept = not is_repeat(piece)
        if is_kept:
            kept.append(piece.text)
    text = "".join(kept)
    return text if is_kept else text.rstrip()


def is_repeat(piece: Piece) -> bool:
    """Whether it is `--repeat`."""
    flag = flag_of(piece)
    return flag is not None and flag.name == "repeat"


@dataclass(frozen=True, slots=True)
class _Part:
    """Words and the `::` that ends them, which the last part may lack."""

    words: Words
    end: Piece | None


def _parts(pieces: Iterable[Piece]) -> Iterator[_Part]:
    texts, before = list[str](), Kind.GAP
    for piece in pieces:
        if piece.kind is Kind.WORDS:
            texts.append(piece.text)
        # A weight right after a picture is the picture's.
        elif piece.kind is Kind.WEIGHT and before is not Kind.PICTURE:
            yield _Part(Words(text=_plain(texts), weight=weight_of(piece)), piece)
            texts = []
        before = piece.kind
    if texts:
        yield _Part(Words(text=_plain(texts)), None)


def _plain(texts: Iterable[str]) -> str:
    """Words with single blanks between them, and no commas around."""
    return _ESCAPED.sub(r"\1", " ".join(" ".join(texts).split())).strip(" ,")


def _images(pieces: Sequence[Piece]) -> Iterator[Mention]:
    for number, piece in enumerate(pieces):
        if piece.kind is Kind.PICTURE:
            after = pieces[number + 1] if number + 1 < len(pieces) else piece
            weight = weight_of(after) if after.kind is Kind.WEIGHT else 1.0
            yield Mention(role="image", url=piece.text, weight=weight, position=piece.start)


def _strays(pieces: Iterable[Piece]) -> Iterator[Problem]:
    for piece in pieces:
        if piece.kind is Kind.STRAY:
            where = f"“{shortened(piece.text)}” at character {piece.start + 1}"
            sentence = f"{where} stands among the words: URLs of pictures come first."
            yield Problem(piece.start, sentence)


def _weights(parts: Sequence[_Part]) -> Iterator[Problem]:
    for part in parts:
        if part.end and not part.words.text:
            at = part.end.start
            yield Problem(at, f"There are no words before the :: at character {at + 1}.")
    total = sum(part.words.weight for part in parts)
    low = next((part.end for part in parts if part.end and part.words.weight <= 0), None)
    if low and total <= 0:
        sentence = f"With {low.text} at character {low.start + 1} the weights add up to {total:g}"
        yield Problem(low.start, f"{sentence}: together they must be more than 0.")


def _too_many(mentions: Iterable[Mention]) -> Iterator[Problem]:
    pictures = (one for one in mentions if one.url)
    for one in islice(pictures, MOST_PICTURES, MOST_PICTURES + 1):
        where = f"“{shortened(one.url)}” at character {one.position + 1}"
        yield Problem(one.position, f"{where} is one picture too many: {MOST_PICTURES} are taken.")
