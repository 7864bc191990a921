import numpy as np
import pytest

from pictoris.artifacts import rasters


@pytest.mark.parametrize("channels", [3, 4])
def test_what_was_written_is_what_is_loaded(tmp_path, channels):
    pixels = np.arange(5 * 7 * channels, dtype=np.uint8).reshape(5, 7, channels)
    rasters.write(tmp_path / "a", width=7, height=5, channels=channels, pixels=pixels.tobytes())
    loaded = rasters.load(tmp_path / "a")
    assert loaded.dtype == np.uint8
    assert np.array_equal(loaded, pixels)
    loaded[0, 0] = 0  # recipes may write into it


def test_a_header_and_rows_written_one_after_the_other_are_a_raster_too(tmp_path):
    (tmp_path / "a").write_bytes(rasters.header(width=1, height=2, channels=3) + b"abc" + b"def")
    assert rasters.load(tmp_path / "a").tolist() == [[[97, 98, 99]], [[100, 101, 102]]]


def test_pixels_that_do_not_fill_the_size_are_refused(tmp_path):
    with pytest.raises(ValueError, match="are not 2 × 2 × 3"):
        rasters.write(tmp_path / "a", width=2, height=2, channels=3, pixels=b"x" * 11)


@pytest.mark.parametrize("data", [b"", b"PRST", b"\x89PNG" + bytes(100)])
def test_another_file_is_no_raster(tmp_path, data):
    (tmp_path / "a").write_bytes(data)
    with pytest.raises(ValueError, match="is not a raster file"):
        rasters.load(tmp_path / "a")


@pytest.mark.parametrize("rest", [b"x" * 11, b"x" * 13])
def test_a_raster_that_was_cut_off_is_noticed(tmp_path, rest):
    (tmp_path / "a").write_bytes(rasters.header(width=2, height=2, channels=3) + rest)
    with pytest.raises(ValueError, match="was cut off"):
        rasters.load(tmp_path / "a")


def test_a_raster_can_be_measured_without_reading_it(tmp_path):
    rasters.write(tmp_path / "a", width=7, height=5, channels=4, pixels=bytes(140))
    assert rasters.measure(tmp_path / "a") == (7, 5, 4)
