"""Draws the concepts in other styles, from packages of vector drawings, into the folder that `Drawings` reads."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from training.corpus.concepts import Concept, concepts

SIDE = 160
"""Pixels of a drawing's side, its empty margin included."""

Shelf: TypeAlias = Callable[[Concept], str | None]
"""A concept's drawing as SVG; None where there is none."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """An unpacked package, which remembers what was read of it."""

    folder: Path
    digests: dict[str, str] = field(default_factory=dict)
    """File, relative to the folder → SHA-256, of each that was read."""

    def read(self, name: str) -> bytes | None:
        """What a file holds; None where there is no such file."""
        path = self.folder / name
        if not path.exists():
            return None
        data = path.read_bytes()
        self.digests[name] = hashlib.sha256(data).hexdigest()
        return data

    def parsed(self, name: str) -> Any:
        """What a JSON file says; `FileNotFoundError` where there is no such file."""
        data = self.read(name)
        if data is None:
            raise FileNotFoundError(f"There is no {name} in {self.folder}: unpack the package again.")
        return json.loads(data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the drawings of a style come from: a package of the npm registry."""

    package: str
    version: str
    opened: Callable[[Unpacked], Shelf]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the manifest says of a style."""

    count: int
    package: str
    version: str
    licence: str
    """As the package itself names it."""
    sha256: Mapping[str, str]
    """File, relative to the package → digest, of each that the drawings came from."""
    without: Sequence[str]
    """Names of concepts that the package has no drawing of."""


def _fluent(way: str, package: Unpacked) -> Shelf:
    """Fluent Emoji name their files after the emoji: `red-apple.svg`."""

    def drawing(concept: Concept) -> str | None:
        name = re.sub(r"[^a-z0-9]+", "-", concept.name.lower()).strip("-")
        data = package.read(f"icons/{way}/{name}.svg")
        return None if data is None else data.decode("utf-8")

    return drawing


def _noto(package: Unpacked) -> Shelf:
    """Noto Emoji are one file of bodies by name, and another of names by code point."""
    codes = package.parsed("chars.json")
    names = {code.replace("-fe0f", ""): name for code, name in codes.items()}
    whole = package.parsed("icons.json")

    def drawing(concept: Concept) -> str | None:
        icon = whole["icons"].get(names.get(concept.id.partition("/")[2], ""))
        if icon is None:
            return None
        wide, high = (icon.get(side, whole.get(side, 16)) for side in ("width", "height"))
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}">'
        return f"{head}{icon['body']}</svg>"

    return drawing


STYLES: Mapping[str, Source] = {
    "flat": Source(package="fluentui-emoji", version="1.3.0", opened=partial(_fluent, "flat")),
    "gradient": Source(package="fluentui-emoji", version="1.3.0", opened=partial(_fluent, "modern")),
    "noto": Source(package="@iconify-json/noto", version="1.2.9", opened=_noto),
}


def draw(packages: Path, folder: Path, wanted: Sequence[Concept] | None = None) -> Mapping[str, Told]:
    """Fill `folder` with a PNG of 160×160 RGBA of every concept in every style, `index.json` and `manifest.json`.

    `packages` holds the unpacked packages, each in any folder below. Raises `FileNotFoundError` if one is not there.
    """
    known = concepts() if wanted is None else wanted
    index: dict[str, Mapping[str, str]] = {}
    told: dict[str, Told] = {}
    for style, source in STYLES.items():
        package = Unpacked(_package(packages, source))
        index[style] = _drawn(source.opened(package), known, folder, style)
        told[style] = Told(
            count=len(index[style]), package=source.package, version=source.version,
            licence=json.loads((package.folder / "package.json").read_bytes())["license"],
            sha256=package.digests, without=[one.name for one in known if one.id not in index[style]],
        )  # fmt: skip
    _write(folder / "index.json", index)
    _write(folder / "manifest.json", {style: asdict(one) for style, one in told.items()})
    return told


def _package(packages: Path, source: Source) -> Path:
    """The folder whose `package.json` names the package and the version."""
    for path in sorted(packages.glob("**/package.json")):
        told = json.loads(path.read_bytes())
        if (told.get("name"), told.get("version")) == (source.package, source.version):
            return path.parent
    wish = f"{source.package}@{source.version}"
    raise FileNotFoundError(
        f"There is no {wish} below {packages}: run `npm pack {wish}` there and unpack it."
    )


def _drawn(shelf: Shelf, known: Sequence[Concept], folder: Path, style: str) -> Mapping[str, str]:
    """Draw what there is; id → file, relative to the folder."""
    (folder / style).mkdir(parents=True, exist_ok=True)
    files = {}
    for concept in known:
        if drawing := shelf(concept):
            files[concept.id] = f"{style}/{concept.id.replace('/', '-')}.png"
            (folder / files[concept.id]).write_bytes(rasterised(drawing))
    return files


def rasterised(drawing: str) -> bytes:
    """An SVG as a PNG of 160×160 RGBA."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=drawing, width=SIDE, height=SIDE))


def _write(path: Path, told: object) -> None:
    path.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")
