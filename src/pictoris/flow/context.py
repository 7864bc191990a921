"""What the journey needs from outside, gathered once by the wiring."""

from collections.abc import Mapping
from dataclasses import dataclass

from pictoris.artifacts.decoding import Decoder
from pictoris.artifacts.store import Store
from pictoris.infra.clock import Clock
from pictoris.infra.database import Database
from pictoris.infra.durable import Call, Durable
from pictoris.infra.fetch import Door
from pictoris.nouns import JobId
from pictoris.operations.base import AnyOperation
from pictoris.ports import Performs
from pictoris.settings import Settings

JOBS = "jobs"
WEBHOOKS = "webhooks"
"""The queues of the job engine."""

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


def job_call(job: JobId, handed: int) -> Call:
    """The durable call that performs a job, for the `handed`-th time that it is handed over."""
    return Call(id=f"{job}.{handed}", queue=JOBS, function=PERFORM, argument=job)
