"""The server around the application: patient with work, impatient with connections that only wait."""

import asyncio
import json
import signal
import socket
from collections import Counter
from types import FrameType
from typing import Any, ClassVar, Final

import uvicorn
from starlette.applications import Starlette
from typing_extensions import override
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEADER_SECONDS: Final = 10.0
"""Seconds from the opening of a connection, or from the first byte of a further request, to the end of its head."""

HEADER_BYTES: Final = 32 * 1024
"""Bytes of one request's head."""

MOST_OF_ONE_ADDRESS: Final = 64
"""Connections of one address."""

LINGER_SECONDS: Final = 5.0
"""Seconds for which a body that nobody wants any more is still taken: a client in the middle of sending it has not
read the refusal yet, and would not get to if its connection broke."""

GRACE: Final = 5
"""Seconds that running requests get when the server stops."""

_SENTENCES: Final = {
    400: ("bad_request", "This is not HTTP as this server understands it."),
    408: ("header_timeout", "The head of the request did not arrive in time."),
    429: ("too_many_connections", "Too many connections are open from this address."),
    431: ("headers_too_large", "The head of the request is too large."),
}
_PHRASES: Final = {
    400: "Bad Request",
    408: "Request Timeout",
    429: "Too Many Requests",
    431: "Request Header Fields Too Large",
}


class Server(uvicorn.Server):
    """Serves an application of `api.app.build`, and lets its event streams go when it stops."""

    def __init__(self, app: Starlette, protocol: "type[GuardedProtocol] | None" = None) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                loop="uvloop",
                http=protocol or GuardedProtocol,
                ws="none",
                lifespan="on",
                access_log=False,
                log_config=None,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=GRACE,
                backlog=2048,
            )
        )
        self._app = app

    @override
    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop, and return from `run`: uvicorn would raise the signal again, and nobody could tidy up."""
        if self.should_exit and sig == signal.SIGINT:
            self.force_exit = True
        self.should_exit = True

    @override
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Streams never end by themselves: told now, they do not use up the grace of the others."""
        self._app.state.watch.close()
        await super().shutdown(sockets)


class GuardedProtocol(HttpToolsProtocol):
    """uvicorn's protocol, with an end to waiting: it has no limit of its own for the head of a request."""

    header_seconds: ClassVar[float] = HEADER_SECONDS
    linger_seconds: ClassVar[float] = LINGER_SECONDS
    most_of_one_address: ClassVar[int] = MOST_OF_ONE_ADDRESS
    uncounted: ClassVar[frozenset[str]] = frozenset({"127.0.0.1", "::1", ""})
    """Addresses of this machine: a proxy on it brings everybody's connections."""

    _connections_of: ClassVar[Counter[str]] = Counter()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._deadline: asyncio.TimerHandle | None = None
        self._linger: asyncio.TimerHandle | None = None
        self._is_whole = False
        """Whether the request has come to its end."""
        self._is_between = False
        """Whether it was answered too, so that the next byte begins a further request."""
        self._head_bytes = 0
        self._address = ""

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # the base is typed more widely than what is handed in
        super().connection_made(transport)
        self._address = self.client[0] if self.client else ""
        self._connections_of[self._address] += 1
        is_counted = self._address not in self.uncounted
        if is_counted and self._connections_of[self._address] > self.most_of_one_address:
            self._refuse(429)
        else:
            self._begin_head()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._end_head()
        self._stop_lingering()
        self._connections_of[self._address] -= 1
        if self._connections_of[self._address] <= 0:
            del self._connections_of[self._address]
        super().connection_lost(exc)

    @override
    def data_received(self, data: bytes) -> None:
        if self._is_between:
            self._begin_head()
        self._head_bytes += len(data)
        super().data_received(data)
        if self._deadline is not None and self._head_bytes > HEADER_BYTES:
            self._refuse(431)

    @override
    def on_headers_complete(self) -> None:
        self._end_head()
        if sum(len(name) + len(value) for name, value in self.headers) + len(self.url) > HEADER_BYTES:
            self._refuse(431)
            raise ValueError("the head is too large")  # stops the parser
        super().on_headers_complete()

    @override
    def send_400_response(self, msg: str) -> None:
        self._refuse(400)

    @override
    def on_message_begin(self) -> None:
        self._is_whole = False
        super().on_message_begin()

    @override
    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._is_whole = True
        self._stop_lingering()
        self._is_between = self.cycle.response_complete

    @override
    def on_response_complete(self) -> None:
        super().on_response_complete()
        is_answered = self.cycle.response_complete  # not so if a further request is in the pipeline
        self._is_between = is_answered and self._is_whole
        if is_answered and not self._is_whole:
            self._linger = self.loop.call_later(self.linger_seconds, self.transport.close)

    def _begin_head(self) -> None:
        self._is_between = False
        self._head_bytes = 0
        self._deadline = self.loop.call_later(self.header_seconds, self._refuse, 408)

    def _end_head(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _stop_lingering(self) -> None:
        if self._linger is not None:
            self._linger.cancel()
            self._linger = None

    def _refuse(self, status: int) -> None:
        """Answer in the shape of all our errors, and hang up."""
        self._end_head()
        if self.transport.is_closing():
            return
        code, sentence = _SENTENCES[status]
        body = json.dumps(
            {"message": sentence, "error": sentence, "statusCode": status, "code": code}
        ).encode()
        head = (
            f"HTTP/1.1 {status} {_PHRASES[status]}\r\ncontent-type: application/json\r\n"
            f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode("ascii") + body)
        self.transport.close()
