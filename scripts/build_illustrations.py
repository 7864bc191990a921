"""Builds the illustrations that `collage` composes from (src/pictoris/engines/collage/illustrations).

    npm pack @lobehub/fluent-emoji-3d@1.1.0 @iconify-json/noto@1.2.9 emojilib@4.0.3 emojibase-data@17.0.0
    pip install resvg-py==0.5.0
    python scripts/build_illustrations.py FLUENT NOTO EMOJILIB EMOJIBASE     # the four folders `package`

What each of them shows is written in scripts/illustrations/traits.toml; those in scripts/illustrations/*.svg are our own.
"""

import hashlib
import io
import json
import re
import sys
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import resvg_py
from PIL import Image, ImageOps

from pictoris.embedding.sentences import Sentences
from pictoris.engines.collage.colours import colours_of
from pictoris.engines.collage.lexicon import called
from pictoris.engines.collage.scene import Entry
from pictoris.engines.onnx.sessions import Graphs
from pictoris.engines.onnx.weights import read_checked

TABLES = Path(__file__).parent / "illustrations"
TARGET = Path(__file__).parents[1] / "src" / "pictoris" / "engines" / "collage" / "illustrations"
SIDE = 256
EXCEPTIONS = {
    "floating": ("stands", False),
    "standing": ("stands", True),
    "front": ("faces", "front"),
    "left": ("faces", "left"),
    "right": ("faces", "right"),
}


@dataclass(frozen=True, kw_only=True)
class Traits:
    """What a line of the tables says of an illustration."""

    kind: str
    height: float
    stands: bool
    faces: str
    part: str


@dataclass(frozen=True, kw_only=True)
class Emoji:
    """What Unicode's data say of an illustration."""

    code: str
    name: str
    keywords: tuple[str, ...]
    subgroup: str


@dataclass(kw_only=True)
class Row:
    """An entry of the index."""

    id: str
    name: str
    keywords: list[str]
    kind: str
    stature: float
    stands: bool
    faces: str
    part: str
    colours: list[str] = field(default_factory=list)
    box: list[int] = field(default_factory=list)


def plain_code(code: str) -> str:
    return code.lower().replace("-fe0f", "")


def emoji_of(emojilib: Path, emojibase: Path) -> Iterator[Emoji]:
    """Every emoji in Unicode's order, without skin tones, with the keywords of both collections."""
    subgroups = json.loads((emojibase / "meta" / "groups.json").read_text("utf-8"))["subgroups"]
    words = json.loads((emojilib / "dist" / "emoji-en-US.json").read_text("utf-8"))
    for one in json.loads((emojibase / "en" / "data.json").read_text("utf-8")):
        if "group" not in one:
            continue
        more = words.get(one["emoji"]) or words.get(one["emoji"].replace("\ufe0f", "")) or []
        keywords = [word.replace("_", " ").lower() for word in [*one.get("tags", ()), *more]]
        keywords = [word for word in dict.fromkeys(keywords) if re.fullmatch(r"[a-z][a-z' -]{2,}", word)]
        yield Emoji(
            code=plain_code(one["hexcode"]),
            name=one["label"],
            keywords=tuple(word for word in keywords if word != one["label"].lower()),
            subgroup=subgroups[str(one["subgroup"])],
        )


def traits_of(tables: Mapping[str, Any], emoji: Emoji) -> Traits | None:
    """What the tables say of it; None if it is no use as a subject."""
    table = tables.get(emoji.subgroup)
    if table is None or emoji.name in table.get("drop", ()):
        return None
    if emoji.name not in table.get("keep", (emoji.name,)):
        return None
    table = {**tables[table["like"]], **table} if "like" in table else table
    found = Traits(**{key: table[key] for key in ("kind", "height", "stands", "faces", "part")})
    for key in ("kind", "part"):
        for value, names in table.get(f"{key}s", {}).items():
            found = replace(found, **{key: value}) if emoji.name in names else found
    for name, (key, value) in EXCEPTIONS.items():
        found = replace(found, **{key: value}) if emoji.name in table.get(name, ()) else found
    return replace(found, height=float(table.get("heights", {}).get(emoji.name, found.height)))


