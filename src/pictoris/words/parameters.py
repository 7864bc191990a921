"""The parameters that may end a prompt (`--ar 3:2`), with their ranges: a table, and what is wrong with a use of it.

This is an approximation: it looks at each parameter alone and does not parse the prompt.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

_CHUNK = re.compile(r"\S+")
_DASHES = ("--", "—", "–")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a prompt."""

    position: int
    """Index in the prompt where it begins."""
    message: str


Check: TypeAlias = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a parameter takes."""

    takes: str
    """In words, for the message; empty if it takes nothing."""
    fits: Check | None
    needed: bool = True
    """Whether it must have a value."""
    several: bool = False
    """Whether more words may follow."""


def _number(least: float, most: float) -> Rule:
    def fits(value: str) -> bool:
        return _is_number(value) and least <= float(value) <= most

    return Rule(f"a number from {least:g} to {most:g}", fits)


def _whole(least: int, most: int) -> Rule:
    def fits(value: str) -> bool:
        return value.isdecimal() and len(value) < 12 and least <= int(value) <= most

    return Rule(f"a whole number from {least} to {most}", fits)


def _one_of(*values: str, needed: bool = True) -> Rule:
    return Rule(f"one of {', '.join(values)}", lambda value: value.lower() in values, needed=needed)


def _is_number(value: str) -> bool:
    return len(value) < 12 and value.replace(".", "", 1).isdecimal() and value.isascii()


def _is_ratio(value: str) -> bool:
    width, colon, height = value.partition(":")
    sides = (width, height)
    if not colon or not all(side.isdecimal() and side.isascii() and len(side) < 5 for side in sides):
        return False
    return all(int(side) > 0 for side in sides)


_RATIO = Rule("a shape like 3:2", _is_ratio)
_TEXT = Rule("words", bool, several=True)
_PICTURES = Rule("the URL of a picture or a code", bool, several=True)
_CODE = Rule("a code", bool, needed=False, several=True)
_NOTHING = Rule("", None, needed=False)

PARAMETERS: Mapping[str, Rule] = {
    **dict.fromkeys(("ar", "aspect"), _RATIO),
    **dict.fromkeys(("stylize", "s"), _whole(0, 1000)),
    **dict.fromkeys(("chaos", "c"), _whole(0, 100)),
    **dict.fromkeys(("weird", "w"), _whole(0, 3000)),
    **dict.fromkeys(("quality", "q"), _one_of("0.25", ".25", "0.5", ".5", "1", "2", "4")),
    **dict.fromkeys(("version", "v"), _one_of("1", "2", "3", "4", "5", "5.0", "5.1", "5.2", "6", "6.0", "6.1", "7")),
    **dict.fromkeys(("repeat", "r"), _whole(1, 40)),
    **dict.fromkeys(("profile", "p"), _CODE),
    **dict.fromkeys(("sref", "cref", "oref"), _PICTURES),
    **dict.fromkeys(("fast", "relax", "turbo", "tile", "video", "raw", "draft", "hd", "stealth", "public"), _NOTHING),
    "niji": _one_of("4", "5", "6", "7", needed=False),
    "seed": _whole(0, 4_294_967_295),
    "stop": _whole(10, 100),
    "iw": _number(0, 3),
    "sw": _whole(0, 1000),
    "cw": _whole(0, 100),
    "ow": _whole(0, 1000),
    "exp": _whole(0, 100),
    "sv": _whole(1, 6),
    "style": Rule("a style such as raw", bool),
    "no": _TEXT,
}  # fmt: skip
"""Name without dashes → rule; spec: the parameters of Midjourney's prompt language."""


@dataclass(frozen=True, slots=True)
class _Use:
    """One parameter in a prompt."""

    name: str
    start: int
    values: tuple[re.Match[str], ...]


def first_problem(prompt: str) -> Problem | None:
    """The first thing that is wrong with the parameters of a prompt, or None."""
    return next(_problems(prompt), None)


def _problems(prompt: str) -> Iterator[Problem]:
    for use in _uses(prompt):
        rule = PARAMETERS.get(use.name.lower())
        if rule is None:
            yield Problem(
                use.start, f"There is no parameter --{_short(use.name)} (at character {use.start + 1})."
            )
        else:
            yield from _misuse(use, rule)


def split(prompt: str) -> tuple[str, str]:
    """The prompt without its parameters, and these; both without blanks around them."""
    first = next(_uses(prompt), None)
    at = first.start if first else len(prompt)
    return prompt[:at].strip(), prompt[at:].strip()


def negative_spans(prompt: str) -> list[tuple[int, int]]:
    """Where the words stand that a picture shall not show (after `--no`): start and end."""
    return [
        (use.values[0].start(), use.values[-1].end())
        for use in _uses(prompt)
        if use.name.lower() == "no" and use.values
    ]


def _uses(prompt: str) -> Iterator[_Use]:
    if not any(dashes in prompt for dashes in _DASHES):
        return
    name, values = None, list[re.Match[str]]()
    for chunk in _CHUNK.finditer(prompt):
        if _names_a_parameter(chunk[0]):
            if name:
                yield _Use(name[0].lstrip("-—–"), name.start(), tuple(values))
            name, values = chunk, []
        else:
            values.append(chunk)
    if name:
        yield _Use(name[0].lstrip("-—–"), name.start(), tuple(values))


def _names_a_parameter(chunk: str) -> bool:
    """Dashes right before a letter; keyboards make one long dash of two."""
    return chunk.startswith(_DASHES) and chunk.lstrip("-—–")[:1].isalpha()


def _misuse(use: _Use, rule: Rule) -> Iterator[Problem]:
    name, value = use.name.lower(), use.values[0][0].rstrip(",") if use.values else ""
    at = f"(at character {use.start + 1})"
    if rule.fits is None:
        if use.values:
            yield _stray(use, 0)
    elif not value:
        if rule.needed:
            yield Problem(use.start, f"--{name} {at} needs a value: {rule.takes}.")
    elif not rule.fits(value):
        start = use.values[0].start()
        yield Problem(
            start, f"--{name} takes {rule.takes}, not “{_short(value)}” (at character {start + 1})."
        )
    elif len(use.values) > 1 and not rule.several:
        yield _stray(use, 1)


def _stray(use: _Use, number: int) -> Problem:
    start, text = use.values[number].start(), use.values[number][0]
    return Problem(
        start,
        f"“{_short(text)}” at character {start + 1} comes after --{use.name.lower()}: parameters stand at the end.",
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
