"""A mask for `Vary (Region)`, drawn without a picture library: the demo shares its code with the API process."""

import base64
import struct
import zlib


def mask(width: int, height: int, box: tuple[int, int, int, int]) -> str:
    """A grey PNG in base64, white inside the box (left, top, right, bottom; pixels) and black elsewhere."""
    left, top, right, bottom = box
    inside = bytes(255 if left <= x < right else 0 for x in range(width))
    rows = b"".join(b"\0" + (inside if top <= y < bottom else bytes(width)) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b""))
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(parts)).decode("ascii")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
