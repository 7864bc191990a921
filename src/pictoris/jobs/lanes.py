"""Fairness: a lane an account, and who is admitted next.

The job engine holds admitted jobs only, about as many as the workers can run, so that a backlog of any length in
one lane costs the others nothing. Locks are taken in one order (lane, pools, another lane if it is free),
so that two transactions never wait for each other.

A lane is a line for each speed. What the lines' first jobs count as, by priority and by age (`ladder.py`), stands in
the lane itself, so that the next lane is found by an index; when time makes one of them count as more, `age` notes it.
Waiting jobs are never touched for that, however many there are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from pictoris.infra.clock import Instant
from pictoris.infra.database import metadata
from pictoris.jobs import pools, queue
from pictoris.jobs.ladder import NEVER, Ladder
from pictoris.jobs.queue import Head
from pictoris.nouns import AccountId, JobId, Order, Speed

lane = sa.Table(
    "lane",
    metadata,
    sa.Column("account", sa.String(64), primary_key=True),
    sa.Column("running", sa.Integer, nullable=False),
    sa.Column("cap", sa.Integer, nullable=False),
    sa.Column("waiting", sa.Integer, nullable=False),
    sa.Column("joined", sa.BigInteger, nullable=False),
    sa.Column("head_priority", sa.Integer, nullable=False),
    sa.Column("served", sa.BigInteger, nullable=False),
    sa.Column("head_relax", sa.Integer),
    sa.Column("head_fast", sa.Integer),
    sa.Column("head_boost", sa.Integer),
    sa.Column("head_turbo", sa.Integer),
    sa.Column("ages", sa.BigInteger, nullable=False, server_default="0"),
    sa.CheckConstraint("running >= 0", name="running_not_negative"),
    sa.CheckConstraint("waiting >= 0", name="waiting_not_negative"),
)
_waiting = lane.c.waiting > sa.literal_column("0")
_ready = sa.and_(_waiting, lane.c.running < lane.c.cap)
sa.Index(
    "ix_lane_ready",
    lane.c.head_priority.desc(),
    lane.c.running,
    lane.c.served,
    sqlite_where=_ready,
    postgresql_where=_ready,
)
sa.Index("ix_lane_ages", lane.c.ages, sqlite_where=_waiting, postgresql_where=_waiting)

_HEADS: Mapping[Speed, sa.Column[int]] = {speed: lane.c[f"head_{speed.value}"] for speed in Speed}
"""What the first waiting job of each speed counts as; null if there is none."""
_ready_at = {
    speed: sa.and_(column.is_not(None), lane.c.running < lane.c.cap) for speed, column in _HEADS.items()
}
for _speed, _column in _HEADS.items():
    sa.Index(
        f"ix_lane_ready_{_speed.value}",
        _column.desc(),
        lane.c.running,
        lane.c.served,
        sqlite_where=_ready_at[_speed],
        postgresql_where=_ready_at[_speed],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """A job that the job engine is to be given."""

    job: JobId
    handed: int
    """How often it was handed over, this time included."""
    pool: str
    """The workers that it was given to."""


def open_lane(tx: sa.Connection, account: AccountId, *, cap: int) -> None:
    """Give a new account its lane."""
    tx.execute(
        sa.insert(lane).values(
            account=account, running=0, cap=cap, waiting=0, joined=0, head_priority=0, served=0, ages=NEVER
        )
    )


def set_cap(tx: sa.Connection, account: AccountId, *, cap: int) -> None:
    """Change how many jobs of an account run at the same time."""
    tx.execute(sa.update(lane).where(lane.c.account == account).values(cap=cap))


def join(tx: sa.Connection, order: Order, at: Instant, ladder: Ladder) -> tuple[int, int]:
    """One more job waits in its account's lane: its place in the line (grows for ever), and how many wait now."""
    head, priority = _HEADS[order.speed], order.priority
    rise = ladder.next_rise(priority, at, at)
    is_first = lane.c.waiting == 0
    row = tx.execute(
        sa.update(lane)
        .where(lane.c.account == order.account)
        .values(
            {
                lane.c.waiting: lane.c.waiting + 1,
                lane.c.joined: lane.c.joined + 1,
                head: sa.func.coalesce(head, priority),
                lane.c.head_priority: _if(
                    sa.or_(is_first, lane.c.head_priority < priority), priority, lane.c.head_priority
                ),
                lane.c.ages: _if(sa.or_(is_first, lane.c.ages > rise), rise, lane.c.ages),
            }
        )
        .returning(lane.c.joined, lane.c.waiting)
    ).one()
    return int(row.joined), int(row.waiting)


def leave(tx: sa.Connection, account: AccountId, at: Instant, ladder: Ladder) -> None:
    """A waiting job of this lane was cancelled."""
    tx.execute(
        sa.update(lane)
        .where(lane.c.account == account)
        .values(waiting=lane.c.waiting - 1, **_standing(queue.heads(tx, account), at, ladder))
    )


