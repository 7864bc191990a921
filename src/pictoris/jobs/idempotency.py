"""A request that comes twice with the same key is carried out once."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from pictoris.errors import Conflict
from pictoris.infra.clock import Instant
from pictoris.infra.database import metadata, one
from pictoris.nouns import AccountId

idempotency = sa.Table(
    "idempotency",
    metadata,
    sa.Column("account", sa.String(64), primary_key=True),
    sa.Column("key", sa.String(255), primary_key=True),
    sa.Column("fingerprint", sa.String(64), nullable=False),
    sa.Column("reply", sa.Text),
    sa.Column("created", sa.BigInteger, nullable=False, index=True),
)


@dataclass(frozen=True, slots=True)
class Once:
    """The caller's `Idempotency-Key`, and a digest of the request that it came with."""

    key: str
    fingerprint: str


def claim(tx: sa.Connection, account: AccountId, once: Once, at: Instant) -> str | None:
    """Be the first with this key (None), or get the reply that the first one left.

    A second transaction waits here until the first has ended. Raises `Conflict` if the key came with another request.
    """
    insert = sqlite.insert if tx.dialect.name == "sqlite" else postgresql.insert
    row = {"account": account, "key": once.key, "fingerprint": once.fingerprint, "created": at}
    if one(tx.execute(insert(idempotency).values(row).on_conflict_do_nothing())):
        return None
    kept = tx.execute(
        sa.select(idempotency.c.fingerprint, idempotency.c.reply).where(
            idempotency.c.account == account, idempotency.c.key == once.key
        )
    ).one()
    if kept.fingerprint != once.fingerprint:
        raise Conflict(
            "This Idempotency-Key came with another request before: use a new key for a new request.",
            code="idempotency_key_reused",
        )
    return str(kept.reply)


def remember(tx: sa.Connection, account: AccountId, once: Once, reply: str) -> None:
    """Leave the reply for those who come again; in the transaction that claimed the key."""
    tx.execute(
        sa.update(idempotency)
        .where(idempotency.c.account == account, idempotency.c.key == once.key)
        .values(reply=reply)
    )


def forget_before(tx: sa.Connection, moment: Instant) -> int:
    """Drop keys that were claimed before then; how many they were."""
    return tx.execute(sa.delete(idempotency).where(idempotency.c.created < moment)).rowcount
