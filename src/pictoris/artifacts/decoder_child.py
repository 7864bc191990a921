"""The decoder's server: a small process with one thread that forks a limited child for every picture.

It is started by `artifacts/decoding.py` with a socket as its standard input. A request is `REQUEST` and four open
files: the picture, the raster to write, a pipe for the result and a lease. The child writes one byte on the result
pipe as soon as it runs, and then its result in two words. When the other end of the lease is closed, the child is
killed: so nobody can be killed by mistake, and nobody outlives those who wait for it.
"""

import contextlib
import gc
import os
import resource
import select
import signal
import socket
import sys
from typing import IO

from PIL import Image

from pictoris.artifacts import rasters
from pictoris.artifacts.decoding import READY, REQUEST
from pictoris.artifacts.reading import Unreadable, read

_FILES = 4
_MOST_FILES = 4096
_BASE_BYTES = 400 * 1024 * 1024
_BYTES_PER_PIXEL = 24
"""Address space of a child: the interpreter with its libraries, and per pixel what the hungriest codec needs
(WebP: two canvases, the file's and ours, and a copy while turning, four bytes each)."""
_ROWS = 256


def serve(control: socket.socket) -> None:
    """Fork a child for every request until the other end of `control` is closed."""
    leases: dict[int, int] = {}
    poll = select.poll()
    poll.register(control, select.POLLIN)
    control.sendall(READY)
    while True:
        for descriptor, _ in poll.poll():
            if descriptor != control.fileno():
                poll.unregister(descriptor)
                _end(descriptor, leases.pop(descriptor))
            elif not _take(control, leases, poll):
                for lease, child in leases.items():
                    _end(lease, child)
                return


def _take(control: socket.socket, leases: dict[int, int], poll: select.poll) -> bool:
    """Take one request and fork its child; False when there will be no more."""
    message, files, _, _ = socket.recv_fds(control, REQUEST.size, _FILES)
    if len(message) < REQUEST.size or len(files) < _FILES:
        return False
    picture, target, result, lease = files
    child = os.fork()
    if child == 0:
        _be_child(REQUEST.unpack(message), picture, target, result)
    for descriptor in (picture, target, result):
        os.close(descriptor)
    leases[lease] = child
    poll.register(lease, select.POLLIN)
    return True


def _end(lease: int, child: int) -> None:
    """Kill a child (or what is left of it) and reap it; its number stays taken until here."""
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(lease)


def _be_child(limits: tuple[int, float, int], picture: int, target: int, result: int) -> None:
    """Decode one picture and exit; never returns."""
    try:
        os.write(result, READY)
        max_pixels, seconds, longest = limits
        _close_all_but(picture, target, result)
        _limit(max_pixels, seconds)
        with open(picture, "rb") as source, open(target, "wb") as raster:
            os.write(result, _decode(source, raster, max_pixels, longest).encode())
    finally:
        os._exit(0)


def _close_all_but(*kept: int) -> None:
    """Neither the server's socket nor other people's leases are a child's business."""
    low = 0
    for descriptor in (*sorted(kept), _MOST_FILES):
        os.closerange(low, descriptor)
        low = descriptor + 1


def _limit(max_pixels: int, seconds: float) -> None:
    """Take away what a child that was taken over could use."""
    bounds = {
        resource.RLIMIT_AS: _BASE_BYTES + _BYTES_PER_PIXEL * max_pixels,
        resource.RLIMIT_CPU: int(seconds) + 1,
        resource.RLIMIT_FSIZE: 16 + 4 * max_pixels,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_NOFILE: 0,
    }
    for kind, most in bounds.items():
        with contextlib.suppress(ValueError, OSError):  # a limit that is lower already is fine
            resource.setrlimit(kind, (most, most))
    signal.setitimer(signal.ITIMER_REAL, seconds + 1)  # in case nobody is left to kill us


def _decode(source: IO[bytes], raster: IO[bytes], max_pixels: int, longest: int) -> str:
    """Write the raster; what to say of it: `format png`, or `error image_corrupt`."""
    try:
        image, format_ = read(source, max_pixels=max_pixels)
        if 0 < longest < max(image.size):
            image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        _write(image, raster)
    except Unreadable as error:
        return f"error {error.code}"
    except MemoryError:
        return "error image_too_large"
    except OSError:
        return "error storage_full"
    return f"format {format_}"


def _write(image: Image.Image, raster: IO[bytes]) -> None:
    """In strips, because all of it at once would be in memory twice."""
    channels = len(image.getbands())
    raster.write(rasters.header(width=image.width, height=image.height, channels=channels))
    for top in range(0, image.height, _ROWS):
        strip = (0, top, image.width, min(top + _ROWS, image.height))
        raster.write(image.crop(strip).tobytes())
    raster.flush()


if __name__ == "__main__":
    gc.freeze()  # what all children share stays shared
    serve(socket.socket(fileno=sys.stdin.fileno()))
