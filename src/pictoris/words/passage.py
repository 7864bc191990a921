"""The ways in which a prompt is read for words that it may not hold, with the places where words mean no harm."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pictoris.words.excerpt import Excerpt
from pictoris.words.normalise import Span
from pictoris.words.pieces import Kind, Piece, flag_of
from pictoris.words.values import is_address
from pictoris.words.variant import Variant


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to be searched."""

    text: str
    addresses: tuple[Span, ...]
    """Where URLs stand in it: what a picture is called is not what is painted."""
    negative: tuple[Span, ...]
    """Where that stands which must not be seen, after `--no`."""
    _excerpt: Excerpt
    _variant: Excerpt

    def origin(self, at: int) -> int:
        """Where in the prompt a character of this text stands."""
        return self._variant.origin(self._excerpt.origin(at))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A piece, and what of a variant's text is read of it."""

    piece: Piece
    span: Span


def passages(variant: Variant) -> tuple[Passage, ...]:
    """The variant as it stands; if it has weights, with these read as separators, and as what splits words.

    So neither `no::2 clothes` nor `nu::2 de` nor `n::ude::2 woman` hides anything.
    """
    placed = list(_placed(variant.pieces))
    if all(one.piece.kind is not Kind.WEIGHT for one in placed):
        return (_passage(variant.excerpt, placed),)
    joined, text = list(_joined(placed)), variant.excerpt.text
    seams = Excerpt.of_groups(text, _seams(text, placed))
    return (
        _passage(variant.excerpt, _separated(placed)),
        _passage(variant.excerpt, joined),
        Passage(seams.text, (), (), seams, variant.excerpt),
    )


def _placed(pieces: Iterable[Piece]) -> Iterator[_Placed]:
    at = 0
    for piece in pieces:
        yield _Placed(piece, (at, at + len(piece.text)))
        at += len(piece.text)


def _separated(placed: Iterable[_Placed]) -> list[_Placed]:
    """Of each weight only the first character, a colon or a blank."""
    return [
        _Placed(one.piece, (one.span[0], one.span[0] + 1)) if one.piece.kind is Kind.WEIGHT else one
        for one in placed
    ]


def _joined(placed: Sequence[_Placed]) -> Iterator[_Placed]:
    """Everything but weights and the blanks beside them."""
    kinds = [Kind.GAP, *(one.piece.kind for one in placed), Kind.GAP]
    for before, one, after in zip(kinds, placed, kinds[2:], strict=False):
        is_beside = one.piece.kind is Kind.GAP and Kind.WEIGHT in {before, after}
        if one.piece.kind is not Kind.WEIGHT and not is_beside:
            yield one


_NEAR = 60
"""Characters on each side of a weight among which a split phrase is looked for."""
_SPLITS = 3
"""Weights that may split one word if other parts stand before and after it."""


def _seams(text: str, placed: Iterable[_Placed]) -> Iterator[tuple[Span, ...]]:
    """What meets where weights between words are left out, one to three of them at a time."""
    for run in _runs(placed):
        for first, part in enumerate(run):
            group = [_near(text, part, is_end=True)]
            for other in run[first + 1 : first + 1 + _SPLITS]:
                yield (*group, _near(text, other, is_end=False))
                group.append(other)
                if len(text[slice(*other)].split()) > 1:
                    break


def _runs(placed: Iterable[_Placed]) -> Iterator[list[Span]]:
    """Words with nothing but weights between them."""
    run = list[Span]()
    for one in placed:
        if one.piece.kind is Kind.WORDS:
            run.append(one.span)
        elif one.piece.kind not in {Kind.WEIGHT, Kind.GAP}:
            yield run
            run = []
    yield run


def _near(text: str, part: Span, *, is_end: bool) -> Span:
    """The words at the end, or at the beginning, of a part."""
    start, end = part
    if is_end and end - start > _NEAR:
        blank = text.find(" ", end - _NEAR, end)
        return max(blank + 1, end - _NEAR), end
    if end - start > _NEAR:
        blank = text.rfind(" ", start, start + _NEAR)
        return start, (blank if blank > start else start + _NEAR)
    return part


def _passage(variant: Excerpt, placed: Sequence[_Placed]) -> Passage:
    excerpt = Excerpt.of(variant.text, [one.span for one in placed])
    at, moved = 0, list[tuple[Piece, Span]]()
    for one in placed:
        length = one.span[1] - one.span[0]
        moved.append((one.piece, (at, at + length)))
        at += length
    addresses = tuple(span for piece, span in moved if _is_address(piece))
    return Passage(excerpt.text, addresses, tuple(_negative(moved)), excerpt, variant)


def _is_address(piece: Piece) -> bool:
    return piece.kind in {Kind.PICTURE, Kind.STRAY} or (piece.kind is Kind.VALUE and is_address(piece.text))


def _negative(placed: Iterable[tuple[Piece, Span]]) -> Iterator[Span]:
    """From the first word behind a `--no` to the last."""
    is_no, begin, end = False, 0, 0
    for piece, span in placed:
        if piece.kind is Kind.FLAG:
            if begin < end:
                yield begin, end
            flag = flag_of(piece)
            is_no, begin, end = flag is not None and flag.name == "no", 0, 0
        elif piece.kind is Kind.VALUE and is_no:
            begin, end = (begin, span[1]) if end else span
    if begin < end:
        yield begin, end
