"""Files that ship with the package, read only if they are, byte for byte, what the list beside them says."""

import hashlib
from functools import cache
from pathlib import Path

SUMS = "SHA256SUMS"


@cache
def digests(folder: Path) -> dict[str, str]:
    """File name → SHA-256 of every vendored file of a folder, as its list says."""
    lines = (folder / SUMS).read_text(encoding="ascii").splitlines()
    return {name: digest for digest, name in (line.split() for line in lines if line.strip())}


def read_whole(folder: Path, name: str) -> bytes | None:
    """The bytes of a vendored file; None if it is missing, not listed, or its SHA-256 is not the listed one."""
    path = folder / name
    expected = digests(folder).get(name)
    data = path.read_bytes() if expected and path.is_file() else b""
    return data if expected and hashlib.sha256(data).hexdigest() == expected else None
