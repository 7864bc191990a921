import os
import resource
import signal
import socket

import pytest

from pictoris.artifacts import decoder_child, rasters
from pictoris.artifacts.decoding import READY, REQUEST
from tests.artifacts.hostile import encoded, gradient


def in_a_child(work):
    """Run something in a fork, because it cannot be undone; gives back what it returns, as text."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            said = str(work())
        except BaseException as error:  # noqa: BLE001 - the parent shall see it
            said = repr(error)
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return said


def limited(work):
    def limit_and_work():
        decoder_child._limit(1_000_000, 5.0)
        return work()

    return in_a_child(limit_and_work)


def test_a_child_can_open_no_file():
    assert "Too many open files" in limited(lambda: os.open("/etc/passwd", os.O_RDONLY))


def test_a_child_can_open_no_socket():
    assert "Too many open files" in limited(socket.socket)


def test_a_child_gets_no_more_memory_than_its_picture_may_need():
    assert "MemoryError" in limited(lambda: bytearray(3_000_000_000))


def test_a_child_has_an_end_even_when_nobody_waits():
    assert float(limited(lambda: signal.getitimer(signal.ITIMER_REAL)[0])) <= 6
    assert limited(lambda: resource.getrlimit(resource.RLIMIT_CPU)) == "(6, 6)"


def test_a_child_can_write_no_more_than_its_raster():
    most = 16 + 4 * 1_000_000
    assert limited(lambda: resource.getrlimit(resource.RLIMIT_FSIZE)) == str((most, most))


def test_a_child_keeps_three_files_and_closes_the_rest(tmp_path):
    def count():
        kept = [os.open(tmp_path / name, os.O_RDWR | os.O_CREAT) for name in "abc"]
        decoder_child._close_all_but(*kept)
        return [n for n in range(64) if _is_open(n)] == kept

    assert _exit_status(lambda: os._exit(0 if count() else 1)) == 0


def _is_open(descriptor):
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def _exit_status(work):
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(2)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.fixture
def server():
    """The server's loop in a fork, and our end of its socket."""
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        ours.close()
        try:
            decoder_child.serve(theirs)
        finally:
            os._exit(0)
    theirs.close()
    ours.settimeout(10)
    assert ours.recv(1) == READY
    yield ours
    ours.close()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def ask(server, tmp_path, data):
    (tmp_path / "picture").write_bytes(data)
    result, result_end = os.pipe()
    lease_end, lease = os.pipe()
    with (tmp_path / "picture").open("rb") as picture, (tmp_path / "raster").open("wb") as raster:
        files = [picture.fileno(), raster.fileno(), result_end, lease_end]
        socket.send_fds(server, [REQUEST.pack(1_000_000, 5.0, 0)], files)
    os.close(result_end)
    os.close(lease_end)
    with os.fdopen(result, "rb") as answer:
        said = answer.read()
    os.close(lease)
    return said


def test_the_server_answers_over_its_socket(server, tmp_path):
    said = ask(server, tmp_path, encoded(gradient(), "PNG"))
    assert said == READY + b"format png"
    assert rasters.load(tmp_path / "raster").shape == (24, 40, 3)


def test_the_server_goes_on_after_a_bad_picture(server, tmp_path):
    assert ask(server, tmp_path, b"nonsense") == READY + b"error image_unsupported"
    assert b"format" in ask(server, tmp_path, encoded(gradient(), "PNG"))


def test_the_server_ends_on_a_request_that_is_none(server):
    server.sendall(b"x")
    assert server.recv(1) == b""
