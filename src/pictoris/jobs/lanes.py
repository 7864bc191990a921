"""Fairness: a lane an account, a capacity for all, and who is admitted next.

The job engine holds admitted jobs only, about as many as the workers can run, so that a backlog of any length in
one lane costs the others nothing. Locks are taken in one order (lane, capacity, another lane if it is free),
so that two transactions never wait for each other.
"""

import sqlalchemy as sa

from pictoris.infra.clock import Instant
from pictoris.infra.database import metadata, one
from pictoris.jobs import queue
from pictoris.nouns import AccountId, JobId

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
    sa.CheckConstraint("running >= 0", name="running_not_negative"),
    sa.CheckConstraint("waiting >= 0", name="waiting_not_negative"),
)
_ready = sa.and_(lane.c.waiting > sa.literal_column("0"), lane.c.running < lane.c.cap)
sa.Index(
    "ix_lane_ready",
    lane.c.head_priority.desc(),
    lane.c.running,
    lane.c.served,
    sqlite_where=_ready,
    postgresql_where=_ready,
)

capacity = sa.Table(
    "capacity",
    metadata,
    sa.Column("engine", sa.String(64), primary_key=True),
    sa.Column("running", sa.Integer, nullable=False),
    sa.Column("cap", sa.Integer, nullable=False),
    sa.CheckConstraint("running >= 0", name="running_not_negative"),
)

TOOLS = "tools"
"""The one engine lane there is so far; its row comes with the schema."""


def open_lane(tx: sa.Connection, account: AccountId, *, cap: int) -> None:
    """Give a new account its lane."""
    tx.execute(
        sa.insert(lane).values(
            account=account, running=0, cap=cap, waiting=0, joined=0, head_priority=0, served=0
        )
    )


def set_cap(tx: sa.Connection, account: AccountId, *, cap: int) -> None:
    """Change how many jobs of an account run at the same time."""
    tx.execute(sa.update(lane).where(lane.c.account == account).values(cap=cap))


def join(tx: sa.Connection, account: AccountId, priority: int) -> tuple[int, int]:
    """One more job waits in this lane: its place in the line (grows for ever), and how many wait now."""
    higher = sa.case(
        (sa.or_(lane.c.waiting == 0, lane.c.head_priority < priority), priority), else_=lane.c.head_priority
    )
    row = tx.execute(
        sa.update(lane)
        .where(lane.c.account == account)
        .values(waiting=lane.c.waiting + 1, joined=lane.c.joined + 1, head_priority=higher)
        .returning(lane.c.joined, lane.c.waiting)
    ).one()
    return int(row.joined), int(row.waiting)


def leave(tx: sa.Connection, account: AccountId) -> None:
    """A waiting job of this lane was cancelled."""
    head = queue.first_waiting(tx, account)
    tx.execute(
        sa.update(lane)
        .where(lane.c.account == account)
        .values(waiting=lane.c.waiting - 1, head_priority=head[1] if head else 0)
    )


def free(tx: sa.Connection, account: AccountId) -> None:
    """A job of this lane has ended: its place in the lane and with the workers is free."""
    tx.execute(sa.update(lane).where(lane.c.account == account).values(running=lane.c.running - 1))
    tx.execute(sa.update(capacity).where(capacity.c.engine == TOOLS).values(running=capacity.c.running - 1))


def lock(tx: sa.Connection, account: AccountId) -> None:
    """Wait until no other transaction changes this lane."""
    tx.execute(sa.select(lane.c.account).where(lane.c.account == account).with_for_update())


def admit(tx: sa.Connection, account: AccountId, at: Instant) -> tuple[JobId, int] | None:
    """Admit the head of one lane, if lane and workers have room: its id and how often it was handed over."""
    found = tx.execute(
        sa.select(lane.c.account).where(lane.c.account == account, _ready).with_for_update()
    ).first()
    if found is None or not _take_place(tx):
        return None
    head = queue.first_waiting(tx, account)
    handed = None if head is None else queue.hand_over(tx, head[0], at)
    if head is None or handed is None:
        raise AssertionError("a lane counts a waiting job that is not there")
    following = queue.first_waiting(tx, account)
    tx.execute(
        sa.update(lane)
        .where(lane.c.account == account)
        .values(
            running=lane.c.running + 1,
            waiting=lane.c.waiting - 1,
            head_priority=following[1] if following else 0,
            served=at,
        )
    )
    return head[0], handed


def admit_next(tx: sa.Connection, at: Instant) -> tuple[JobId, int] | None:
    """Admit one job of the lane whose turn it is: boosted first, then who runs least, then who waited longest."""
    # A lane that somebody else is changing right now is passed over: its own transaction will look at it.
    chosen = tx.execute(
        sa.select(lane.c.account)
        .where(_ready)
        .order_by(lane.c.head_priority.desc(), lane.c.running, lane.c.served)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    return None if chosen is None else admit(tx, AccountId(chosen.account), at)


def set_capacity(tx: sa.Connection, cap: int) -> None:
    """How many jobs the workers can run now."""
    tx.execute(sa.update(capacity).where(capacity.c.engine == TOOLS, capacity.c.cap != cap).values(cap=cap))


def _take_place(tx: sa.Connection) -> bool:
    return one(
        tx.execute(
            sa.update(capacity)
            .where(capacity.c.engine == TOOLS, capacity.c.running < capacity.c.cap)
            .values(running=capacity.c.running + 1)
        )
    )
