"""Connections that reach only allowed addresses and take only so long: a network backend for httpcore."""

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

import httpcore2
from httpcore2 import NetworkBackend, NetworkStream
from typing_extensions import override

from pictoris.infra.addresses import is_public
from pictoris.infra.urls import is_address

Resolver: TypeAlias = Callable[[str, int], Sequence[str]]
"""Host and port → addresses in text form; raises OSError if there are none."""
Dial: TypeAlias = Callable[[str, int, float], socket.socket]
"""Address, port and seconds → a connected socket; raises OSError."""

_WRITE_SIZE = 16_384
_TRIED_ADDRESSES = 4


class Blocked(Exception):
    """The host leads to an address that strangers may not reach."""


class Patience:
    """How long an exchange may still take: a total, and while a body flows, a least rate."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._body_began: float | None = None
        self._slow_after = 0.0
        self._least_rate = 1
        self._received = 0

    def expect_body(self, *, slow_after: float, least_rate: int) -> None:
        """From now on bytes must come: `least_rate` a second on average, once `slow_after` seconds are over."""
        self._body_began = time.monotonic()
        self._slow_after, self._least_rate, self._received = slow_after, least_rate, 0

    def received(self, count: int) -> None:
        """Bytes of the body came."""
        self._received += count

    def left(self) -> float:
        """Seconds that may still pass before the next byte. Raises httpcore's `ReadTimeout` at none."""
        end = self._end
        if self._body_began is not None:
            earned = max(self._slow_after, self._received / self._least_rate)
            end = min(end, self._body_began + earned)
        left = end - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout
        return left


class GuardedBackend(NetworkBackend):
    """Resolves a host once, checks every answer, and connects to the addresses that it checked."""

    def __init__(self, resolver: Resolver, dial: Dial, patience: Patience, *, trusted: bool) -> None:
        self._resolver = resolver
        self._dial = dial
        self._patience = patience
        self._trusted = trusted

    @override
    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> NetworkStream:
        addresses = self._addresses(host, port)
        if not self._trusted and not all(map(is_public, addresses)):
            raise Blocked
        return PatientStream(self._connect(addresses[:_TRIED_ADDRESSES], port), self._patience)

    def _addresses(self, host: str, port: int) -> Sequence[str]:
        if is_address(host):
            return [host]
        addresses = _within(self._patience.left(), lambda: self._resolver(host, port))
        if not addresses:
            raise httpcore2.ConnectError
        return addresses

    def _connect(self, addresses: Sequence[str], port: int) -> socket.socket:
        for untried, address in zip(range(len(addresses), 0, -1), addresses, strict=True):
            try:
                return self._dial(address, port, self._patience.left() / untried)
            except OSError:
                continue
        self._patience.left()
        raise httpcore2.ConnectError


class PatientStream(NetworkStream):
    """A socket on which each wait is cut to what the patience has left."""

    def __init__(self, connected: socket.socket, patience: Patience) -> None:
        self._socket = connected
        self._patience = patience

    @override
    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            self._socket.settimeout(self._patience.left())
            return self._socket.recv(max_bytes)
        except TimeoutError as error:
            raise httpcore2.ReadTimeout from error
        except OSError as error:
            raise httpcore2.ReadError from error

    @override
    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        rest = memoryview(buffer)
        try:
            while rest:
                self._socket.settimeout(self._patience.left())
                rest = rest[self._socket.send(rest[:_WRITE_SIZE]) :]
        except TimeoutError as error:
            raise httpcore2.WriteTimeout from error
        except OSError as error:
            raise httpcore2.WriteError from error

    @override
    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        try:
            self._socket.settimeout(self._patience.left())
            secured = ssl_context.wrap_socket(self._socket, server_hostname=server_hostname)
        except TimeoutError as error:
            self.close()
            raise httpcore2.ConnectTimeout from error
        except OSError as error:  # ssl.SSLError is one, and the cause that is looked at later
            self.close()
            raise httpcore2.ConnectError from error
        return PatientStream(secured, self._patience)

    @override
    def get_extra_info(self, info: str) -> None:
        """Nothing: httpcore asks only to negotiate HTTP/2 and to reuse connections, and we do neither."""

    @override
    def close(self) -> None:
        self._socket.close()


def system_resolver(host: str, port: int) -> Sequence[str]:
    """What the system's resolver answers."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def dial(address: str, port: int, seconds: float) -> socket.socket:
    """Connect a TCP socket."""
    connected = socket.create_connection((address, port), seconds)
    connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connected


def _within(seconds: float, resolve: Callable[[], Sequence[str]]) -> Sequence[str]:
    """Resolve in a thread, because the system's resolver cannot be told how long it may take."""
    answers: queue.SimpleQueue[Sequence[str]] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve())
        except (OSError, UnicodeError):
            answers.put([])

    threading.Thread(target=ask, name="resolve", daemon=True).start()
    try:
        return answers.get(timeout=seconds)
    except queue.Empty:
        raise httpcore2.ConnectTimeout from None
