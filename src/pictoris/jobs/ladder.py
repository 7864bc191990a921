"""Ageing: who waits climbs, one priority after the other, so that nobody waits for ever."""

from dataclasses import dataclass

from pictoris.infra.clock import Instant, after

NEVER = Instant(2**62)
"""A moment that does not come."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The priorities that there are, and how long a job stands on one before it counts as the next higher."""

    rungs: tuple[int, ...]
    """Ascending, each once."""
    patience: float
    """Seconds."""

    def risen(self, priority: int, since: Instant, at: Instant) -> int:
        """As which priority a job counts at this moment that has waited since then with a priority of its own."""
        higher = self._above(priority)
        steps = min(len(higher), max(0, at - since) // self._milliseconds)
        return higher[steps - 1] if steps else priority

    def next_rise(self, priority: int, since: Instant, at: Instant) -> Instant:
        """The moment after `at` when it will count as more; `NEVER` at the top."""
        steps = max(0, at - since) // self._milliseconds
        if steps >= len(self._above(priority)):
            return NEVER
        return after(since, seconds=self.patience * (steps + 1))

    @property
    def _milliseconds(self) -> int:
        return max(1, round(self.patience * 1000))

    def _above(self, priority: int) -> tuple[int, ...]:
        return tuple(rung for rung in self.rungs if rung > priority)
