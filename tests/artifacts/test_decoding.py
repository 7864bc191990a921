import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest
from PIL import Image

from pictoris.artifacts import rasters
from pictoris.artifacts.decoding import Decoder
from pictoris.errors import Failed, PictorisError, Unavailable
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
)

SMALL = encoded(gradient(), "PNG")
FORMATS = ["PNG", "JPEG", "WEBP", "GIF"]


@pytest.fixture(scope="module")
def decoder():
    shared = Decoder()
    yield shared
    shared.close()


@pytest.fixture
def mortal():
    """A decoder of one's own, to be maltreated; it waits two seconds at most."""
    own = Decoder(seconds=2.0)
    yield own
    own.close()


@pytest.fixture(scope="module")
def heavy():
    """A picture that keeps a child busy for a good while: 16 megapixels, to be made transparent and turned."""
    return black_png(
        4000, 4000, extra=chunk(b"tRNS", b"\0\0") + chunk(b"eXIf", orientation(6).removeprefix(b"Exif\0\0"))
    )


def refusal(decoder, data, target):
    with pytest.raises(Failed) as caught:
        decoder.decode(data, target)
    assert not target.exists()
    return caught.value


def server_of(decoder):
    return psutil.Process(decoder._server._process.pid)


def while_decoding(decoder, data, target, interfere):
    """Decode in a thread, do something to the child meanwhile, and give back the error that came of it."""
    decoder.decode(SMALL, target)
    server = server_of(decoder)
    assert _soon(lambda: not server.children())
    with ThreadPoolExecutor() as threads:
        decoding = threads.submit(decoder.decode, data, target)
        deadline = time.monotonic() + 5
        while not (children := server.children()) and time.monotonic() < deadline:
            time.sleep(0.001)
        assert _soon(lambda: children[0].cpu_times().user > 0.02)  # the picture is being read
        interfere(children[0], server)
        return decoding.exception(timeout=10)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_picture_becomes_a_raster(decoder, tmp_path, format_):
    decoded = decoder.decode(encoded(gradient(), format_), tmp_path / "raster")
    assert (decoded.width, decoded.height, decoded.channels, decoded.format) == (40, 24, 3, format_.lower())
    raster = rasters.load(tmp_path / "raster")
    assert raster.shape == (24, 40, 3)
    assert abs(raster[4, 4].astype(int) - (255, 0, 0)).max() < 30


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP"])
def test_all_that_a_camera_writes_is_understood_without_another_file(decoder, tmp_path, format_):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera"
    exif.get_ifd(0x8825)[2] = (1.0, 2.0, 3.0)
    data = encoded(
        gradient(), format_, exif=exif, icc_profile=swapping_profile(), xmp=b"<x:xmpmeta/>", quality=95
    )
    assert decoder.decode(data, tmp_path / "raster").width == 24
    assert rasters.load(tmp_path / "raster")[4, -4, 2] > 200  # red in the corner, taken for blue


def test_a_picture_of_two_pictures_is_its_first(decoder, tmp_path):
    data = encoded(gradient(), "MPO", save_all=True, append_images=[Image.new("RGB", (9, 9))])
    decoded = decoder.decode(data, tmp_path / "raster")
    assert (decoded.width, decoded.height, decoded.format) == (40, 24, "jpeg")


@pytest.mark.parametrize(("longest", "size"), [(None, (64, 48)), (64, (64, 48)), (32, (32, 24)), (1, (1, 1))])
def test_a_picture_comes_no_larger_than_it_is_wanted(decoder, tmp_path, longest, size):
    target = tmp_path / "picture.raster"
    decoded = decoder.decode(
        encoded(Image.new("RGBA", (64, 48), (200, 100, 50, 128)), "PNG"), target, longest=longest
    )
    assert (decoded.width, decoded.height, decoded.channels) == (*size, 4)
    pixels = rasters.load(target)
    assert pixels.shape == (size[1], size[0], 4)
    assert abs(pixels.astype(int) - (200, 100, 50, 128)).max() <= 1


