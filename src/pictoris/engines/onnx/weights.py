"""Which weights are vendored, and whether they are what they should be."""

from importlib.resources import files
from pathlib import Path

from pictoris.errors import Failed
from pictoris.infra import vendored

FOLDER = Path(str(files("pictoris") / "weights"))


def digests() -> dict[str, str]:
    """File name → SHA-256 of every vendored file, as the list beside them says."""
    return vendored.digests(FOLDER)


def graph_names() -> list[str]:
    """The vendored graphs, by the name under which `Infers.infer` runs them."""
    return sorted(Path(name).stem for name in digests() if name.endswith(".onnx"))


def read_checked(name: str) -> bytes:
    """The bytes of a vendored file.

    Raises `Failed("weights_damaged")` if it is missing or its SHA-256 is not the listed one.
    """
    data = vendored.read_whole(FOLDER, name)
    if data is None:
        raise Failed(
            f"The weights file {name} is missing or damaged: install Pictoris again.", code="weights_damaged"
        )
    return data
