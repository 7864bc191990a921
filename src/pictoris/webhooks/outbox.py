"""News waits here, written in the same transaction as what it tells of, and every attempt is logged."""

import sqlalchemy as sa

from pictoris.infra.clock import Instant
from pictoris.infra.database import BigId, metadata
from pictoris.nouns import AccountId, JobId, News

news = sa.Table(
    "news",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("account", sa.String(64), nullable=False),
    sa.Column("job", sa.String(64), nullable=False, index=True),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("created", sa.BigInteger, nullable=False),
    sa.CheckConstraint("state in ('pending', 'delivered', 'given_up')", name="state_known"),
)

delivery = sa.Table(
    "delivery",
    metadata,
    sa.Column("id", BigId, primary_key=True, autoincrement=True),
    sa.Column("news", sa.String(64), nullable=False, index=True),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("status", sa.Integer),
    sa.Column("result", sa.String(64), nullable=False),
    sa.Column("milliseconds", sa.Integer, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
)


def add(tx: sa.Connection, one: News) -> None:
    """Write news down; it is pending."""
    tx.execute(
        sa.insert(news).values(
            id=one.id,
            account=one.account,
            job=one.job,
            url=one.url,
            state="pending",
            attempt=0,
            created=one.created,
        )
    )


def pending(tx: sa.Connection, news_id: str) -> News | None:
    """News that is still to be delivered; None if it was, or was given up."""
    row = tx.execute(sa.select(news).where(news.c.id == news_id, news.c.state == "pending")).first()
    if row is None:
        return None
    return News(
        id=row.id,
        account=AccountId(row.account),
        job=JobId(row.job),
        url=row.url,
        attempt=row.attempt,
        created=Instant(row.created),
    )


def log(
    tx: sa.Connection, one: News, *, status: int | None, result: str, milliseconds: int, at: Instant
) -> None:
    """Add one attempt to the delivery log."""
    tx.execute(
        sa.insert(delivery).values(
            news=one.id,
            attempt=one.attempt + 1,
            status=status,
            result=result,
            milliseconds=milliseconds,
            at=at,
        )
    )


def move(tx: sa.Connection, one: News, state: str) -> None:
    """Count the attempt and say where the news stands: `pending`, `delivered` or `given_up`."""
    tx.execute(sa.update(news).where(news.c.id == one.id).values(state=state, attempt=one.attempt + 1))
