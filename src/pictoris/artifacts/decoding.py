"""Decodes pictures of strangers in child processes that may die without harm."""

import errno
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn

from pictoris.artifacts import rasters
from pictoris.errors import Failed, Unavailable

REQUEST = struct.Struct("<QdQ")
"""What the server is told beside four open files: most pixels, most seconds, pixels of the longest side that is wanted
(0: as it is)."""
READY = b"+"
"""What the server says once when it takes pictures, and on every result pipe when its child runs."""

_MODULE = "pictoris.artifacts.decoder_child"
_START_SECONDS = 30.0
_RESULT_BYTES = 4096
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_FORMATS = frozenset({"png", "jpeg", "webp", "gif"})
_OTHER_CODES = frozenset({"image_too_large", "storage_full"})
_SENTENCES = {
    "image_unsupported": "This is not a picture that can be read: use PNG, JPEG, WebP or GIF.",
    "image_corrupt": "This picture is damaged or incomplete: save it again and retry.",
    "image_timeout": "This picture takes too long to decode: save it as a plain PNG or JPEG and retry.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """What a picture turned out to be; its pixels are in the raster file."""

    width: int
    height: int
    channels: int
    """3 (RGB), or 4 (RGBA) if something is transparent."""
    format: str
    """`png`, `jpeg`, `webp` or `gif`."""


class _ServerLost(Exception):
    """The server died or does not answer; the picture is not to blame."""


class Decoder:
    """Decodes PNG, JPEG, WebP and GIF; safe to use from several threads.

    A small server process is started with the first picture and again whenever it is lost.
    """

    def __init__(self, max_pixels: int = 40_000_000, seconds: float = 10.0) -> None:
        self._max_pixels = max_pixels
        self._seconds = seconds
        self._server: _Server | None = None
        self._turn = threading.Lock()

    def decode(self, data: bytes, target: Path, *, longest: int | None = None) -> Decoded:
        """Decode the first frame of an encoded picture into a raster file: upright, sRGB, 8 bits.

        A picture whose longer side is longer than `longest` is shrunk to that.

        Raises `Failed` with the code `image_too_large`, `image_unsupported`, `image_corrupt` or `image_timeout`;
        `Unavailable` with `decoder_unavailable` or `storage_full`. Then there is no raster file.
        """
        try:
            return self._decode_with_any_server(data, target, longest or 0)
        except BaseException as error:
            target.unlink(missing_ok=True)
            if isinstance(error, OSError) and error.errno in _FULL:
                self._refuse("storage_full")
            raise

    def close(self) -> None:
        """Stop the server and whatever it decodes."""
        with self._turn:
            if self._server is not None:
                self._server.kill_with_children()
                self._server = None

    def _decode_with_any_server(self, data: bytes, target: Path, longest: int) -> Decoded:
        for _ in range(2):
            with suppress(_ServerLost):
                return self._decode(data, target, longest, self._running_server())
        raise Unavailable(
            "Pictures cannot be decoded now: try again in a moment.", code="decoder_unavailable"
        )

    def _decode(self, data: bytes, target: Path, longest: int, server: "_Server") -> Decoded:
        with ExitStack() as files:
            picture = files.enter_context(tempfile.TemporaryFile(dir=target.parent))
            picture.write(data)
            picture.seek(0)
            raster = files.enter_context(target.open("wb"))
            result, result_end = _pipe(files)
            lease_end, _lease = _pipe(files)  # closed with the others: that ends the child
            request = REQUEST.pack(self._max_pixels, self._seconds, longest)
            server.send(request, [picture.fileno(), raster.fileno(), result_end.fileno(), lease_end.fileno()])
            result_end.close()
            lease_end.close()
            return self._read(_answer(result.fileno(), self._seconds, server), target)

    def _read(self, answer: bytes, raster: Path) -> Decoded:
        """What the child said, taken for no more than a stranger's word: its picture may have taken it over."""
        kind, _, word = answer.decode("ascii", "replace").partition(" ")
        if kind == "error" and word in {*_SENTENCES, *_OTHER_CODES}:
            self._refuse(word)
        try:
            width, height, channels = rasters.measure(raster)
        except ValueError:
            self._refuse("image_corrupt")
        if kind != "format" or word not in _FORMATS or not 0 < width * height <= self._max_pixels:
            self._refuse("image_corrupt")
        return Decoded(width=width, height=height, channels=channels, format=word)

    def _refuse(self, code: str) -> NoReturn:
        if code == "storage_full":
            raise Unavailable("The disk is full: no picture can be decoded now.", code=code)
        most = f"This picture is too large: at most {self._max_pixels / 1e6:g} megapixels are taken."
        raise Failed(_SENTENCES.get(code, most), code=code)

    def _running_server(self) -> "_Server":
        with self._turn:
            if self._server is not None and not self._server.is_alive():
                self._server.kill()
                self._server = None
            if self._server is None:
                self._server = _Server()
            return self._server


class _Server:
    """The other process and the socket to it."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        self._socket = ours
        self._sending = threading.Lock()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", _MODULE],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                # Nothing of our environment: there are passwords in it.
                env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                start_new_session=True,
            )
        ours.settimeout(_START_SECONDS)
        try:
            is_ready = ours.recv(1) == READY
        except OSError:
            is_ready = False
        if not is_ready:
            self.kill()
            raise _ServerLost

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def send(self, request: bytes, descriptors: list[int]) -> None:
        try:
            with self._sending:
                socket.send_fds(self._socket, [request], descriptors)
        except OSError as error:
            self.kill()
            raise _ServerLost from error

    def kill_with_children(self) -> None:
        if self.is_alive():  # else its number may be somebody else's by now
            os.killpg(self._process.pid, signal.SIGKILL)
        self.kill()

    def kill(self) -> None:
        """End the server alone: children that are at work for other threads may finish."""
        self._process.kill()
        self._process.wait()
        self._socket.close()


def _pipe(files: ExitStack) -> tuple[IO[bytes], IO[bytes]]:
    """Both ends of a pipe, closed with `files` if not before."""
    reading, writing = os.pipe()
    return files.enter_context(open(reading, "rb", 0)), files.enter_context(open(writing, "wb", 0))  # noqa: PTH123 - descriptors, not paths


def _answer(result: int, seconds: float, server: _Server) -> bytes:
    """The child's answer, empty if it died.

    Raises `Failed("image_timeout")` if it takes too long, `_ServerLost` if there never was a child.
    """
    if _next(result, seconds, len(READY)) != READY:
        server.kill()
        raise _ServerLost
    end = time.monotonic() + seconds
    answer = b""
    while (part := _next(result, end - time.monotonic())) and len(answer) < _RESULT_BYTES:
        answer += part
    if part is None:
        raise Failed(_SENTENCES["image_timeout"], code="image_timeout")
    return answer


def _next(descriptor: int, seconds: float, most: int = _RESULT_BYTES) -> bytes | None:
    """What comes next out of a pipe: empty at its end, None if nothing comes in time."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    if not poll.poll(max(seconds, 0) * 1000):
        return None
    return os.read(descriptor, most)
