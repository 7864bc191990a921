r"""Alternatives in a prompt, `a {red, blue} bird`: which texts they make.

They may stand anywhere, in values of flags too, and inside one another. The last of several changes fastest, as in
Midjourney. `\,`, `\{` and `\}` mean the signs themselves. A brace without its other half means itself too, and is
reported. Time and memory grow with the length of the prompt, whatever stands in it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, TypeAlias

from pictoris.words.excerpt import Excerpt
from pictoris.words.normalise import Span
from pictoris.words.problem import Problem

MOST: Final = 40
"""Texts that one prompt may make."""
MOST_CHARACTERS: Final = 40_000
"""Characters that these may have together: all of them are read before anything is painted."""

_SIGN = re.compile(r"\\[{},]|[{},]")


@dataclass(frozen=True, slots=True)
class Alternatives:
    """What a prompt with alternatives stands for."""

    excerpts: tuple[Excerpt, ...]
    """The texts without alternatives in Midjourney's order: at least one, at most `MOST`."""
    groups: tuple[Span, ...]
    """Where alternatives stand, from `{` to after `}`; those inside another are not told."""
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Joined:
    """Two texts one after the other: a tree, so that joining costs the same however long they are."""

    left: "_Text"
    right: "_Text"


_Text: TypeAlias = Span | _Joined | None


@dataclass(slots=True)
class _Group:
    """A group of alternatives that is being read, or the prompt around all groups."""

    begins: int
    done: list[_Text] = field(default_factory=list)
    """Texts of the alternatives that have ended."""
    current: list[_Text] = field(default_factory=lambda: [None])
    """Texts of the alternative that is being read."""
    is_fresh: bool = True
    """Whether nothing of that one has been read."""

    def add(self, texts: Sequence[_Text]) -> None:
        """Go on with one of these texts: every one there is, with every one of these."""
        pairs = ((before, after) for before in self.current for after in texts)
        self.current = [_Joined(*pair) if pair[0] else pair[1] for pair in islice(pairs, MOST + 1)]
        self.is_fresh = False

    def end_alternative(self) -> None:
        """What follows is another one."""
        self.done += self.current[: MOST + 1 - len(self.done)]
        self.current, self.is_fresh = [None], True


def alternatives(prompt: str) -> Alternatives:
    """Find out which texts a prompt stands for."""
    if "{" not in prompt and "}" not in prompt:
        return Alternatives((Excerpt.whole(prompt),), (), ())
    signs = list(_SIGN.finditer(prompt))
    pairs, problems = _pairs(signs)
    reader = _Reader(prompt, pairs)
    texts = reader.read(signs)
    excerpts = _excerpts(prompt, texts)
    if len(excerpts) < len(texts):
        problems.append(_too_many(reader.groups[0][0], len(excerpts)))
    return Alternatives(tuple(excerpts), tuple(reader.groups), tuple(problems))


def _pairs(signs: Iterable[re.Match[str]]) -> tuple[dict[int, int], list[Problem]]:
    """Where each group opens and closes, and what is wrong with the other braces."""
    opened, pairs, problems = list[int](), dict[int, int](), list[Problem]()
    for sign in signs:
        at = sign.start()
        if sign[0] == "{":
            opened.append(at)
        elif sign[0] == "}" and opened:
            pairs[opened.pop()] = at
        elif sign[0] == "}":
            problems.append(_alone(at, "}", "closes nothing"))
    return pairs, [*problems, *(_alone(at, "{", "is never closed") for at in opened)]


def _alone(at: int, sign: str, why: str) -> Problem:
    sentence = f"The {sign} at character {at + 1} {why}"
    return Problem(at, f"{sentence}: write \\{sign} if you mean the sign itself.")


def _too_many(at: int, number: int) -> Problem:
    most = f"{MOST} prompts" if number == MOST else f"{MOST_CHARACTERS:,} characters of prompts"
    return Problem(at, f"The alternatives from character {at + 1} on make more than {most}: leave some out.")


class _Reader:
    """Reads a prompt from sign to sign."""

    def __init__(self, prompt: str, pairs: Mapping[int, int]) -> None:
        self.groups: list[Span] = []
        self._prompt = prompt
        self._opens, self._closes = pairs.keys(), frozenset(pairs.values())
        self._stack = [_Group(0)]
        self._at = 0

    def read(self, signs: Iterable[re.Match[str]]) -> list[_Text]:
        """The texts of the prompt, but no more than one above the most."""
        for sign in signs:
            if sign.start() in self._opens:
                self._open(sign.start())
            elif sign.start() in self._closes:
                self._close(sign.start())
            elif len(self._stack) > 1 and sign[0] == ",":
                self._next(sign.start())
            elif len(self._stack) > 1 and sign[0] == "\\,":
                self._literal(sign.start())
                self._at = sign.start() + 1
        self._literal(len(self._prompt))
        return self._stack[0].current

    def _open(self, at: int) -> None:
        self._literal(at)
        self._stack.append(_Group(at))
        self._at = at + 1

    def _close(self, at: int) -> None:
        self._next(at)
        group = self._stack.pop()
        self._stack[-1].add(group.done)
        if len(self._stack) == 1:
            self.groups.append((group.begins, at + 1))

    def _next(self, at: int) -> None:
        self._literal(at, is_last=True)
        self._stack[-1].end_alternative()
        self._at = at + 1

    def _literal(self, end: int, *, is_last: bool = False) -> None:
        """Take what stands before `end`; blanks around an alternative are left out."""
        text, start = self._prompt[self._at : end], self._at
        if len(self._stack) > 1 and self._stack[-1].is_fresh:
            start += len(text) - len(text.lstrip())
        if is_last:
            end -= len(text) - len(text.rstrip())
        if start < end:
            self._stack[-1].add([(start, end)])


def _excerpts(prompt: str, texts: Iterable[_Text]) -> list[Excerpt]:
    """The texts, as many as may be."""
    kept, length = list[Excerpt](), 0
    for text in islice(texts, MOST):
        excerpt = Excerpt.of(prompt, _merged(_flat(text)))
        length += len(excerpt.text)
        if kept and length > MOST_CHARACTERS:
            break
        kept.append(excerpt)
    return kept


def _flat(text: _Text) -> Iterator[Span]:
    """The leaves of the tree, from left to right."""
    waiting = [text]
    while waiting:
        one = waiting.pop()
        if isinstance(one, _Joined):
            waiting += [one.right, one.left]
        elif one:
            yield one


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """The same with spans that touch made one."""
    begins = ends = 0
    for start, end in spans:
        if start != ends:
            yield begins, ends
            begins = start
        ends = end
    yield begins, ends
