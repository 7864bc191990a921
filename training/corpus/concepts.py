"""The concepts that the network learns, out of the index of the illustrations that `collage` composes from."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pictoris.engines.collage.illustrations as shipped

FOLDER = Path(next(iter(shipped.__path__)))
_LEARNED = tomllib.loads(Path(__file__).with_name("learned.toml").read_text("utf-8"))
_NAMES = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """Something that can be drawn."""

    id: str
    """Source and code point, e.g. `fluent/1f98a`."""
    name: str
    words: tuple[str, ...]
    """Keywords."""
    kind: str
    colours: tuple[str, ...]
    """Colour words of its pixels, the largest area first."""
    stands: bool
    """Whether it rests on the ground."""
    stature: float
    """Height in metres."""
    names: tuple[str, ...] = ()
    """What else it is called in captions."""


def concepts(limit: int = 0) -> Sequence[Concept]:
    """Every concept worth learning in the index's order; with a `limit`, that many spread over the whole list."""
    rows = json.loads((FOLDER / "index.json").read_bytes())
    chosen = [_concept(row) for row in rows if _is_learned(row)]
    return chosen if not limit else [chosen[round(at * len(chosen) / limit)] for at in range(limit)]


def _is_learned(row: dict[str, str]) -> bool:
    words = row["name"].split()
    if row["part"] == "panel" or row["name"] in _LEARNED["left_out"] or words[-1] == "face":
        return False
    return (row["kind"] in _LEARNED["whole"] and len(words) <= 2) or (
        row["kind"] in _LEARNED["simple"] and len(words) == 1
    )


def _concept(row: Mapping[str, Any]) -> Concept:
    return Concept(
        id=str(row["id"]),
        name=str(row["name"]),
        words=tuple(row["keywords"]),
        kind=str(row["kind"]),
        colours=tuple(row["colours"]),
        stands=bool(row["stands"]),
        stature=float(row["stature"]),
        names=tuple(_NAMES.get(str(row["name"]), ())),
    )
