"""The time, as an argument: real for the server, turned by hand in tests."""

import time
from datetime import UTC, datetime
from typing import NewType, Protocol

Instant = NewType("Instant", int)
"""Milliseconds since 1970-01-01 UTC."""


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> Instant: ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> Instant:
        return Instant(time.time_ns() // 1_000_000)


class HandClock:
    """A clock that stands still until somebody turns it."""

    def __init__(self, start: int = 1_800_000_000_000) -> None:
        self._now = start

    def now(self) -> Instant:
        return Instant(self._now)

    def turn(self, *, seconds: float) -> None:
        """Move the hands forward."""
        self._now += int(seconds * 1000)


def after(moment: Instant, *, seconds: float) -> Instant:
    """The instant that lies `seconds` after (negative: before) `moment`."""
    return Instant(moment + round(seconds * 1000))


def iso(moment: Instant) -> str:
    """Write an instant as ISO 8601 in UTC with milliseconds: `2026-02-03T10:20:30.000Z`."""
    whole, milliseconds = divmod(moment, 1000)
    return f"{datetime.fromtimestamp(whole, UTC):%Y-%m-%dT%H:%M:%S}.{milliseconds:03d}Z"
