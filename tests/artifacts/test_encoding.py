import io
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image

from pictoris.artifacts.encoding import DigitalSource, Mark, encode, on_white

MARK = Mark(operation="faceswap")
FORMATS = ["png", "jpeg", "webp"]
NAMES = {
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "iptc": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "event": "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#",
}


def photo(height=64, width=96, channels=3):
    y, x = np.mgrid[:height, :width]
    planes = [x * 255 // width, y * 255 // height, (x + y) % 256, x * 255 // width]
    return np.stack(planes[:channels], axis=-1).astype(np.uint8)


def opened(data):
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def attributes(data):
    root = ET.fromstring(opened(data).info["xmp"].decode().strip("\ufeff"))
    return {name: value for element in root.iter() for name, value in element.attrib.items()}


@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize(("format_", "quality"), [("png", 1), ("webp", 100)])
def test_lossless_formats_give_back_every_visible_pixel(format_, quality, channels):
    raster = photo(channels=channels)
    raster[..., 3:] |= 1  # colour under full transparency may be lost
    assert np.array_equal(np.asarray(opened(encode(raster, format_, quality, MARK))), raster)


@pytest.mark.parametrize("format_", FORMATS)
def test_lossy_formats_stay_close(format_):
    raster = photo(256, 256)
    decoded = np.asarray(opened(encode(raster, format_, 95, MARK)).convert("RGB")).astype(int)
    assert np.abs(decoded - raster).mean() < 4


@pytest.mark.parametrize("format_", FORMATS)
def test_every_result_says_where_it_comes_from(format_):
    found = attributes(encode(photo(), format_, 90, Mark(operation="upscale", source=DigitalSource.ENHANCED)))
    source = found[f"{{{NAMES['iptc']}}}DigitalSourceType"]
    assert source == "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced"
    assert found[f"{{{NAMES['xmp']}}}CreatorTool"].startswith("Pictoris 0.")
    assert found[f"{{{NAMES['event']}}}parameters"] == "upscale"


def test_a_face_swap_is_marked_as_a_composite_unless_told_otherwise():
    assert b"compositeWithTrainedAlgorithmicMedia" in MARK.xmp


def test_an_operation_name_cannot_break_out_of_the_mark():
    found = attributes(encode(photo(), "png", 90, Mark(operation='"/><evil a="&')))
    assert found[f"{{{NAMES['event']}}}parameters"] == '"/><evil a="&'


@pytest.mark.parametrize("format_", FORMATS)
def test_a_result_carries_nothing_but_the_mark(format_):
    image = opened(encode(photo(), format_, 90, MARK))
    technical = {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "srgb",
        "loop",
        "background",
        "timestamp",
    }
    technical |= {"duration"}
    assert set(image.info) - technical <= {"xmp", "XML:com.adobe.xmp"}
    assert dict(image.getexif()) == {}


def test_jpeg_shows_transparent_pixels_on_white():
    raster = np.zeros((32, 32, 4), np.uint8)
    raster[:, 16:, 3] = 128
    decoded = np.asarray(opened(encode(raster, "jpeg", 95, MARK))).astype(int)
    assert decoded.shape == (32, 32, 3)
    assert abs(decoded[4, 4] - 255).max() <= 2
    assert abs(decoded[4, 28] - 127).max() <= 2


def test_white_and_opaque_pixels_stay_what_they_are():
    raster = photo(channels=4)
    raster[..., 3] = 255
    assert np.array_equal(on_white(raster), raster[..., :3])
    assert on_white(raster[..., :3]) is not None


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 16384, 3), (300, 1, 4)])
@pytest.mark.parametrize("format_", ["png", "jpeg"])
def test_the_smallest_and_the_thinnest_pictures_can_be_written(format_, shape):
    size = opened(encode(np.zeros(shape, np.uint8), format_, 90, MARK)).size
    assert size == (shape[1], shape[0])


def test_a_view_into_a_larger_raster_can_be_written():
    raster = photo(64, 64)[::2, 8:40]
    assert np.array_equal(np.asarray(opened(encode(raster, "png", 90, MARK))), raster)


@pytest.mark.parametrize("quality", [1, 50, 89, 90, 99, 100])
@pytest.mark.parametrize("format_", FORMATS)
def test_every_quality_is_understood(format_, quality):
    assert opened(encode(photo(), format_, quality, MARK)).size == (96, 64)


@pytest.mark.parametrize(
    "raster",
    [
        np.zeros((4, 4), np.uint8),
        np.zeros((4, 4, 2), np.uint8),
        np.zeros((4, 4, 3), np.float32),
        np.zeros(3, np.uint8),
    ],
)
def test_what_is_not_a_picture_is_refused(raster):
    with pytest.raises(ValueError, match="is not a picture"):
        encode(raster, "png", 90, MARK)
