"""The illustrations: opened once, found by their names, and unpacked one by one."""

import io
import json
import zipfile
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image

from pictoris.engines.collage.lexicon import CROWDS, TOGETHER, called, in_singular
from pictoris.engines.collage.scene import Entry, Kind
from pictoris.errors import Failed
from pictoris.infra.vendored import read_whole
from pictoris.nouns import Json

FOLDER = Path(str(files("pictoris") / "engines" / "collage" / "illustrations"))
SIDE = 256
"""Pixels of a sprite's side."""
_KEPT = 64
"""Sprites that stay unpacked (256 KB each)."""


Meaning: TypeAlias = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a word names."""

    choices: tuple[str, ...]
    """Ids of illustrations, the best first."""
    plural: bool
    kind: Kind


class Library:
    """The illustrations that ship with the package; not safe for use by several threads at once."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Nothing is read before it is asked for.

        Whatever reads it raises `Failed("illustrations_damaged")` if a file is not what its list says.
        """
        self._folder = folder
        self._sprites: OrderedDict[str, npt.NDArray[np.uint8]] = OrderedDict()

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Every illustration by its id."""
        rows: list[dict[str, Json]] = json.loads(self._read("index.json"))
        return {entry.id: entry for entry in map(_entry, rows)}

    def entry(self, id_: str) -> Entry:
        """What is known of one illustration."""
        return self.entries[id_]

    @cached_property
    def terms(self) -> Mapping[str, tuple[str, ...]]:
        """Word or phrase, in the singular → ids of the illustrations that it names, the best first."""
        return called(self.entries.values())

    def find(self, words: str) -> Found | None:
        """What a word or phrase in small letters names, in the singular or the plural; None if it names nothing."""
        exact = self.terms.get(words)
        if words in TOGETHER and exact is None:
            exact = self.terms.get(next(in_singular(words), words))
        single = next((self.terms[one] for one in in_singular(words) if one in self.terms), None)
        if exact and (words in TOGETHER or not single or single[0] != exact[0]):
            return self._found(exact, plural=words in CROWDS)
        return self._found(single, plural=True) if single else None

    def _found(self, choices: tuple[str, ...], *, plural: bool) -> Found:
        return Found(choices=choices, plural=plural, kind=self.entry(choices[0]).kind)

    def nearest(self, meaning: Meaning, count: int = 4) -> Sequence[tuple[float, str]]:
        """The terms that mean most nearly the same as a unit vector: (likeness, term), the nearest first."""
        likeness: Meaning = self._meanings @ meaning
        best = np.argsort(-likeness, kind="stable")[:count]
        return [(float(likeness[one]), self._spelled[one]) for one in best]

    @cached_property
    def _spelled(self) -> Sequence[str]:
        return sorted(self.terms)

    @cached_property
    def _meanings(self) -> Meaning:
        """Terms×384, in the order of `_spelled`."""
        stored: npt.NDArray[np.int8] = np.load(io.BytesIO(self._read("meanings.npy")))
        return stored.astype(np.float32) / np.float32(127)

    def sprite(self, id_: str) -> npt.NDArray[np.uint8]:
        """The picture of an illustration: 256×256×4 RGBA, uint8, not premultiplied; not to be written to."""
        if id_ in self._sprites:
            self._sprites.move_to_end(id_)
            return self._sprites[id_]
        with Image.open(io.BytesIO(self._archive.read(f"{id_}.webp"))) as picture:
            pixels = np.asarray(picture.convert("RGBA"))
        self._sprites[id_] = pixels
        if len(self._sprites) > _KEPT:
            self._sprites.popitem(last=False)
        return pixels

    @cached_property
    def _archive(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self._read("pictures.zip")))

    def _read(self, name: str) -> bytes:
        data = read_whole(self._folder, name)
        if data is None:
            raise Failed(
                f"The illustrations' {name} is missing or damaged: install Pictoris again.",
                code="illustrations_damaged",
            )
        return data


@cache
def library() -> Library:
    """The one library of this process."""
    return Library()


def _entry(row: Mapping[str, Json]) -> Entry:
    told: dict[str, object] = dict(row)
    return Entry(
        **told  # type: ignore[arg-type]  # what each field holds is a promise of the builder, and of a test
        | {
            "kind": Kind(str(row["kind"])),
            "keywords": tuple(_words(row["keywords"])),
            "colours": tuple(_words(row["colours"])),
            "box": tuple(row["box"]) if isinstance(row["box"], list) else (),
        }
    )


def _words(value: Json) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
