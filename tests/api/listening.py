"""A listener to event streams that hears each event as it is sent: the usual test transport waits for the end."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import anyio


@dataclass
class Event:
    """One server-sent event."""

    id: int
    name: str
    message: dict[str, Any]


class Ear:
    """The caller's end of one stream."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.is_over = False
        self.started = anyio.Event()
        self.gone = anyio.Event()
        self._send, self._events = anyio.create_memory_object_stream[Event](1000)

    async def hear(self) -> Event:
        """The next event; waits for it at most five seconds."""
        with anyio.fail_after(5):
            return await self._events.receive()

    async def rest(self) -> list[Event]:
        """All events up to the end of the stream."""
        with anyio.fail_after(10):
            return [event async for event in self._events]

    def hang_up(self) -> None:
        """Leave; what is sent after that goes nowhere."""
        self.gone.set()
        self._send.close()
        self._events.close()

    async def receive(self) -> dict[str, Any]:
        """What the application hears of us: nothing, until we are gone."""
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: dict[str, Any]) -> None:
        """What the application says to us."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
            self.started.set()
        elif not self.gone.is_set():
            self._take(bytes(message.get("body", b"")).decode(), is_last=not message.get("more_body"))

    def _take(self, text: str, *, is_last: bool) -> None:
        if text.startswith("id:"):
            lines = dict(line.split(": ", 1) for line in text.strip().split("\n"))
            self._send.send_nowait(Event(int(lines["id"]), lines["event"], json.loads(lines["data"])))
        if is_last:
            self.is_over = True
            self._send.close()


@asynccontextmanager
async def listening(app: Any, path: str, key: str, *, last_event_id: str = "") -> AsyncIterator[Ear]:
    """Open a stream for as long as the block lasts; leaving it is hanging up."""
    ear = Ear()
    headers = [(b"authorization", f"Bearer {key}".encode())]
    if last_event_id:
        headers.append((b"last-event-id", last_event_id.encode("latin-1")))
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": headers,
        "client": ("192.0.2.9", 1234),
        "asgi": {"version": "3.0", "spec_version": "2.3"},
    }
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(app, scope, ear.receive, ear.send)
        try:
            with anyio.fail_after(5):
                await ear.started.wait()
            yield ear
        finally:
            ear.hang_up()
