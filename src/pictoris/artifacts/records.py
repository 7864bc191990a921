"""The rows of stored pictures: what there is, whose it is, how big."""

from collections.abc import Iterable
from dataclasses import asdict

import sqlalchemy as sa

from pictoris.infra.clock import Instant
from pictoris.infra.database import metadata
from pictoris.nouns import AccountId, Artifact, JobId

artifact = sa.Table(
    "artifact",
    metadata,
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column("account", sa.String(64), nullable=False),
    sa.Column("job", sa.String(64)),
    sa.Column("format", sa.String(8), nullable=False),
    sa.Column("width", sa.Integer, nullable=False),
    sa.Column("height", sa.Integer, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("created", sa.BigInteger, nullable=False, index=True),
)


def add(tx: sa.Connection, artifacts: Iterable[Artifact]) -> None:
    """Write down pictures that lie in the store already."""
    rows = [asdict(one) for one in artifacts]
    if rows:
        tx.execute(sa.insert(artifact), rows)


def find(tx: sa.Connection, name: str) -> Artifact | None:
    """A stored picture by its name."""
    row = tx.execute(sa.select(artifact).where(artifact.c.name == name)).mappings().first()
    if row is None:
        return None
    values = dict(row)
    return Artifact(
        **values
        | {
            "account": AccountId(values["account"]),
            "job": JobId(values["job"]) if values["job"] else None,
            "created": Instant(values["created"]),
        }
    )


def known(tx: sa.Connection, names: Iterable[str]) -> set[str]:
    """Those of the names that have a row."""
    query = sa.select(artifact.c.name).where(artifact.c.name.in_(list(names)))
    return set(tx.execute(query).scalars())


def older_than(tx: sa.Connection, moment: Instant, limit: int = 200) -> list[str]:
    """Names of pictures that were stored before then, oldest first."""
    query = (
        sa.select(artifact.c.name)
        .where(artifact.c.created < moment)
        .order_by(artifact.c.created)
        .limit(limit)
    )
    return list(tx.execute(query).scalars())


def forget(tx: sa.Connection, names: Iterable[str]) -> None:
    """Drop the rows of pictures."""
    tx.execute(sa.delete(artifact).where(artifact.c.name.in_(list(names))))
