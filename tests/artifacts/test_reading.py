import io
import struct
import zlib

import pytest
from PIL import Image, ImageCms

from pictoris.artifacts.reading import Unreadable, read
from tests.artifacts.hostile import (
    black_png,
    chunk,
    encoded,
    gif_screen,
    gradient,
    jpeg_header,
    orientation,
    png,
    swapping_profile,
    webp_header,
    without_adobe_marker,
)

LIMIT = 40_000_000
FORMATS = ["PNG", "JPEG", "WEBP", "GIF"]
RED, LIME, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def taken(data, limit=LIMIT):
    return read(io.BytesIO(data), max_pixels=limit)[0]


def refusal(data, limit=LIMIT):
    with pytest.raises(Unreadable) as caught:
        taken(data, limit)
    return caught.value.code


def near(pixel, colour, tolerance=12):
    return all(abs(a - b) <= tolerance for a, b in zip(pixel, colour, strict=True))


def corners(image):
    """The colours of the four quarters, in reading order."""
    (w, h) = image.size
    return [image.getpixel(place) for place in ((4, 4), (w - 5, 4), (4, h - 5), (w - 5, h - 5))]


@pytest.mark.parametrize("format_", FORMATS)
def test_four_formats_are_known_by_their_bytes(format_):
    image, name = read(io.BytesIO(encoded(gradient(), format_)), max_pixels=LIMIT)
    assert (image.mode, image.size, name) == ("RGB", (40, 24), format_.lower())
    assert all(map(near, corners(image), [RED, LIME, BLUE, WHITE], [24] * 4))


@pytest.mark.parametrize(
    "data",
    [
        b"", b"GIF", b"hello", b"<html><img></html>", b"%!PS-Adobe-3.0 EPSF-3.0\n", b"%PDF-1.7\n", b"8BPS\0\1" + bytes(100),
        b"SIMPLE  =                    T", b"\0\0\1\0\1\0" + bytes(100), b"BM" + b"\xff" * 100, b"\xff\xfe\0\0" + bytes(2000),
        b"RIFF\x24\0\0\0WAVEfmt ", b"\0\0\0 ftypavif" + bytes(100), b"P6 1 1 255 abc", b"qoif" + bytes(100),
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg><script/>&x;</svg>',
        b"<svg onload='alert(1)'>", encoded(Image.new("1", (99, 99)), "TIFF", compression="group4"),
        encoded(gradient(), "BMP"), encoded(gradient(), "ICO"), encoded(gradient(), "TGA"), encoded(gradient(), "JPEG2000"),
    ],
)  # fmt: skip
def test_every_other_format_is_refused(data):
    assert refusal(data) == "image_unsupported"


@pytest.mark.parametrize(
    "data",
    [
        png(65_000, 65_000, bits=1, colour=0), png(19_000, 9_400, bits=1, colour=0), png(13_300, 13_300), png(8_001, 5_000),
        png(2**31 - 1, 2**31 - 1), jpeg_header(65_500, 65_500), gif_screen(65_535, 65_535), webp_header(16_384, 16_384),
        png(40_000_001, 1),
    ],
)  # fmt: skip
def test_more_than_forty_megapixels_are_refused_from_the_header(data):
    assert refusal(data) in {"image_too_large", "image_corrupt"}
    if not data.startswith(b"RIFF"):
        assert refusal(data) == "image_too_large"


def test_the_limit_itself_is_taken():
    data = black_png(100, 50)
    assert taken(data, limit=5000).size == (100, 50)
    assert refusal(data, limit=4999) == "image_too_large"


def test_a_first_frame_that_is_larger_than_its_screen_counts_in_full():
    frame = encoded(Image.new("P", (100, 100)), "GIF")
    assert (
        refusal(frame.replace(struct.pack("<HH", 100, 100), struct.pack("<HH", 1, 1), 1), limit=9_999)
        == "image_too_large"
    )


@pytest.mark.parametrize("size", [(1, 1), (1, 16_384), (16_384, 1)])
@pytest.mark.parametrize("format_", ["PNG", "JPEG", "GIF"])
def test_tiny_and_thin_pictures_are_taken(format_, size):
    assert taken(encoded(Image.new("RGB", size), format_)).size == size


