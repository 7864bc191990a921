"""Pools of workers: those that serve the same speeds share a queue, and a count of their places.

A job is handed to a pool that serves its speed and has a place; the most dedicated pool first, so that a worker kept
for one speed is used before those that serve all. The rows are locked together, always in the same order.
"""

from collections.abc import Collection, Mapping

import sqlalchemy as sa

from pictoris.infra.database import metadata
from pictoris.nouns import Speed

capacity = sa.Table(
    "capacity",
    metadata,
    sa.Column("engine", sa.String(64), primary_key=True),
    sa.Column("running", sa.Integer, nullable=False),
    sa.Column("cap", sa.Integer, nullable=False),
    sa.CheckConstraint("running >= 0", name="running_not_negative"),
)

GENERAL = "tools"
"""The pool of the workers that serve every speed; its row comes with the schema."""

_free = sa.select(capacity.c.engine).where(capacity.c.running < capacity.c.cap)


def name_of(speeds: Collection[Speed]) -> str:
    """The pool of the workers that serve these speeds."""
    served = [speed.value for speed in Speed if speed in speeds]
    return GENERAL if len(served) == len(Speed) else "+".join(served)


def speeds_of(pool: str) -> frozenset[Speed]:
    """The speeds that a pool serves."""
    return frozenset(Speed) if pool == GENERAL else frozenset(Speed(word) for word in pool.split("+"))


def with_room(tx: sa.Connection) -> list[str]:
    """Pools with a free place, the most dedicated first; if there is one, all places are locked."""
    if tx.execute(_free.limit(1)).first() is None:
        return []
    lock(tx)
    return sorted(tx.execute(_free).scalars(), key=_generality)


def has_room(tx: sa.Connection, pool: str) -> bool:
    """Whether a pool has a free place."""
    return tx.execute(_free.where(capacity.c.engine == pool)).first() is not None


def take(tx: sa.Connection, pool: str) -> None:
    """One more job is with this pool."""
    _count(tx, pool, 1)


def give_back(tx: sa.Connection, pool: str) -> None:
    """One job less is with this pool."""
    _count(tx, pool, -1)


def lock(tx: sa.Connection) -> None:
    """Wait until no other transaction changes any pool."""
    tx.execute(sa.select(capacity.c.engine).order_by(capacity.c.engine).with_for_update())


def set_slots(tx: sa.Connection, slots: Mapping[str, int]) -> None:
    """How many jobs the workers of each pool can run now; while nobody works, one job may be handed to the general pool."""
    lock(tx)
    caps = {pool: count for pool, count in slots.items() if count > 0} or {GENERAL: 1}
    known = {row.engine: row.cap for row in tx.execute(sa.select(capacity.c.engine, capacity.c.cap))}
    for pool in caps.keys() - known.keys():
        tx.execute(sa.insert(capacity).values(engine=pool, running=0, cap=caps[pool]))
    for pool, cap in known.items():
        if cap != caps.get(pool, 0):
            tx.execute(sa.update(capacity).where(capacity.c.engine == pool).values(cap=caps.get(pool, 0)))


def deserted(tx: sa.Connection) -> list[str]:
    """Pools that hold jobs and have no workers."""
    return list(
        tx.execute(sa.select(capacity.c.engine).where(capacity.c.cap == 0, capacity.c.running > 0)).scalars()
    )


def refuge(tx: sa.Connection, speed: Speed) -> str | None:
    """The pool with workers that serve this speed in which most places are free, or fewest jobs too many."""
    rows = tx.execute(
        sa.select(capacity.c.engine, capacity.c.cap - capacity.c.running).where(capacity.c.cap > 0)
    )
    fitting = [(room, -len(speeds_of(pool)), pool) for pool, room in rows if speed in speeds_of(pool)]
    return max(fitting)[-1] if fitting else None


def _count(tx: sa.Connection, pool: str, moved: int) -> None:
    tx.execute(
        sa.update(capacity).where(capacity.c.engine == pool).values(running=capacity.c.running + moved)
    )


def _generality(pool: str) -> tuple[int, str]:
    return len(speeds_of(pool)), pool
