"""Raster files: decoded pixels on their way from one process to the next, without a library to read them.

Sixteen bytes of header (`PRST`, width, height, channels; little-endian 32 bits each), then the rows, top to bottom.
"""

import struct
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Whoever only writes or forwards rasters does not pay for numpy.
    import numpy as np
    import numpy.typing as npt

_MAGIC = b"PRST"
_HEADER = struct.Struct("<4sIII")


def header(*, width: int, height: int, channels: int) -> bytes:
    """The sixteen bytes in front of the pixels."""
    return _HEADER.pack(_MAGIC, width, height, channels)


def write(path: Path, *, width: int, height: int, channels: int, pixels: bytes) -> None:
    """Write a raster file; `pixels` are height × width × channels bytes. Raises ValueError if they are not."""
    if len(pixels) != width * height * channels:
        raise ValueError(f"{len(pixels)} bytes are not {height} × {width} × {channels}")
    path.write_bytes(header(width=width, height=height, channels=channels) + pixels)


def measure(path: Path) -> tuple[int, int, int]:
    """Width, height and channels of a raster file. Raises ValueError if the file is not as long as they say."""
    with path.open("rb") as file:
        head = file.read(_HEADER.size)
    if len(head) < _HEADER.size or not head.startswith(_MAGIC):
        raise ValueError(f"{path.name} is not a raster file")
    _, width, height, channels = _HEADER.unpack(head)
    if channels not in {3, 4} or path.stat().st_size != _HEADER.size + width * height * channels:
        raise ValueError(f"{path.name} was cut off or is too long")
    return width, height, channels


def load(path: Path) -> "npt.NDArray[np.uint8]":
    """The raster as height × width × channels (3 or 4) uint8. Raises ValueError if the file is not one."""
    import numpy as np  # noqa: PLC0415 - see above

    width, height, channels = measure(path)
    return np.fromfile(path, dtype=np.uint8, offset=_HEADER.size).reshape(height, width, channels)
