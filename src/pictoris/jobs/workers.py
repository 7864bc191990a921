"""Who works: signs of life, and who has given none for too long."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from pictoris.infra.clock import Instant
from pictoris.infra.database import metadata
from pictoris.jobs.pools import GENERAL

worker = sa.Table(
    "worker",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("slots", sa.Integer, nullable=False),
    sa.Column("seen", sa.BigInteger, nullable=False),
    sa.Column("pool", sa.String(64), nullable=False, server_default="tools"),
)


def beat(tx: sa.Connection, worker_id: str, *, slots: int, at: Instant, pool: str = GENERAL) -> None:
    """A sign of life; a worker that nobody knows (yet, or any more) is written down."""
    said = {"slots": slots, "seen": at, "pool": pool}
    changed = tx.execute(sa.update(worker).where(worker.c.id == worker_id).values(said))
    if changed.rowcount == 0:
        tx.execute(sa.insert(worker).values(id=worker_id, **said))


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


def slots(tx: sa.Connection) -> Mapping[str, int]:
    """Jobs that the known workers of each pool run at a time, together."""
    query = sa.select(worker.c.pool, sa.func.sum(worker.c.slots)).group_by(worker.c.pool)
    return {pool: int(count) for pool, count in tx.execute(query)}
