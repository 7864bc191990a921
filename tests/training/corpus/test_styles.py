"""Drawings of other styles are found by name or by code point, and told of; the extra that trains draws them."""

import hashlib
import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from training.corpus.concepts import concepts
from training.corpus.drawings import Drawings
from training.corpus.styles import SIDE, STYLES, draw

FOX, CAT, LIGHTHOUSE = (
    next(one for one in concepts() if one.name == name) for name in ("fox", "black cat", "lighthouse")
)
DISC = '<circle cx="16" cy="16" r="12" fill="{}"/>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{}</svg>'


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def package(folder: Path, name: str, version: str, licence: str) -> Path:
    path = folder / name.replace("/", "-") / "package"
    write(path / "package.json", json.dumps({"name": name, "version": version, "license": licence}))
    return path


def digest(packages: Path, name: str) -> str:
    """Of a file of Noto's package."""
    return hashlib.sha256((packages / "@iconify-json-noto" / "package" / name).read_bytes()).hexdigest()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


@pytest.fixture
def packages(tmp_path):
    """Both packages, with a few drawings each: the fox is red, green and blue in the three styles."""
    fluent = package(tmp_path, "fluentui-emoji", "1.3.0", "MIT")
    write(fluent / "icons" / "flat" / "fox.svg", SVG.format(DISC.format("#ff0000")))
    write(fluent / "icons" / "modern" / "fox.svg", SVG.format(DISC.format("#00ff00")))
    write(fluent / "icons" / "flat" / "black-cat.svg", SVG.format(DISC.format("#000000")))
    noto = package(tmp_path, "@iconify-json/noto", "1.2.9", "Apache-2.0")
    write(noto / "chars.json", json.dumps({FOX.id.split("/")[1]: "foxy", "26a0-fe0f": "warning"}))
    icons = {"foxy": {"body": DISC.format("#0000ff")}}
    write(noto / "icons.json", json.dumps({"icons": icons, "width": 32, "height": 32}))
    return tmp_path


def test_each_style_is_drawn_from_its_own_package(packages, tmp_path):
    pytest.importorskip("resvg_py", reason="the extra that trains is not installed")
    draw(packages, tmp_path / "styles", [FOX, CAT, LIGHTHOUSE])
    drawings = Drawings(tmp_path / "styles")
    assert drawings.styles(FOX.id) == ["3d", "flat", "gradient", "noto"]
    assert drawings.styles(CAT.id) == ["3d", "flat"]
    assert drawings.styles(LIGHTHOUSE.id) == ["3d"]
    middles = [drawings.get(FOX.id, style)[40, 40].tolist() for style in STYLES]
    assert middles == [[255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255]]


def test_a_drawing_is_a_transparent_square(packages, tmp_path):
    pytest.importorskip("resvg_py", reason="the extra that trains is not installed")
    draw(packages, tmp_path / "styles", [FOX])
    index = json.loads((tmp_path / "styles" / "index.json").read_bytes())
    with Image.open(io.BytesIO((tmp_path / "styles" / index["noto"][FOX.id]).read_bytes())) as picture:
        pixels = np.asarray(picture)
    assert pixels.shape == (SIDE, SIDE, 4)
    assert pixels[0, 0, 3] == 0


def test_the_manifest_says_what_was_found_and_under_which_licence(packages, tmp_path):
    pytest.importorskip("resvg_py", reason="the extra that trains is not installed")
    told = draw(packages, tmp_path / "styles", [FOX, CAT, LIGHTHOUSE])
    written = json.loads((tmp_path / "styles" / "manifest.json").read_bytes())
    assert written["noto"] == {
        "count": 1,
        "package": "@iconify-json/noto",
        "version": "1.2.9",
        "licence": "Apache-2.0",
        "sha256": {name: digest(packages, name) for name in ("chars.json", "icons.json")},
        "without": ["black cat", "lighthouse"],
    }
    assert written["flat"]["sha256"].keys() == {"icons/flat/fox.svg", "icons/flat/black-cat.svg"}
    assert {style: one.count for style, one in told.items()} == {"flat": 2, "gradient": 1, "noto": 1}


def test_the_same_packages_give_the_same_files(packages, tmp_path):
    pytest.importorskip("resvg_py", reason="the extra that trains is not installed")
    for name in ("first", "second"):
        draw(packages, tmp_path / name, [FOX, CAT, LIGHTHOUSE])
    files = contents(tmp_path / "first")
    assert len(files) == 4 + 2
    assert contents(tmp_path / "second") == files


def test_a_package_without_a_file_that_it_needs_is_told_of(packages, tmp_path):
    pytest.importorskip("resvg_py", reason="the extra that trains is not installed")
    (packages / "@iconify-json-noto" / "package" / "chars.json").unlink()
    with pytest.raises(FileNotFoundError, match=r"no chars\.json in .*unpack the package again"):
        draw(packages, tmp_path / "styles", [FOX])


@pytest.mark.parametrize("version", ["1.2.9", "1.3.1"])
def test_another_version_of_a_package_is_not_taken(tmp_path, version):
    package(tmp_path, "fluentui-emoji", version, "MIT")
    with pytest.raises(FileNotFoundError, match=r"npm pack fluentui-emoji@1\.3\.0"):
        draw(tmp_path, tmp_path / "styles", [FOX])
