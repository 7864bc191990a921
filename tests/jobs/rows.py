"""Rows for the tests of jobs, and how the database goes about finding them."""

import itertools
from collections.abc import Callable

import sqlalchemy as sa

from pictoris.infra.clock import Instant
from pictoris.jobs import lanes, queue
from pictoris.jobs.ladder import Ladder
from pictoris.nouns import AccountId, Credits, Job, JobId, Order, Speed

NOW = Instant(1_800_000_000_000)
ANN = AccountId("ann")
numbers = itertools.count(1)


PRIORITY = {Speed.RELAX: -1, Speed.FAST: 0, Speed.BOOST: 1, Speed.TURBO: 2}
LADDER = Ladder(rungs=tuple(PRIORITY.values()), patience=120)


def order(account: AccountId = ANN, *, speed: Speed = Speed.FAST) -> Order:
    """An order as small as can be."""
    return Order(
        account=account,
        operation="upscale",
        params={"scale": 2},
        price=Credits(2),
        speed=speed,
        priority=PRIORITY[speed],
    )


def add_job(
    tx: sa.Connection, account: AccountId = ANN, *, speed: Speed = Speed.FAST, at: Instant = NOW
) -> JobId:
    """A waiting job, behind all that were added before."""
    number = next(numbers)
    job_id = JobId(f"job-{number}")
    queue.add(tx, job_id, order(account, speed=speed), place=number, at=at)
    return job_id


def wait_in_lane(
    tx: sa.Connection, account: AccountId, *, speed: Speed = Speed.FAST, at: Instant = NOW
) -> JobId:
    """A waiting job that its lane knows of."""
    job_id = JobId(f"job-{next(numbers)}")
    asked = order(account, speed=speed)
    place, _ = lanes.join(tx, asked, at, LADDER)
    queue.add(tx, job_id, asked, place=place, at=at)
    return job_id


def found(tx: sa.Connection, job_id: JobId) -> Job:
    """The job as it stands."""
    job = queue.find(tx, job_id)
    assert job is not None
    return job


def plan_of(tx: sa.Connection, act: Callable[[], object], *, skip: int = 0) -> str:
    """How the database runs the first statement of `act` (after so many others), in its own words."""
    asked: list[tuple[str, object]] = []

    @sa.event.listens_for(tx, "before_cursor_execute")
    def _note(_connection, _cursor, statement, parameters, *_):
        asked.append((statement, parameters))

    act()
    sa.event.remove(tx, "before_cursor_execute", _note)
    explain = "explain query plan " if tx.dialect.name == "sqlite" else "explain "
    statement, parameters = asked[skip]
    return "\n".join(str(tuple(row)) for row in tx.exec_driver_sql(explain + statement, parameters))  # type: ignore[arg-type]
