"""A load generator that is bounded in count and time, and speaks to this machine only."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

TIMEOUT = 30.0
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True)
class Load:
    """What came of it: seconds of each request, how many were not answered with 200, and seconds of the whole."""

    latencies: Sequence[float]
    refused: int
    seconds: float

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds


def request(method: str, url: str, key: str, body: bytes = b"") -> bytes:
    """A whole HTTP/1.1 request on a connection that is kept open."""
    parts = urlsplit(url)
    lines = [
        f"{method} {parts.path} HTTP/1.1",
        f"Host: {parts.netloc}",
        f"Authorization: Bearer {key}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


def at_rate(base_url: str, requests: Sequence[bytes], per_second: float) -> Load:
    """Send each request at its own time, however slowly the others are answered."""
    return asyncio.run(asyncio.wait_for(_at_rate(base_url, requests, per_second), TIMEOUT))


def as_fast_as_answered(base_url: str, one: bytes, count: int, connections: int) -> Load:
    """Keep so many connections busy until `count` requests are answered."""
    return asyncio.run(asyncio.wait_for(_flood(base_url, one, count, connections), TIMEOUT))


async def _at_rate(base_url: str, requests: Sequence[bytes], per_second: float) -> Load:
    free: asyncio.Queue[_Line] = asyncio.Queue()
    began = time.perf_counter()

    async def send(number: int, one: bytes) -> tuple[float, bool]:
        await asyncio.sleep(max(0.0, began + number / per_second - time.perf_counter()))
        line = free.get_nowait() if not free.empty() else await _Line.open(base_url)
        sent = time.perf_counter()
        is_good = await line.ask(one)
        took = time.perf_counter() - sent
        free.put_nowait(line)
        return took, is_good

    answers = await asyncio.gather(*(send(number, one) for number, one in enumerate(requests)))
    seconds = time.perf_counter() - began
    while not free.empty():
        free.get_nowait().close()
    return Load([took for took, _ in answers], sum(not is_good for _, is_good in answers), seconds)


async def _flood(base_url: str, one: bytes, count: int, connections: int) -> Load:
    latencies: list[float] = []
    refused = 0

    async def keep_busy() -> None:
        nonlocal refused
        line = await _Line.open(base_url)
        for _ in range(count // connections):
            sent = time.perf_counter()
            refused += not await line.ask(one)
            latencies.append(time.perf_counter() - sent)
        line.close()

    began = time.perf_counter()
    await asyncio.gather(*(keep_busy() for _ in range(connections)))
    return Load(latencies, refused, time.perf_counter() - began)


@dataclass(frozen=True)
class _Line:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @classmethod
    async def open(cls, base_url: str) -> "_Line":
        parts = urlsplit(base_url)
        if parts.hostname not in LOOPBACK:
            raise ValueError(f"{base_url} is not on this machine: the load generator goes nowhere else")
        return cls(*await asyncio.open_connection(parts.hostname, parts.port))

    async def ask(self, one: bytes) -> bool:
        self.writer.write(one)
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length:")
        )
        await self.reader.readexactly(length)
        return head.startswith(b"HTTP/1.1 200")

    def close(self) -> None:
        self.writer.close()
