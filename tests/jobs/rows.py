"""Rows for the tests of jobs, and how the database goes about finding them."""

import itertools
from collections.abc import Callable

import sqlalchemy as sa

from pictoris.infra.clock import Instant
from pictoris.jobs import lanes, queue
from pictoris.nouns import AccountId, Credits, Job, JobId, Order

NOW = Instant(1_800_000_000_000)
ANN = AccountId("ann")
numbers = itertools.count(1)


def order(account: AccountId = ANN, *, priority: int = 0) -> Order:
    """An order as small as can be."""
    return Order(
        account=account, operation="upscale", params={"scale": 2}, price=Credits(2), priority=priority
    )


def add_job(tx: sa.Connection, account: AccountId = ANN, *, priority: int = 0, at: Instant = NOW) -> JobId:
    """A waiting job, behind all that were added before."""
    number = next(numbers)
    job_id = JobId(f"job-{number}")
    queue.add(tx, job_id, order(account, priority=priority), place=number, at=at)
    return job_id


def wait_in_lane(tx: sa.Connection, account: AccountId, *, priority: int = 0) -> JobId:
    """A waiting job that its lane knows of."""
    job_id = JobId(f"job-{next(numbers)}")
    place, _ = lanes.join(tx, account, priority)
    queue.add(tx, job_id, order(account, priority=priority), place=place, at=NOW)
    return job_id


def found(tx: sa.Connection, job_id: JobId) -> Job:
    """The job as it stands."""
    job = queue.find(tx, job_id)
    assert job is not None
    return job


def plan_of(tx: sa.Connection, act: Callable[[], object]) -> str:
    """How the database runs the first statement of `act`, in its own words."""
    asked: list[tuple[str, object]] = []

    @sa.event.listens_for(tx, "before_cursor_execute")
    def _note(_connection, _cursor, statement, parameters, *_):
        asked.append((statement, parameters))

    act()
    sa.event.remove(tx, "before_cursor_execute", _note)
    explain = "explain query plan " if tx.dialect.name == "sqlite" else "explain "
    statement, parameters = asked[0]
    return "\n".join(str(tuple(row)) for row in tx.exec_driver_sql(explain + statement, parameters))  # type: ignore[arg-type]