def test_forty_megapixels_are_taken(decoder, tmp_path):
    decoded = decoder.decode(black_png(8000, 5000), tmp_path / "raster")
    assert (decoded.width, decoded.height, decoded.channels) == (8000, 5000, 3)
    assert (tmp_path / "raster").stat().st_size == 16 + 120_000_000


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (png(65_000, 65_000, bits=1, colour=0), "image_too_large"),
        (black_png(19_000, 9_400, bits=1), "image_too_large"),
        (png(13_300, 13_300), "image_too_large"),
        (png(8_001, 5_000), "image_too_large"),
        (jpeg_header(65_500, 65_500), "image_too_large"),
        (gif_screen(65_535, 65_535), "image_too_large"),
        (webp_header(16_384, 16_384), "image_corrupt"),
        (SMALL[:-30], "image_corrupt"),
        (b"", "image_unsupported"),
        (b"<svg/>", "image_unsupported"),
        (encoded(Image.new("1", (13_000, 1300)), "TIFF", compression="group4"), "image_unsupported"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_fast_and_in_words(decoder, tmp_path, data, code):
    decoder.decode(SMALL, tmp_path / "warm")
    began = time.monotonic()
    failed = refusal(decoder, data, tmp_path / "raster")
    assert failed.code == code
    assert failed.message.startswith("This ")
    assert time.monotonic() - began < 0.5


def test_the_limit_is_said_in_megapixels(tmp_path):
    small = Decoder(max_pixels=500)
    try:
        assert "at most 0.0005 megapixels" in refusal(small, SMALL, tmp_path / "raster").message
    finally:
        small.close()


def test_pictures_are_decoded_side_by_side(decoder, tmp_path):
    sizes = [(10 + n, 200 - n) for n in range(40)]

    def decode(size):
        decoded = decoder.decode(encoded(Image.new("RGB", size), "PNG"), tmp_path / f"{size}")
        return decoded.width, decoded.height

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(decode, sizes)) == sizes


def test_no_file_stays_open_and_no_child_stays_behind(decoder, tmp_path):
    decoder.decode(SMALL, tmp_path / "raster")
    own, server = psutil.Process(), server_of(decoder)
    before = own.num_fds()
    for data in (SMALL, b"nonsense", SMALL[:40]) * 5:
        try:
            decoder.decode(data, tmp_path / "raster")
        except Failed:
            continue
    assert own.num_fds() == before
    assert _soon(lambda: not server.children() and server.num_fds() < 12)


def test_the_server_is_told_no_secrets(tmp_path, monkeypatch):
    monkeypatch.setenv("PICTORIS_STORE_OPTIONS", "secret")
    fresh = Decoder()
    try:
        fresh.decode(SMALL, tmp_path / "raster")
        assert set(server_of(fresh).environ()) <= {"PYTHONPATH", "LC_CTYPE"}
    finally:
        fresh.close()


def test_a_child_that_hangs_is_killed_and_the_next_picture_works(mortal, heavy, tmp_path):
    began = time.monotonic()
    error = while_decoding(mortal, heavy, tmp_path / "raster", lambda child, _: child.suspend())
    assert (error.code, time.monotonic() - began < 5) == ("image_timeout", True)
    assert not (tmp_path / "raster").exists()
    server = server_of(mortal)
    assert _soon(lambda: not server.children())
    assert mortal.decode(SMALL, tmp_path / "raster").width == 40
    assert server_of(mortal).pid == server.pid


def test_a_picture_that_takes_too_long_is_given_up(heavy, tmp_path):
    hasty = Decoder(seconds=0.05)
    try:
        hasty._running_server()
        assert refusal(hasty, heavy, tmp_path / "raster").code == "image_timeout"
    finally:
        hasty.close()


def test_a_child_that_is_killed_costs_its_picture_only(mortal, heavy, tmp_path):
    error = while_decoding(mortal, heavy, tmp_path / "raster", lambda child, _: child.kill())
    assert error.code == "image_corrupt"
    assert mortal.decode(SMALL, tmp_path / "raster").width == 40


def test_a_server_that_died_is_started_again(mortal, tmp_path):
    mortal.decode(SMALL, tmp_path / "raster")
    server = server_of(mortal)
    server.kill()
    assert mortal.decode(SMALL, tmp_path / "raster").width == 40
    assert server_of(mortal).pid != server.pid


def test_a_server_that_hangs_is_replaced(tmp_path):
    decoder = Decoder(seconds=1.0)
    try:
        decoder.decode(SMALL, tmp_path / "raster")
        server = server_of(decoder)
        server.suspend()
        assert decoder.decode(SMALL, tmp_path / "raster").width == 40
        assert server_of(decoder).pid != server.pid
    finally:
        decoder.close()


def test_a_server_that_dies_while_it_works_harms_nobody(mortal, heavy, tmp_path):
    error = while_decoding(mortal, heavy, tmp_path / "raster", lambda _, server: server.kill())
    assert error is None or isinstance(error, PictorisError)
    assert mortal.decode(SMALL, tmp_path / "raster").width == 40


def test_many_threads_find_one_new_server(mortal, tmp_path):
    mortal.decode(SMALL, tmp_path / "raster")
    server_of(mortal).kill()
    with ThreadPoolExecutor(6) as threads:
        decoded = list(threads.map(lambda n: mortal.decode(SMALL, tmp_path / str(n)).width, range(6)))
    assert decoded == [40] * 6


def test_a_closed_decoder_leaves_nothing_running_and_starts_again_when_asked(mortal, tmp_path):
    mortal.decode(SMALL, tmp_path / "raster")
    server = server_of(mortal)
    mortal.close()
    mortal.close()
    assert not server.is_running()
    assert mortal.decode(SMALL, tmp_path / "raster").width == 40


