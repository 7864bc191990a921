"""Which weights are vendored, and whether they are what they should be."""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

from pictoris.errors import Failed

FOLDER = Path(str(files("pictoris") / "weights"))
_SUMS = "SHA256SUMS"


@cache
def digests() -> dict[str, str]:
    """File name → SHA-256 of every vendored file, as the list beside them says."""
    lines = (FOLDER / _SUMS).read_text(encoding="ascii").splitlines()
    return {name: digest for digest, name in (line.split() for line in lines if line.strip())}


def graph_names() -> list[str]:
    """The vendored graphs, by the name under which `Infers.infer` runs them."""
    return sorted(Path(name).stem for name in digests() if name.endswith(".onnx"))


def read_checked(name: str) -> bytes:
    """The bytes of a vendored file.

    Raises `Failed("weights_damaged")` if it is missing or its SHA-256 is not the listed one.
    """
    path = FOLDER / name
    expected = digests().get(name)
    data = path.read_bytes() if expected and path.is_file() else b""
    if not expected or hashlib.sha256(data).hexdigest() != expected:
        raise Failed(
            f"The weights file {name} is missing or damaged: install Pictoris again.", code="weights_damaged"
        )
    return data
