"""What the flags of a prompt ask for, typed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args

from pictoris.ports import Look
from pictoris.words.flags import Flag
from pictoris.words.uses import Placed, Use
from pictoris.words.values import TEXT, Item

Role: TypeAlias = Literal["image", "style", "character", "object"]
Speed: TypeAlias = Literal["fast", "relax", "turbo"]
Visibility: TypeAlias = Literal["stealth", "public"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A picture or a style that a prompt names: exactly one of `url` and `code` is there."""

    role: Role
    url: str = ""
    """As it was written; nobody has looked whether it may be fetched."""
    code: str = ""
    """A number, or `random`."""
    weight: float = 1.0
    position: int
    """Index in the prompt where it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptSettings:
    """The flags of a prompt; None where one is not given. What does not fit counts as not given."""

    aspect: tuple[int, int] | None = None
    """Width to height."""
    version: str | None = None
    niji: str | None = None
    """Its version; empty if the flag stands alone."""
    style: str = ""
    raw: bool = False
    """`--raw` or `--style raw`."""
    stylize: int | None = None
    chaos: int | None = None
    weird: int | None = None
    experimental: int | None = None
    quality: float | None = None
    draft: bool = False
    hd: bool = False
    stop: int | None = None
    seed: int | None = None
    tile: bool = False
    without: tuple[str, ...] = ()
    """What stands between commas after `--no`, all of them together."""
    image_weight: float | None = None
    style_references: tuple[Mention, ...] = ()
    style_weight: int | None = None
    style_version: int | None = None
    character_references: tuple[Mention, ...] = ()
    character_weight: int | None = None
    object_references: tuple[Mention, ...] = ()
    object_weight: int | None = None
    profile: tuple[str, ...] | None = None
    """Codes; empty if the flag stands alone."""
    repeat: int = 1
    speed: Speed | None = None
    video: bool = False
    visibility: Visibility | None = None

    @property
    def look(self) -> Look:
        """How the pictures are to look, as engines are told."""
        return Look(
            stylize=self.stylize,
            chaos=self.chaos or 0,
            weird=self.weird or 0,
            quality=self.quality or 1.0,
            stop=self.stop or 100,
            raw=self.raw,
            tile=self.tile,
            style=self.style,
            drawn=self.niji is not None,
        )

    @property
    def references(self) -> tuple[Mention, ...]:
        """Pictures and styles of all three kinds."""
        return (*self.style_references, *self.character_references, *self.object_references)


def settings_of(uses: Iterable[Use]) -> PromptSettings:
    """Put the flags that have no fault into their fields."""
    fields: dict[str, Any] = {}
    lists = defaultdict[str, list[object]](list)
    for use in uses:
        if use.flag.takes.several or use.flag.name in _ROLES:
            lists[use.flag.field] += _listed(use)
        else:
            fields[use.flag.field] = use.values[0].value if use.values else _bare(use.flag)
    fields |= {name: tuple(values) for name, values in lists.items()}
    fields["raw"] = "raw" in fields or fields.get("style", "").lower() == "raw"
    return PromptSettings(**fields)


_ROLES: dict[str, Role] = {"sref": "style", "cref": "character", "oref": "object"}
_NAMES = frozenset({*get_args(Speed), *get_args(Visibility)})
"""Flags of which the field keeps the name."""


def _listed(use: Use) -> Iterable[object]:
    if use.flag.name in _ROLES:
        return _mentions(use.values, _ROLES[use.flag.name])
    values = [placed.value for placed in use.values]
    if use.flag.takes is not TEXT:
        return values
    phrases = (phrase.strip() for phrase in " ".join(map(str, values)).split(","))
    return filter(None, phrases)


def _bare(flag: Flag) -> object:
    """What a flag without a value says."""
    if flag.name in _NAMES:
        return flag.name
    return "" if flag.takes.read else True


def _mentions(values: Iterable[Placed], role: Role) -> Iterator[Mention]:
    for placed in values:
        item = placed.value
        if isinstance(item, Item):
            url, code = (item.target, "") if item.is_url else ("", item.target)
            yield Mention(role=role, url=url, code=code, weight=item.weight, position=placed.position)