def test_closing_ends_what_is_being_decoded(mortal, heavy, tmp_path):
    children = []

    def close(child, _server):
        children.append(child)
        child.suspend()
        mortal.close()

    error = while_decoding(mortal, heavy, tmp_path / "raster", close)
    assert error.code == "image_corrupt"
    assert _soon(lambda: _is_zombie(children[0].pid))


def test_a_server_does_not_outlive_its_parent(tmp_path):
    code = (
        "import os, signal, pathlib\n"
        "from pictoris.artifacts.decoding import Decoder\n"
        f"decoder = Decoder(); decoder.decode(bytes.fromhex('{SMALL.hex()}'), pathlib.Path('{tmp_path}/raster'))\n"
        "print(decoder._server._process.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, timeout=30, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert _soon(lambda: not psutil.pid_exists(int(ended.stdout)) or _is_zombie(int(ended.stdout)))


@pytest.mark.parametrize(
    ("answer", "raster"),
    [
        (b"format png", b""),
        (b"format png", b"PRST"),
        (b"format png", rasters.header(width=2, height=2, channels=3) + bytes(11)),
        (b"format png", rasters.header(width=2, height=2, channels=1) + bytes(4)),
        (b"format png", rasters.header(width=0, height=2, channels=3)),
        (b"format png", rasters.header(width=2**31, height=2**31, channels=4) + bytes(100)),
        (b"format svg", rasters.header(width=1, height=1, channels=3) + bytes(3)),
        (b"error no_such_code", rasters.header(width=1, height=1, channels=3) + bytes(3)),
        (b"\xff\0{}" * 900, rasters.header(width=1, height=1, channels=3) + bytes(3)),
        (b"", rasters.header(width=1, height=1, channels=3) + bytes(3)),
    ],
)
def test_a_child_that_was_taken_over_is_not_believed(decoder, tmp_path, answer, raster):
    (tmp_path / "raster").write_bytes(raster)
    with pytest.raises(Failed) as caught:
        decoder._read(answer, tmp_path / "raster")
    assert caught.value.code == "image_corrupt"


def test_a_full_disk_is_not_the_fault_of_the_picture(decoder, tmp_path):
    (tmp_path / "raster").symlink_to("/dev/full")
    with pytest.raises(Unavailable) as caught:
        decoder.decode(SMALL, tmp_path / "raster")
    assert caught.value.code == "storage_full"


def test_a_server_that_cannot_start_is_said_to_be_unavailable(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(Unavailable) as caught:
        Decoder().decode(SMALL, tmp_path / "raster")
    assert caught.value.code == "decoder_unavailable"


def mutated(dice, data):
    """A valid file with a few bytes changed, cut out, doubled or grown together with another place."""
    data = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        place, length = dice.randrange(len(data)), dice.choice([1, 1, 1, 2, 4, 30])
        way = dice.randrange(5)
        if way < 3:
            data[place : place + length] = dice.randbytes(length)
        elif way == 3:
            del data[place : place + length]
        else:
            data[place:place] = data[dice.randrange(len(data)) :][:length]
    return bytes(data)


def test_no_mutation_of_a_picture_gets_beyond_its_child(decoder, tmp_path):
    dice = random.Random(20_260)
    exif, profile = orientation(5), swapping_profile()
    seeds = [encoded(gradient(), f, exif=exif, icc_profile=profile) for f in ("PNG", "JPEG", "WEBP")]
    seeds += [encoded(gradient(mode="P"), "GIF", transparency=1), encoded(gradient(mode="CMYK"), "JPEG")]
    seeds += [encoded(gradient(), "GIF", save_all=True, append_images=[gradient()])]
    decoder.decode(SMALL, tmp_path / "warm")
    server = server_of(decoder)

    def attack(n):
        target = tmp_path / str(n)
        try:
            decoded = decoder.decode(mutated(random.Random(n), seeds[n % len(seeds)]), target)
        except Failed as error:
            return error.code
        assert rasters.load(target).shape == (decoded.height, decoded.width, decoded.channels)
        target.unlink()
        return "decoded"

    with ThreadPoolExecutor(2) as threads:
        ends = list(threads.map(attack, (dice.randrange(10**9) for _ in range(300))))
    assert set(ends) <= {"decoded", "image_corrupt", "image_too_large", "image_unsupported"}
    assert {"decoded", "image_corrupt"} <= set(ends)
    assert server_of(decoder).pid == server.pid


def _soon(claim):
    deadline = time.monotonic() + 5
    while not claim() and time.monotonic() < deadline:
        time.sleep(0.01)
    return claim()


def _is_zombie(pid):
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_the_memory_of_a_child_is_enough_for_the_hungriest_codec(decoder, tmp_path):
    image = Image.new("RGBA", (6320, 6320), (1, 2, 3, 4))
    data = encoded(image, "WEBP", lossless=True, method=0, exif=orientation(6))
    assert decoder.decode(data, tmp_path / "raster").channels == 4