def free(tx: sa.Connection, account: AccountId, pool: str) -> None:
    """A job of this lane has ended: its place in the lane and with the workers is free."""
    tx.execute(sa.update(lane).where(lane.c.account == account).values(running=lane.c.running - 1))
    pools.lock(tx)
    pools.give_back(tx, pool)


def lock(tx: sa.Connection, account: AccountId) -> None:
    """Wait until no other transaction changes this lane."""
    tx.execute(sa.select(lane.c.account).where(lane.c.account == account).with_for_update())


def admit(tx: sa.Connection, account: AccountId, at: Instant, ladder: Ladder) -> Admitted | None:
    """Admit the first job of one lane that workers have room for, if the lane has room too."""
    ready = sa.select(lane.c.account).where(lane.c.account == account, _ready).with_for_update()
    if tx.execute(ready).first() is None:
        return None
    return _admit(tx, account, pools.with_room(tx), at, ladder)


def admit_next(tx: sa.Connection, pool: str, at: Instant, ladder: Ladder) -> Admitted | None:
    """Admit a job of the lane whose turn it is to a free place of a pool, or of a more dedicated one that has room too.

    The lane with the highest head is next, then who runs least, then who was not served for longest.
    """
    if not pools.has_room(tx, pool):
        return None
    # A lane that somebody else is changing right now is passed over: its own transaction will look at it.
    found = [
        row
        for head, ready in _lines(pool)
        if (
            row := tx.execute(
                sa.select(lane.c.account, head.label("head"), lane.c.running, lane.c.served)
                .where(ready)
                .order_by(head.desc(), lane.c.running, lane.c.served)
                .limit(1)
                .with_for_update(skip_locked=True)
            ).first()
        )
    ]
    if not found:
        return None
    chosen = min(found, key=lambda row: (-row.head, row.running, row.served))
    return _admit(tx, AccountId(chosen.account), pools.with_room(tx), at, ladder)


def age(tx: sa.Connection, at: Instant, ladder: Ladder, limit: int = 200) -> int:
    """Note what the lanes' first jobs count as now that time has passed; how many lanes that were, at most `limit`."""
    due = (
        sa.select(lane.c.account)
        .where(_waiting, lane.c.ages <= at)
        .order_by(lane.c.ages)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    accounts = tx.execute(due).scalars().all()
    for account in accounts:
        standing = _standing(queue.heads(tx, AccountId(account)), at, ladder)
        tx.execute(sa.update(lane).where(lane.c.account == account).values(standing))
    return len(accounts)


def _lines(pool: str) -> list[tuple[sa.Column[int], sa.ColumnElement[bool]]]:
    """Where the heads stand that a pool may take, and when their lanes are ready."""
    if pool == pools.GENERAL:
        return [(lane.c.head_priority, _ready)]
    return [(_HEADS[speed], _ready_at[speed]) for speed in Speed if speed in pools.speeds_of(pool)]


def _admit(
    tx: sa.Connection, account: AccountId, rooms: Sequence[str], at: Instant, ladder: Ladder
) -> Admitted | None:
    if not rooms:
        return None
    heads = queue.heads(tx, account)
    if not heads:
        raise AssertionError("a lane counts a waiting job that is not there")
    heads.sort(key=lambda head: (-ladder.risen(head.priority, head.since, at), head.place))
    fitting = ((head, pool) for head in heads for pool in rooms if head.speed in pools.speeds_of(pool))
    head, pool = next(fitting, (None, ""))
    if head is None:
        return None
    pools.take(tx, pool)
    handed = queue.hand_over(tx, head.job, at, pool=pool)
    if handed is None:
        raise AssertionError("a lane counts a waiting job that is not there")
    tx.execute(
        sa.update(lane)
        .where(lane.c.account == account)
        .values(
            running=lane.c.running + 1,
            waiting=lane.c.waiting - 1,
            served=at,
            **_standing(queue.heads(tx, account), at, ladder),
        )
    )
    return Admitted(job=head.job, handed=handed, pool=pool)


def _standing(heads: Sequence[Head], at: Instant, ladder: Ladder) -> dict[str, int | None]:
    """What a lane says of its lines."""
    risen = {head.speed: ladder.risen(head.priority, head.since, at) for head in heads}
    standing: dict[str, int | None] = {column.name: risen.get(speed) for speed, column in _HEADS.items()}
    rises = (ladder.next_rise(head.priority, head.since, at) for head in heads)
    return standing | {"head_priority": max(risen.values(), default=0), "ages": min(rises, default=NEVER)}


def _if(condition: sa.ColumnElement[bool], then: int, otherwise: sa.Column[int]) -> sa.Case[int]:
    return sa.case((condition, then), else_=otherwise)