def names_in(tables: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every (subgroup, name) that the tables speak of."""
    for subgroup, table in tables.items():
        lists = [table.get(key, ()) for key in (*EXCEPTIONS, "drop", "keep", "heights")]
        lists += [*table.get("kinds", {}).values(), *table.get("parts", {}).values()]
        yield from ((subgroup, name) for names in lists for name in names)


def rendered(svg: str) -> Image.Image:
    """A drawing as SIDE × SIDE pixels, drawn twice as large and made smaller."""
    large = resvg_py.svg_to_bytes(svg_string=svg, width=2 * SIDE, height=2 * SIDE)
    return Image.open(io.BytesIO(bytes(large))).convert("RGBA").resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def webp(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=90, method=6)
    return file.getvalue()


class Noto:
    """The drawings of Noto Emoji, by code point."""

    def __init__(self, package: Path) -> None:
        codes = json.loads((package / "chars.json").read_text("utf-8"))
        self._names = {plain_code(code): name for code, name in codes.items()}
        self._set = json.loads((package / "icons.json").read_text("utf-8"))

    def webp(self, code: str) -> bytes | None:
        """The picture as WebP; None if there is none of this code point."""
        icon = self._set["icons"].get(self._names.get(code, ""))
        if icon is None:
            return None
        side = icon.get("width", self._set.get("width", 16))
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        return webp(rendered(f"{head}{icon['body']}</svg>"))


def fluent(package: Path) -> Mapping[str, bytes]:
    """Code point → picture, as the package has it."""
    files = sorted((package / "assets").glob("*.webp"))
    return {plain_code(file.stem).replace("_", "-"): squared(file.read_bytes()) for file in files}


def squared(data: bytes) -> bytes:
    """The picture as it is if it is SIDE × SIDE (nearly all are), else fitted into that."""
    with Image.open(io.BytesIO(data)) as picture:
        if picture.size == (SIDE, SIDE):
            return data
        fitted = ImageOps.contain(picture.convert("RGBA"), (SIDE, SIDE))
        square = Image.new("RGBA", (SIDE, SIDE))
        square.paste(fitted, ((SIDE - fitted.width) // 2, (SIDE - fitted.height) // 2))
        return webp(square)


def row_of(id_: str, name: str, keywords: tuple[str, ...], traits: Traits, data: bytes) -> Row:
    """An entry with what is measured on its picture."""
    picture = Image.open(io.BytesIO(data)).convert("RGBA")
    pixels = np.asarray(picture)
    box = Image.fromarray((pixels[..., 3] > 8).astype(np.uint8) * 255).getbbox()
    assert box is not None, id_
    return Row(
        id=id_,
        name=name,
        keywords=list(keywords),
        kind=traits.kind,
        stature=traits.height,
        stands=traits.stands,
        faces=traits.faces,
        part=traits.part,
        colours=list(colours_of(pixels)),
        box=list(box),
    )


def pictured(folders: list[Path]) -> Iterator[tuple[Row, bytes]]:
    """Every entry with its picture."""
    fluent_folder, noto_folder, emojilib, emojibase = folders
    tables = tomllib.loads((TABLES / "traits.toml").read_text("utf-8"))
    first, second = fluent(fluent_folder), Noto(noto_folder)
    known = list(emoji_of(emojilib, emojibase))
    strange = set(names_in(tables)) - {(one.subgroup, one.name) for one in known}
    assert not strange, f"traits.toml names what does not exist: {sorted(strange)}"
    for one in known:
        traits = traits_of(tables, one)
        corpus, data = ("fluent", first[one.code]) if one.code in first else ("noto", second.webp(one.code))
        if traits and data:
            yield row_of(f"{corpus}/{one.code}", one.name, one.keywords, traits, data), data
    yield from drawn()


def drawn() -> Iterator[tuple[Row, bytes]]:
    """Our own drawings; each tells of itself in its first comment, in the form of traits.toml."""
    for file in sorted(TABLES.glob("*.svg")):
        svg = file.read_text("utf-8")
        told = tomllib.loads(svg.split("<!--", 1)[1].split("-->", 1)[0])
        data = webp(rendered(svg))
        keywords, name = tuple(told.pop("keywords")), told.pop("name")
        yield row_of(f"drawn/{file.stem}", name, keywords, Traits(**told), data), data


def embedded(rows: list[Row]) -> bytes:
    """What each term means, in the order of the alphabet: N×384 int8, unit vectors times 127, as a .npy file."""
    sentences = Sentences(Graphs(), lambda: read_checked("minilm_tokenizer.json"))
    terms = called(Entry(**asdict(row)) for row in rows)
    file = io.BytesIO()
    np.save(
        file,
        np.round(np.concatenate([sentences.embed([term]) for term in sorted(terms)]) * 127).astype(np.int8),
    )
    return file.getvalue()


def zipped(pictures: Mapping[str, bytes]) -> bytes:
    """An archive without compression (WebP is compressed) and without dates, the same each time."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, data in pictures.items():
            archive.writestr(zipfile.ZipInfo(f"{name}.webp"), data)
    return file.getvalue()


def main() -> None:
    pairs = list(pictured([Path(argument) for argument in sys.argv[1:5]]))
    rows = [row for row, _data in pairs]
    lines = ",\n".join(json.dumps(asdict(row), ensure_ascii=False, separators=(",", ":")) for row in rows)
    files = {
        "index.json": f"[\n{lines}\n]\n".encode(),
        "meanings.npy": embedded(rows),
        "pictures.zip": zipped({row.id: data for row, data in pairs}),
    }
    TARGET.mkdir(exist_ok=True)
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    for name, data in {**files, "SHA256SUMS": sums.encode()}.items():
        (TARGET / name).write_bytes(data)
        print(f"{name}: {len(data):,} bytes")
    print(f"{len(rows)} illustrations")


if __name__ == "__main__":
    main()
