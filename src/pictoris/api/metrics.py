"""What the server counts of itself, in the text form that Prometheus reads."""

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from pictoris.reads import QueueDepth

CONTENT_TYPE = CONTENT_TYPE_LATEST

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds."""


class Metrics:
    """The counters of one application; each has a registry of its own, so that several can live in a process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._submits = Counter("pictoris_submits", "Orders taken.", ["operation"], registry=self._registry)
        self._ended = Counter(
            "pictoris_jobs_ended",
            "Jobs of the whole house that ended, by operation and state; every server counts all of them.",
            ["operation", "state"],
            registry=self._registry,
        )
        self._replies = Counter(
            "pictoris_http_replies",
            "Answers by route and status.",
            ["method", "route", "status"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "pictoris_http_seconds",
            "Time to an answer by route.",
            ["method", "route"],
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._queue = Gauge(
            "pictoris_jobs", "Jobs that are not finished.", ["state"], registry=self._registry
        )
        self._streams = Gauge("pictoris_streams", "Open event streams.", registry=self._registry)

    def count_submit(self, operation: str) -> None:
        """An order was taken."""
        self._submits.labels(operation).inc()

    def count_ended(self, counts: Mapping[tuple[str, str], int]) -> None:
        """So many jobs ended more, by operation and state."""
        for (operation, state), count in counts.items():
            self._ended.labels(operation, state).inc(count)

    def count_reply(self, method: str, route: str, status: int) -> None:
        """An answer left."""
        self._replies.labels(method, route, status).inc()

    def seconds_of(self, method: str, route: str) -> Histogram:
        """Where to note the seconds that answers of a route took."""
        return self._seconds.labels(method, route)

    def page(self, depth: QueueDepth, *, streams: int) -> bytes:
        """Everything, with what the database and the streams say now."""
        self._queue.labels("waiting").set(depth.waiting)
        self._queue.labels("running").set(depth.running)
        self._streams.set(streams)
        return generate_latest(self._registry)
