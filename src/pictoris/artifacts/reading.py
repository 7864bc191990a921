"""Reads one picture with Pillow: first frame, upright, sRGB, 8 bits, RGB or RGBA. Runs in the decoder's child only."""

import io
import re
import warnings
from typing import IO, Final

# All that Pillow would import when it needs it: the child that reads cannot open files any more.
from PIL import (
    Image,
    ImageCms,
    MpoImagePlugin,  # noqa: F401 - see above
    TiffImagePlugin,  # noqa: F401 - see above
    WebPImagePlugin,  # noqa: F401 - see above
)

_SIGNATURES = {
    "PNG": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "WEBP": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
    "GIF": re.compile(rb"GIF8[79]a"),
}
_LARGEST_PROFILE = 4 * 1024 * 1024
_PROFILE_MODES = {"RGB ": ("RGB", "RGBA"), "GRAY": ("L",), "CMYK": ("CMYK",)}
"""Colour space of a profile → modes of pictures that it can belong to."""
_ORIENTATION: Final = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF orientation → what makes it upright; 1 and everything invalid need nothing."""

Image.preinit()
Image.MAX_IMAGE_PIXELS = None  # we count ourselves: Pillow only warns up to twice its limit
_SRGB = ImageCms.createProfile("sRGB")


class Unreadable(Exception):
    """The picture cannot be taken; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read(stream: IO[bytes], *, max_pixels: int) -> tuple[Image.Image, str]:
    """The picture in mode RGB, or RGBA if a pixel is transparent, and its format (`png`, `jpeg`, `webp`, `gif`).

    Raises `Unreadable` with the code `image_unsupported`, `image_too_large` or `image_corrupt`.
    """
    with warnings.catch_warnings(action="ignore"):  # strangers' pictures are odd: nobody wants to read it
        return _read(stream, max_pixels)


def _read(stream: IO[bytes], max_pixels: int) -> tuple[Image.Image, str]:
    image, format_ = _open(stream)
    _check_size(image, max_pixels)
    try:
        image.load()
        _check_size(image, max_pixels)  # the first frame of a GIF may be larger than its screen
        turn = _turn(image)
        upright = _plain(_to_srgb(_eight_bits(image), image.info.get("icc_profile")))
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # a hostile file may raise anything that a codec can
        raise Unreadable("image_corrupt") from error
    return (upright if turn is None else upright.transpose(turn)), format_.lower()


def _open(stream: IO[bytes]) -> tuple[Image.Image, str]:
    head = stream.read(16)
    stream.seek(0)
    format_ = next((name for name, signature in _SIGNATURES.items() if signature.match(head)), None)
    if format_ is None:
        raise Unreadable("image_unsupported")
    try:
        return Image.open(stream, formats=[format_]), format_
    except MemoryError:
        raise
    except Exception as error:  # a hostile file may raise anything that a codec can
        raise Unreadable("image_corrupt") from error


def _check_size(image: Image.Image, max_pixels: int) -> None:
    if image.width < 1 or image.height < 1:
        raise Unreadable("image_corrupt")
    if image.width * image.height > max_pixels:
        raise Unreadable("image_too_large")


def _turn(image: Image.Image) -> Image.Transpose | None:
    try:
        return _UPRIGHT.get(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - a broken EXIF block is no reason to refuse the picture
        return None


def _eight_bits(image: Image.Image) -> Image.Image:
    """Scale 16 bits a channel to 8: Pillow's own conversion clips, which turns nearly all of it white."""
    if not image.mode.startswith("I"):
        return image
    deep = image if image.mode == "I" else image.convert("I")
    return deep.point(lambda value: value * (1 / 257) + 0.5).convert("L")


def _to_srgb(image: Image.Image, profile: object) -> Image.Image:
    """Apply an embedded colour profile; one that is broken or belongs to another kind of picture is ignored."""
    if not isinstance(profile, bytes) or len(profile) > _LARGEST_PROFILE:
        return image
    colourful = _plain(image) if image.mode in {"P", "PA"} else image
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if _is_srgb(given) or colourful.mode not in _PROFILE_MODES.get(given.profile.xcolor_space, ()):
            return image
        mode = "RGBA" if colourful.mode == "RGBA" else "RGB"
        converted = ImageCms.profileToProfile(colourful, given, _SRGB, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return converted or image


def _is_srgb(profile: ImageCms.ImageCmsProfile) -> bool:
    """Whether a profile says that it is sRGB: nearly all do, and converting would cost as much as decoding."""
    return (profile.profile.profile_description or "").startswith("sRGB")


def _plain(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image if image.mode == "RGB" else image.convert("RGB")
    clear = image if image.mode == "RGBA" else image.convert("RGBA")
    is_opaque = clear.getchannel("A").getextrema() == (255, 255)
    return clear.convert("RGB") if is_opaque else clear
