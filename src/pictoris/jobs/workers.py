"""Who works: signs of life, and who has given none for too long."""

from collections.abc import Sequence

import sqlalchemy as sa

from pictoris.infra.clock import Instant
from pictoris.infra.database import metadata

worker = sa.Table(
    "worker",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("slots", sa.Integer, nullable=False),
    sa.Column("seen", sa.BigInteger, nullable=False),
)


def beat(tx: sa.Connection, worker_id: str, *, slots: int, at: Instant) -> None:
    """A sign of life; a worker that nobody knows (yet, or any more) is written down."""
    changed = tx.execute(sa.update(worker).where(worker.c.id == worker_id).values(seen=at, slots=slots))
    if changed.rowcount == 0:
        tx.execute(sa.insert(worker).values(id=worker_id, slots=slots, seen=at))


def silent_since(tx: sa.Connection, moment: Instant) -> Sequence[str]:
    """Workers that have given no sign of life since then."""
    return tx.execute(sa.select(worker.c.id).where(worker.c.seen < moment)).scalars().all()


def retire(tx: sa.Connection, worker_id: str) -> None:
    """A worker says goodbye: from now on it counts as silent, so that others look whether it left calls behind."""
    tx.execute(sa.update(worker).where(worker.c.id == worker_id).values(seen=0, slots=0))


def forget(tx: sa.Connection, worker_id: str, *, silent_since: Instant | None = None) -> None:
    """Strike a worker off; with `silent_since` only if it has not come back meanwhile."""
    statement = sa.delete(worker).where(worker.c.id == worker_id)
    if silent_since is not None:
        statement = statement.where(worker.c.seen < silent_since)
    tx.execute(statement)


def slots(tx: sa.Connection) -> int:
    """Jobs that all known workers together run at a time."""
    return int(tx.execute(sa.select(sa.func.coalesce(sa.func.sum(worker.c.slots), 0))).scalar_one())