@pytest.mark.parametrize(
    "data", [png(0, 0), png(0, 5), png(5, 0), jpeg_header(0, 0), jpeg_header(5, 0), gif_screen(0, 0)]
)
def test_a_picture_without_pixels_is_refused_or_is_its_frame(data):
    if data.startswith(b"GIF"):
        assert taken(data).size == (1, 1)
    else:
        assert refusal(data) == "image_corrupt"


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_half_a_picture_is_no_picture(format_, share):
    image = Image.effect_noise((120, 120), 80).convert("RGB")
    data = encoded(image, format_)
    assert refusal(data[: int(len(data) * share)]) == "image_corrupt"


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "GIF"])
def test_what_is_appended_to_a_picture_is_not_read(format_):
    assert taken(encoded(gradient(), format_) + b"PK\3\4 and a whole archive").size == (40, 24)


def test_a_picture_that_is_also_a_page_is_only_a_picture():
    page = (
        b"GIF89a"
        + struct.pack("<H", int.from_bytes(b"/*", "little"))
        + b"\1\0\0\0\0"
        + b"*/=1;<script>alert(1)</script>"
    )
    assert refusal(page) == "image_corrupt"


# --- animations


@pytest.mark.parametrize(("format_", "options"), [("GIF", {}), ("WEBP", {"lossless": True}), ("PNG", {})])
def test_an_animation_is_its_first_frame(format_, options):
    frames = [Image.new("RGB", (64, 64), (n, 0, 255 - n)) for n in range(100)]
    first = Image.new("RGB", (64, 64), "lime")
    data = encoded(first, format_, save_all=True, append_images=frames, duration=20, **options)
    assert near(taken(data).getpixel((30, 30)), LIME)


# --- depths, palettes, transparency


@pytest.mark.parametrize(
    ("value", "becomes"), [(0, 0), (128, 0), (129, 1), (257, 1), (30_000, 117), (32_768, 128), (65_535, 255)]
)
def test_sixteen_bits_of_grey_become_eight_by_scaling(value, becomes):
    data = png(2, 1, bits=16, colour=0, rows=b"\0" + struct.pack(">HH", value, value))
    assert taken(data).getpixel((0, 0)) == (becomes,) * 3


def test_sixteen_bits_of_colour_become_eight_by_scaling():
    data = png(1, 1, bits=16, colour=2, rows=b"\0" + struct.pack(">HHH", 30_000, 0, 65_535))
    assert near(taken(data).getpixel((0, 0)), (117, 0, 255), 1)


def test_sixteen_bits_with_transparency_keep_both():
    grey = png(1, 1, bits=16, colour=4, rows=b"\0" + struct.pack(">HH", 30_000, 32_768))
    colour = png(1, 1, bits=16, colour=6, rows=b"\0" + struct.pack(">HHHH", 65_535, 0, 0, 32_768))
    assert near(taken(grey).getpixel((0, 0)), (117, 117, 117, 128), 1)
    assert near(taken(colour).getpixel((0, 0)), (255, 0, 0, 128), 1)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
def test_every_mode_of_png_becomes_rgb_when_nothing_is_transparent(mode):
    image = taken(
        encoded(gradient(mode="L").convert(mode) if mode != "I;16" else Image.new(mode, (40, 24)), "PNG")
    )
    assert (image.mode, image.size) == ("RGB", (40, 24))


@pytest.mark.parametrize(
    "data",
    [
        encoded(Image.new("RGBA", (8, 8), (255, 0, 0, 0)), "PNG"),
        encoded(Image.new("RGBA", (8, 8), (255, 0, 0, 0)), "WEBP"),
        encoded(Image.new("LA", (8, 8), (255, 0)), "PNG"),
        encoded(Image.new("P", (8, 8)), "PNG", transparency=0),
        encoded(Image.new("P", (8, 8)), "PNG", transparency=bytes([7] * 256)),
        encoded(Image.new("P", (8, 8)), "GIF", transparency=0),
        encoded(Image.new("L", (8, 8)), "PNG", transparency=0),
        encoded(Image.new("RGB", (8, 8)), "PNG", transparency=(0, 0, 0)),
        encoded(Image.new("1", (8, 8)), "PNG", transparency=0),
    ],
)
def test_a_transparent_pixel_keeps_the_alpha_channel(data):
    image = taken(data)
    assert image.mode == "RGBA"
    assert image.getpixel((3, 3))[3] < 128


