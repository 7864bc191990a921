"""What it costs to admit a job of a lane, by how many wait in it: it must not depend on that."""

import time
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from bench.figures import Figure, percentile
from pictoris.infra.clock import Instant, after
from pictoris.infra.database import Database
from pictoris.infra.migrate import migrate
from pictoris.jobs import lanes, pools, queue
from pictoris.jobs.ladder import Ladder
from pictoris.nouns import AccountId, Credits, JobId, Order, Speed

BACKLOGS = (1_024, 131_072)
TURNS = 300

_NOW = Instant(1_800_000_000_000)
_LADDER = Ladder(rungs=(-1, 0, 1, 2), patience=120)
_ANN = AccountId("ann")


def measure(folder: Path) -> Iterator[Figure]:
    """Yield a figure for each backlog: jobs of all speeds in one lane."""
    for backlog in BACKLOGS:
        database = Database(f"sqlite:///{folder / f'{backlog}.sqlite'}")
        migrate(database)
        _wait(database, backlog)
        spent = [_timed(database, after(_NOW, seconds=number)) for number in range(TURNS)]
        database.close()
        yield Figure(
            what=f"admission behind {backlog:,} waiting jobs, p50", value=percentile(spent, 50), unit="ms"
        )


def _wait(database: Database, count: int) -> None:
    """One job of each speed, doubled until there are enough."""
    with database.writing() as tx:
        lanes.open_lane(tx, _ANN, cap=count)
        pools.set_slots(tx, {pools.GENERAL: count})
        for speed, priority in zip(Speed, _LADDER.rungs, strict=True):
            order = Order(
                account=_ANN, operation="", params={}, price=Credits(1), speed=speed, priority=priority
            )
            place, _ = lanes.join(tx, order, _NOW, _LADDER)
            queue.add(tx, JobId(speed.value), order, place=place, at=_NOW)
        waiting = len(Speed)
        while waiting < count:
            job = queue.job.c
            changed = {"id": job.id + f"+{waiting}", "place": job.place + waiting}
            copies = sa.select(*(changed.get(column.name, column) for column in job))
            tx.execute(sa.insert(queue.job).from_select([column.name for column in job], copies))
            waiting *= 2
        tx.execute(sa.update(lanes.lane).values(waiting=waiting, joined=waiting))


def _timed(database: Database, at: Instant) -> float:
    """Milliseconds of one admission, without the commit."""
    with database.writing() as tx:
        begun = time.perf_counter()
        lanes.age(tx, at, _LADDER)
        lanes.admit_next(tx, pools.GENERAL, at, _LADDER)
        return (time.perf_counter() - begun) * 1e3
