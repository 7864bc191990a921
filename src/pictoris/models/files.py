"""Which files of a model are taken, and whether they are whole: weights as safetensors, the rest as plain text."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from pictoris.errors import InvalidRequest
from pictoris.models.catalogue import ModelKind

SUFFIXES = (".safetensors", ".json", ".txt", ".jinja")
"""Nothing here can carry code: templates are rendered in a sandbox."""
UNWANTED = ("*.fp16.*", "*.non_ema.*", "*openvino*", "*onnx*", "safety_checker/*", ".*", "*/.*")
_HEADER = 8
_LONGEST_HEADER = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFile:
    """One file of a model, as its manifest lists it."""

    path: str
    """Relative to the model's folder, with slashes."""
    size: int
    sha256: str


def is_wanted(path: str, kind: ModelKind, file: str = "") -> bool:
    """Whether a file belongs to a model; single-file checkpoints beside a pipeline are copies of it."""
    if file:
        return path == file
    if not path.endswith(SUFFIXES) or any(fnmatch(path, pattern) for pattern in UNWANTED):
        return False
    return kind != "paint" or "/" in path or path == "model_index.json"


def wanted_in(folder: Path, kind: ModelKind, file: str = "") -> Iterator[str]:
    """The files of a folder that are taken, relative to it, in order."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and is_wanted(name, kind, file):
            yield name


def describe(folder: Path, names: list[str]) -> tuple[ModelFile, ...]:
    """Measure files.

    Raises `InvalidRequest("model_damaged")` for weights that are cut off or are none.
    """
    return tuple(_described(folder, name) for name in names)


def _described(folder: Path, name: str) -> ModelFile:
    path = folder / PurePosixPath(name)
    if name.endswith(".safetensors") and not is_whole(path):
        raise InvalidRequest(
            f"{name} is not a whole safetensors file: fetch the model again.", code="model_damaged"
        )
    return ModelFile(path=name, size=path.stat().st_size, sha256=sha256_of(path))


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def is_whole(path: Path) -> bool:
    """Whether a safetensors file has a header and exactly the bytes that the header promises."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        length = int.from_bytes(stream.read(_HEADER), "little")
        if not 2 <= length <= min(size - _HEADER, _LONGEST_HEADER):
            return False
        try:
            header = json.loads(stream.read(length))
            ends = [entry["data_offsets"][1] for name, entry in header.items() if name != "__metadata__"]
        except (ValueError, KeyError, TypeError, AttributeError, IndexError):
            return False
    return size == _HEADER + length + max(ends, default=0)
