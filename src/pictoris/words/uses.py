"""The flags of a prompt with their values as they were meant, and what is wrong with them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pictoris.words.flags import Flag, suggestion
from pictoris.words.pieces import Kind, Piece, flag_of, form_of, value_of
from pictoris.words.problem import Problem, shortened
from pictoris.words.values import TEXT, Value


@dataclass(frozen=True, slots=True)
class Placed:
    """A value, and where in the prompt it stands."""

    value: Value
    position: int


@dataclass(frozen=True, slots=True)
class Use:
    """A flag in a prompt, with values that fit."""

    flag: Flag
    form: str
    """How its name is written, in small letters."""
    position: int
    values: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Uses:
    """All of them."""

    used: tuple[str, ...]
    """Names of the flags that there are, each once, whether or not their values fit."""
    valid: tuple[Use, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Raw:
    """A flag and the chunks behind it."""

    piece: Piece
    chunks: list[Piece] = field(default_factory=list)


def uses(pieces: Iterable[Piece]) -> Uses:
    """Read the flags; those without fault are kept, of two that exclude each other the first."""
    used, valid, problems = list[str](), list[Use](), list[Problem]()
    first: dict[str, Use] = {}
    unknown = False
    for raw in _raw(pieces):
        flag = flag_of(raw.piece)
        if flag is None:
            # Only the first one is worth a guess, which takes as long as reading all the rest.
            problems.append(_unknown(raw.piece, is_first=not unknown))
            unknown = True
            continue
        used.append(flag.name)
        use, faults = _read(raw, flag)
        faults += _clash(use, first)
        problems += faults
        first.setdefault(flag.name, use)
        if flag.group:
            first.setdefault(flag.group, use)
        if not faults:
            valid.append(use)
    return Uses(tuple(dict.fromkeys(used)), tuple(valid), tuple(problems))


def _raw(pieces: Iterable[Piece]) -> Iterator[_Raw]:
    raw = None
    for piece in pieces:
        if piece.kind is Kind.FLAG:
            if raw:
                yield raw
            raw = _Raw(piece)
        elif piece.kind is Kind.VALUE and raw:
            raw.chunks.append(piece)
    if raw:
        yield raw


def _unknown(piece: Piece, *, is_first: bool) -> Problem:
    form = form_of(piece)
    near = suggestion(form) if is_first else ""
    hint = f": did you mean {near}?" if near else "."
    where = f"(at character {piece.start + 1})"
    return Problem(piece.start, f"There is no parameter --{shortened(form)} {where}{hint}")


def _read(raw: _Raw, flag: Flag) -> tuple[Use, list[Problem]]:
    """The flag with the values that fit, and what is wrong with the others."""
    form, takes = form_of(raw.piece).lower(), flag.takes
    # The commas of a list of words are part of it.
    chunks = [
        Piece(chunk.kind, text, chunk.start)
        for chunk in raw.chunks
        if (text := chunk.text if takes is TEXT else value_of(chunk))
    ]
    most = len(chunks) if takes.several else 1 if takes.read else 0
    read = [(chunk, takes.read(chunk.text) if takes.read else None) for chunk in chunks[:most]]
    problems = [_misfit(chunk, flag, form) for chunk, value in read if value is None]
    if takes.needed and not any(map(value_of, chunks)):
        problems.append(_empty(raw.piece, flag, form))
    problems += [_stray(chunk, form) for chunk in chunks[most : most + 1]]
    values = tuple(Placed(value, chunk.start) for chunk, value in read if value is not None)
    return Use(flag, form, raw.piece.start, values), problems


def _clash(use: Use, first: Mapping[str, Use]) -> list[Problem]:
    """What is wrong with it after the flags before it: the first of each name and group."""
    flag = use.flag
    same, other = first.get(flag.name), first.get(flag.group)
    if same and flag.takes.read and not flag.may_repeat:
        before = f"was given before, at character {same.position + 1}: give it once"
        return [Problem(use.position, f"--{use.form} at character {use.position + 1} {before}.")]
    if other and other.flag is not flag:
        does_not = f"does not go with --{other.form} at character {other.position + 1}: choose one of them"
        return [Problem(use.position, f"--{use.form} at character {use.position + 1} {does_not}.")]
    return []


def _misfit(chunk: Piece, flag: Flag, form: str) -> Problem:
    found = f"not “{shortened(chunk.text)}” (at character {chunk.start + 1})"
    return Problem(chunk.start, f"--{form} takes {flag.takes.words}, {found}.")


def _empty(piece: Piece, flag: Flag, form: str) -> Problem:
    sentence = f"--{form} (at character {piece.start + 1}) needs a value: {flag.takes.words}."
    return Problem(piece.start, sentence)


def _stray(chunk: Piece, form: str) -> Problem:
    where = f"“{shortened(chunk.text)}” at character {chunk.start + 1}"
    return Problem(chunk.start, f"{where} comes after --{form}: parameters stand at the end.")