def test_a_transparent_colour_that_no_pixel_has_does_not_make_an_alpha_channel():
    assert taken(encoded(Image.new("RGB", (8, 8), "red"), "PNG", transparency=(1, 2, 3))).mode == "RGB"


@pytest.mark.parametrize("strip", [lambda data: data, without_adobe_marker], ids=["adobe", "no marker"])
def test_cmyk_jpegs_have_their_right_colours(strip):
    image = taken(strip(encoded(gradient(mode="CMYK"), "JPEG", quality=95)))
    assert all(map(near, corners(image), [RED, LIME, BLUE, WHITE], [24] * 4))


# --- orientation

UPRIGHT = {
    1: [RED, LIME, BLUE, WHITE],
    2: [LIME, RED, WHITE, BLUE],
    3: [WHITE, BLUE, LIME, RED],
    4: [BLUE, WHITE, RED, LIME],
    5: [RED, BLUE, LIME, WHITE],
    6: [BLUE, RED, WHITE, LIME],
    7: [WHITE, LIME, BLUE, RED],
    8: [LIME, WHITE, RED, BLUE],
}


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("value", UPRIGHT)
def test_a_picture_is_turned_upright(value, format_):
    image = taken(encoded(gradient(), format_, exif=orientation(value), quality=95))
    assert image.size == ((40, 24) if value < 5 else (24, 40))
    assert all(map(near, corners(image), UPRIGHT[value], [30] * 4))


@pytest.mark.parametrize("value", [0, 9, 99, 65_535])
def test_an_orientation_that_does_not_exist_is_ignored(value):
    assert near(corners(taken(encoded(gradient(), "JPEG", exif=orientation(value))))[0], RED, 30)


@pytest.mark.parametrize(
    "exif",
    [
        b"Exif\0\0",
        b"Exif\0\0garbage",
        b"Exif\0\0II*\0\xff\xff\xff\xff",
        b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + bytes(40),
    ],
)
def test_a_broken_exif_block_is_ignored(exif):
    assert taken(encoded(gradient(), "JPEG", exif=exif)).size == (40, 24)


# --- colour profiles


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_colour_profile_is_applied(format_, mode):
    image = Image.new(mode, (16, 16), (255, 0, 0, 128)[: len(mode)])
    if format_ == "JPEG":
        image = image.convert("RGB")
    found = taken(encoded(image, format_, icc_profile=swapping_profile()))
    assert near(found.getpixel((8, 8))[:3], BLUE, 30)
    assert (found.mode == "RGBA") is (mode == "RGBA" and format_ != "JPEG")


def test_a_colour_profile_is_applied_to_a_palette_too():
    image = Image.new("RGB", (16, 16), "red").quantize(4)
    assert near(taken(encoded(image, "PNG", icc_profile=swapping_profile())).getpixel((8, 8)), BLUE, 30)


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


@pytest.mark.parametrize(
    "profile",
    [
        SRGB,
        LAB,
        b"garbage",
        b"\0" * 128,
        SRGB[:200],
        swapping_profile()[:-300],
        SRGB.replace(b"RGB ", b"CMYK"),
        b"\xff" * 5_000_000,
    ],
    ids=["sRGB", "of another space", "garbage", "zeros", "cut", "cut late", "lying", "huge"],
)
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_profile_that_does_not_fit_is_ignored(profile, mode):
    image = taken(
        encoded(Image.new("RGB", (16, 16), "red").convert(mode), "JPEG", icc_profile=profile, quality=95)
    )
    expected = (76, 76, 76) if mode == "L" else RED
    assert near(image.getpixel((8, 8)), expected, 30)


# --- bombs inside


@pytest.mark.parametrize(
    "extra",
    [
        chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(20_000_000))),
        chunk(b"iTXt", b"a\0\1\0\0\0" + zlib.compress(bytes(20_000_000))),
        chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(20_000_000))),
        b"".join(chunk(b"zTXt", b"a%d\0\0" % n + zlib.compress(bytes(1_000_000))) for n in range(80)),
    ],
    ids=["zTXt", "iTXt", "iCCP", "many small ones"],
)
def test_a_bomb_in_a_side_chunk_does_not_go_off(extra):
    assert refusal(black_png(8, 8, extra=extra)) == "image_corrupt"
