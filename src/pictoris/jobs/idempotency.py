"""A request that comes twice with the same key is carried out once."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from pictoris.errors import Conflict
from pictoris.infra.clock import Instant
from pictoris.infra.database import metadata
from pictoris.nouns import AccountId, Json

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


def only_once(
    tx: sa.Connection, account: AccountId, once: Once | None, at: Instant, act: Callable[[], Json]
) -> Json:
    """Carry `act` out and keep its reply, or give the reply that an earlier request with this key left.

    A second transaction waits here until the first has ended. Raises `Conflict` if the key came with another request.
    """
    if once is None:
        return act()
    insert = sqlite.insert if tx.dialect.name == "sqlite" else postgresql.insert
    row = {"account": account, "key": once.key, "fingerprint": once.fingerprint, "created": at}
    first = insert(idempotency).values(row).on_conflict_do_nothing().returning(idempotency.c.key)
    if tx.execute(first).first() is None:
        return _earlier_reply(tx, account, once)
    reply = act()
    tx.execute(sa.update(idempotency).where(_row(account, once)).values(reply=json.dumps(reply)))
    return reply


def forget_before(tx: sa.Connection, moment: Instant) -> int:
    """Drop keys that were claimed before then; how many they were."""
    return tx.execute(sa.delete(idempotency).where(idempotency.c.created < moment)).rowcount


def _earlier_reply(tx: sa.Connection, account: AccountId, once: Once) -> Json:
    kept = tx.execute(
        sa.select(idempotency.c.fingerprint, idempotency.c.reply).where(_row(account, once))
    ).one()
    if kept.fingerprint != once.fingerprint:
        raise Conflict(
            "This Idempotency-Key came with another request before: use a new key for a new request.",
            code="idempotency_key_reused",
        )
    reply: Json = json.loads(kept.reply)
    return reply


def _row(account: AccountId, once: Once) -> sa.ColumnElement[bool]:
    return sa.and_(idempotency.c.account == account, idempotency.c.key == once.key)
