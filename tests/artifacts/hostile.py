"""Pictures made to harm, and honest ones to compare them with; all as bytes."""

import io
import struct
import zlib

from PIL import Image, ImageCms


def encoded(image: Image.Image, format_: str, **options) -> bytes:
    stream = io.BytesIO()
    image.save(stream, format_, **options)
    return stream.getvalue()


def gradient(size=(40, 24), mode="RGB") -> Image.Image:
    """Four quarters (red, green, blue, white) under a soft slope, so that a turn or a swap can be seen."""
    image = Image.new("RGB", size, "white")
    half = size[0] // 2, size[1] // 2
    for colour, corner in (("red", (0, 0)), ("lime", (half[0], 0)), ("blue", (0, half[1]))):
        image.paste(colour, (*corner, corner[0] + half[0], corner[1] + half[1]))
    return image.convert(mode)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, *, bits=8, colour=2, rows: bytes | None = None, extra: bytes = b"") -> bytes:
    """A PNG whose header says what it likes; without `rows` there is next to no picture behind it."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0))
    packed = zlib.compress(b"\0" * 1000 if rows is None else rows, 1)
    return b"\x89PNG\r\n\x1a\n" + header + extra + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def black_png(width, height, *, bits=8, colour=0, extra: bytes = b"") -> bytes:
    """A whole black PNG, built without holding its pixels more than once."""
    samples = {0: 1, 2: 3, 4: 2, 6: 4}[colour]
    row = 1 + (width * samples * bits + 7) // 8
    return png(width, height, bits=bits, colour=colour, rows=bytes(row * height), extra=extra)


def jpeg_header(width, height) -> bytes:
    """A JPEG that claims a size and then ends."""
    start = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"
    frame = struct.pack(">BHHB", 8, height, width, 3) + b"\1\x22\0\2\x11\1\3\x11\1"
    return start + b"\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame + bytes(5000)


def gif_screen(width, height) -> bytes:
    """A GIF of one pixel on a screen of any size."""
    image = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\2\2\x44\1\0"
    return (
        b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff" + image + b"\x3b"
    )


def webp_header(width, height) -> bytes:
    """An extended WebP that claims a size and then ends."""
    size = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\2\0\0\0" + size
    return b"RIFF" + struct.pack("<I", len(body)) + body


def swapping_profile() -> bytes:
    """A valid RGB profile that takes red for blue: sRGB with two of its tags exchanged."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = profile.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
    return profile.replace("sRGB".encode("utf-16-be"), "test".encode("utf-16-be"))


def without_adobe_marker(jpeg: bytes) -> bytes:
    start = jpeg.index(b"\xff\xee")
    length = struct.unpack(">H", jpeg[start + 2 : start + 4])[0]
    return jpeg[:start] + jpeg[start + 2 + length :]


def orientation(value) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = value
    return exif.tobytes()
