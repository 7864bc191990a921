"""How often a key may call, and how the headers say so."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from limits import RateLimitItem, RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from pictoris.errors import TooMany
from pictoris.infra.clock import SystemClock


class Pace(Enum):
    """What kind of call it is: each has its own limit."""

    SUBMIT = "submits"
    STATUS = "status reads"
    OTHER = "calls"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many calls in a moving window; calls that share a bucket are counted together."""

    bucket: str
    item: RateLimitItem


_ORDINARY: Final = Limit("ordinary", RateLimitItemPerSecond(1, 3))

PRESETS: Final[Mapping[str, Mapping[Pace, Limit]]] = {
    "default": {
        Pace.SUBMIT: Limit("submit", RateLimitItemPerSecond(10)),
        Pace.STATUS: Limit("status", RateLimitItemPerSecond(100)),
        Pace.OTHER: Limit("other", RateLimitItemPerSecond(50)),
    },
    "imaginepro": {
        Pace.SUBMIT: _ORDINARY,
        Pace.STATUS: Limit("status", RateLimitItemPerSecond(10)),
        Pace.OTHER: _ORDINARY,
    },
    "off": {},
}
"""`imaginepro` holds the documented figures: one call in three seconds, ten status reads a second."""

BAD_KEYS: Final = Limit("bad-keys", RateLimitItemPerMinute(20))
"""Keys that one address may try in vain."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a limit says to one call: what to tell the caller, and the refusal if it was one too many."""

    headers: Mapping[str, str]
    refusal: TooMany | None = None

    def check(self) -> None:
        """Raise the refusal, if there is one."""
        if self.refusal is not None:
            raise self.refusal


class Limits:
    """Counts calls in this process's memory, by the machine's clock."""

    def __init__(self, preset: str) -> None:
        self._limits = PRESETS[preset]
        self._counter = MovingWindowRateLimiter(MemoryStorage())
        self._clock = SystemClock()

    def spend(self, pace: Pace, key: str) -> Allowance:
        """Count one call of a key."""
        limit = self._limits.get(pace)
        if limit is None:
            return Allowance({})
        is_allowed = self._counter.hit(limit.item, limit.bucket, key)
        resets, left = self._counter.get_window_stats(limit.item, limit.bucket, key)
        wait = self._seconds_until(resets)
        headers = {
            "RateLimit-Limit": str(limit.item.amount),
            "RateLimit-Remaining": str(left),
            "RateLimit-Reset": str(wait),
        }
        if is_allowed:
            return Allowance(headers)
        rule = f"{limit.item.amount} {pace.value} in {limit.item.get_expiry()} s"
        return Allowance(headers, TooMany(f"That is more than {rule}: slow down.", retry_after=wait))

    def spend_bad_key(self, address: str) -> None:
        """Count a key that opened nothing; raises `TooMany` if this address has tried too many."""
        if not self._counter.hit(BAD_KEYS.item, BAD_KEYS.bucket, address):
            resets, _ = self._counter.get_window_stats(BAD_KEYS.item, BAD_KEYS.bucket, address)
            raise TooMany(
                "Too many wrong API keys came from this address.", retry_after=self._seconds_until(resets)
            )

    def _seconds_until(self, moment: float) -> int:
        return max(1, math.ceil((int(moment * 1000) - self._clock.now()) / 1000))
