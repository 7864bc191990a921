"""The workbench: child processes in which recipes run, kept while used, ended on demand."""

import threading
from collections.abc import Callable

from pictoris.bench.child import BenchOptions, Child
from pictoris.infra.clock import Clock, after
from pictoris.ports import Finished, Progress, Work


class Workbench:
    """Fills `Performs` with child processes: no more than are needed for all callers at a time."""

    def __init__(self, options: BenchOptions, clock: Clock, *, keep_idle: float = 300.0) -> None:
        """`keep_idle`: seconds after which `tidy` closes a child that nobody uses."""
        self._options = options
        self._clock = clock
        self._keep_idle = keep_idle
        self._children: list[Child] = []
        self._lock = threading.Lock()
        self._closed = False

    def perform(self, work: Work, report: Callable[[Progress], None], stop: Callable[[], bool]) -> Finished:
        """See `ports.Performs`."""
        child = self._take()
        try:
            return child.perform(work, report, stop)
        finally:
            self._put_back(child)

    def tidy(self) -> int:
        """Close the children that have been idle for too long: their models' memory is free again."""
        old = after(self._clock.now(), seconds=-self._keep_idle)
        return self._end(lambda child: child.idle_since <= old)

    def pids(self) -> list[int]:
        """The processes that wait for work."""
        with self._lock:
            return [child.pid for child in self._children if not child.works]

    def close(self) -> None:
        """End all children; those that work are ended when they come back."""
        self._closed = True
        self._end(lambda _child: True)

    def _take(self) -> Child:
        """A child with room: the one that has most work already, for jobs that run together share what is loaded."""
        self._end(lambda child: not child.is_alive())
        with self._lock:
            free = [one for one in self._children if one.works < self._options.jobs and one.is_alive()]
            child = max(free, key=lambda one: (one.works, one.idle_since), default=None)
            if child is None:
                child = Child(self._options)
                self._children.append(child)
            child.works += 1
        return child

    def _put_back(self, child: Child) -> None:
        with self._lock:
            child.works -= 1
            child.idle_since = self._clock.now()
        self._end(lambda one: one is child and (self._closed or not one.is_alive()))

    def _end(self, condition: Callable[[Child], bool]) -> int:
        """End the children without work of which this is true; how many they were."""
        with self._lock:
            ended = [child for child in self._children if not child.works and condition(child)]
            self._children = [child for child in self._children if child not in ended]
        for child in ended:
            child.kill()
        return len(ended)
