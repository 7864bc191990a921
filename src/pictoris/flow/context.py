"""What the journey needs from outside, gathered once by the wiring."""

from collections.abc import Mapping
from dataclasses import dataclass

from pictoris.artifacts.decoding import Decoder
from pictoris.artifacts.store import Store
from pictoris.infra.clock import Clock
from pictoris.infra.database import Database
from pictoris.infra.durable import Call, Durable
from pictoris.infra.fetch import Door
from pictoris.jobs.ladder import Ladder
from pictoris.jobs.pools import GENERAL
from pictoris.nouns import JobId, Speed
from pictoris.operations.base import AnyOperation
from pictoris.ports import Performs
from pictoris.settings import Settings

JOBS = "jobs"
WEBHOOKS = "webhooks"
"""The queues of the job engine; a pool of workers that serves some speeds only has one below `jobs`."""

PERFORM = "perform"
ANNOUNCE = "announce"
"""The durable functions; the wiring registers them under these names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The world as the journey sees it."""

    settings: Settings
    clock: Clock
    database: Database
    durable: Durable
    store: Store
    door: Door
    decoder: Decoder
    bench: Performs
    operations: Mapping[str, AnyOperation]

    @property
    def ladder(self) -> Ladder:
        """The priorities of all speeds, and how long a job waits on each of them."""
        priorities = {self.settings.speeds.terms(speed).priority for speed in Speed}
        return Ladder(rungs=tuple(sorted(priorities)), patience=self.settings.relax_patience)


def jobs_queue(pool: str) -> str:
    """The queue of a pool of workers."""
    return JOBS if pool == GENERAL else f"{JOBS}.{pool}"


def job_call(job: JobId, handed: int, pool: str) -> Call:
    """The durable call that performs a job in a pool, for the `handed`-th time that it is handed over."""
    return Call(id=f"{job}.{handed}", queue=jobs_queue(pool), function=PERFORM, argument=job)
