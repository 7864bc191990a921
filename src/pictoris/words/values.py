"""What the flags of a prompt take: a description in words, and a reader that gives a typed value or None."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

_LONGEST_NUMBER = 11
_LONGEST_SIDE = 4
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{0,15}://\S", re.IGNORECASE)
_WEIGHT = re.compile(r"[-+]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})")
_STYLE_CODE = re.compile(r"[0-9]{1,20}|random", re.IGNORECASE)
_PROFILE = re.compile(r"[\w-]{1,64}")


@dataclass(frozen=True, slots=True)
class Item:
    """One of the things that `--sref` and its like list."""

    target: str
    """A URL or a code."""
    is_url: bool
    weight: float = 1.0


Value: TypeAlias = int | float | str | tuple[int, int] | Item
Read: TypeAlias = Callable[[str], Value | None]
"""One chunk without blanks → its value, or None if it does not fit."""


@dataclass(frozen=True, slots=True)
class Takes:
    """What a flag takes."""

    words: str
    """In words, as in "--ar takes …"; empty if it takes nothing."""
    read: Read | None = None
    needed: bool = True
    """Whether it must have a value."""
    several: bool = False
    """Whether more chunks may follow."""


NOTHING = Takes("", needed=False)
TEXT = Takes("words, separated by commas", str, several=True)
STYLE = Takes("a style such as raw", str)


def number(least: float, most: float) -> Takes:
    """A number with or without decimals, both ends included."""

    def read(chunk: str) -> float | None:
        value = _decimal(chunk)
        return value if value is not None and least <= value <= most else None

    return Takes(f"a number from {least:g} to {most:g}", read)


def whole(least: int, most: int) -> Takes:
    """A number without decimals, both ends included."""

    def read(chunk: str) -> int | None:
        fits = chunk.isdecimal() and len(chunk) <= _LONGEST_NUMBER and least <= int(chunk) <= most
        return int(chunk) if fits else None

    return Takes(f"a whole number from {least} to {most}", read)


def one_number_of(*values: float) -> Takes:
    """One of some numbers, however they are written: `.5` is `0.5`."""

    def read(chunk: str) -> float | None:
        value = _decimal(chunk)
        return value if value in values else None

    return Takes(f"one of {', '.join(f'{value:g}' for value in values)}", read)


def version_of(*versions: str, needed: bool = True) -> Takes:
    """One of some versions; `6.0` is `6`."""

    def read(chunk: str) -> str | None:
        version = chunk.removesuffix(".0")
        return version if version in versions else None

    return Takes(f"one of {', '.join(versions)}", read, needed=needed)


def _decimal(chunk: str) -> float | None:
    is_one = chunk.isascii() and len(chunk) <= _LONGEST_NUMBER and chunk.replace(".", "", 1).isdecimal()
    return float(chunk) if is_one else None


def _ratio(chunk: str) -> tuple[int, int] | None:
    sides = chunk.split(":")
    if len(sides) != 2 or not all(_is_side(side) for side in sides):
        return None
    return int(sides[0]), int(sides[1])


def _is_side(side: str) -> bool:
    return side.isdecimal() and side.isascii() and len(side) <= _LONGEST_SIDE and int(side) > 0


def _item(chunk: str) -> Item:
    """A target and its weight (`code::2`); the colons of an IPv6 address are its own."""
    target, colons, weight = chunk.rpartition("::")
    if colons and target and (not weight or _WEIGHT.fullmatch(weight)):
        return Item(target, is_address(target), float(weight or 1))
    return Item(chunk, is_address(chunk))


def _picture(chunk: str) -> Item | None:
    item = _item(chunk)
    return item if item.is_url else None


def _style_reference(chunk: str) -> Item | None:
    item = _item(chunk)
    return item if item.is_url or _STYLE_CODE.fullmatch(item.target) else None


def _profile(chunk: str) -> str | None:
    item = _item(chunk)
    return item.target if _PROFILE.fullmatch(item.target) else None


def is_address(chunk: str) -> bool:
    """Whether it is written as a URL, of whatever scheme."""
    return _ADDRESS.match(chunk) is not None


RATIO = Takes("a shape like 3:2", _ratio)
PICTURE = Takes("the URL of a picture", _picture)
PICTURES = Takes("URLs of pictures", _picture, several=True)
STYLES = Takes("URLs of pictures, numeric codes or “random”", _style_reference, several=True)
PROFILES = Takes("codes of profiles", _profile, needed=False, several=True)
