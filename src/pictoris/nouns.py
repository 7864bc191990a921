"""The things that travel through the house, in order of appearance; all frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType, TypeAlias

from pictoris.infra.clock import Instant

AccountId = NewType("AccountId", str)
JobId = NewType("JobId", str)
Credits = NewType("Credits", int)

LARGEST_PICTURE = 100_000_000
"""Pixels of a result: its raster alone takes 300 MB."""

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


class Speed(StrEnum):
    """How soon a job is wanted, the most patient first; the settings say what each of them costs and goes before."""

    RELAX = "relax"
    FAST = "fast"
    BOOST = "boost"
    TURBO = "turbo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What someone asked for: checked and priced, not yet paid."""

    account: AccountId
    operation: str
    params: Mapping[str, Json]
    price: Credits
    prompt: str = ""
    ref: str | None = None
    webhook: str | None = None
    timeout: int = 900
    """Seconds that the job may run."""
    speed: Speed = Speed.FAST
    priority: int = 0
    """The higher goes first; what the settings gave this speed when the order was checked."""
    parent: JobId | None = None
    button: str = ""


class State(StrEnum):
    """Where a job stands; `jobs/states.py` says which may follow which."""

    WAITING = "waiting"
    ADMITTED = "admitted"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a job brought: names of artifacts, words, and what could not be honoured."""

    artifacts: tuple[str, ...] = ()
    grid: str = ""
    """The artifact that shows all of them at once; empty if there is none."""
    notes: tuple[Mapping[str, Json], ...] = ()
    """What the engine noted about each artifact; handed to it when the artifact is continued."""
    width: int = 0
    height: int = 0
    """Pixels of the first artifact; 0 if there is none."""
    content: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    engine: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """An order that was paid for with a hold, and how far it has come."""

    id: JobId
    order: Order
    state: State
    progress: int
    """Percent, 0 to 100; 100 only when the result is stored."""
    attempt: int
    """How often a worker has begun; also the fencing token of the one that may finish."""
    revision: int
    """Grows with every visible change."""
    created: Instant
    updated: Instant
    error: str = ""
    error_code: str = ""
    outcome: Outcome = Outcome()
    preview: str | None = None
    """How the picture looks so far: a small JPEG in base64, while a worker has one to show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """A picture in the store, under a name that cannot be guessed."""

    name: str
    account: AccountId
    job: JobId | None
    format: str
    width: int
    height: int
    size: int
    """Bytes."""
    created: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One webhook to be delivered: to whom, about which job, and how often it was tried."""

    id: str
    account: AccountId
    job: JobId
    url: str
    attempt: int
    created: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Where an account's news goes by default, and what signs it."""

    url: str | None
    secrets: tuple[str, ...]
    """Newest first; two for a day after a rotation."""
    failing_since: Instant | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Whoever calls, with what they hold."""

    id: AccountId
    email: str
    plan: str
    quota: Credits
    credits: Credits
    credits_extra: Credits
    expires: Instant
