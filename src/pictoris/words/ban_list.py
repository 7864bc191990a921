"""The built-in list of words that no prompt may hold, and the company in which they are harmless."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pictoris.words.finder import Finder

SEXUAL = "sexual"
ALWAYS = "always"
"""The category of what is never about adults."""


@dataclass(frozen=True, slots=True)
class BanList:
    """The list, ready to search."""

    banned: Finder
    """Categories `sexual`, `gore`, `hate` and `always`."""
    young: Finder
    """People under age."""
    suggestive: Finder
    """Harmless, but not with people under age."""
    harmless: Finder
    """Phrases that hold a banned word and mean something else."""
    says: Mapping[str, str]
    """Category → what it is called in a message."""


@cache
def built_in() -> BanList:
    """Read the list (ban_list.toml) once."""
    source = files("pictoris.words") / "ban_list.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    categories, minors = data["categories"], data["minors"]
    banned = [(word, name) for name, category in categories.items() for word in category["words"]]
    return BanList(
        banned=Finder([*((word, ALWAYS) for word in minors["always"]), *banned]),
        young=Finder((word, "young") for word in minors["words"]),
        suggestive=Finder((word, "suggestive") for word in minors["suggestive"]),
        harmless=Finder((phrase, "harmless") for phrase in data["harmless"]["phrases"]),
        says={**{name: category["says"] for name, category in categories.items()}, ALWAYS: minors["says"]},
    )
