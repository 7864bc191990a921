"""One database, SQLite or PostgreSQL, behind two verbs: read it, or write it in one transaction."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from pictoris.errors import Unavailable

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""Every table of the house; a domain adds its own in the module that speaks to it."""

BigId = sa.BigInteger().with_variant(sa.Integer, "sqlite")
"""A counting primary key: SQLite counts only plain INTEGER."""

_BUSY_MS = 30_000


class Database:
    """Opens transactions; only the flow, the reads and the wiring hold one."""

    def __init__(self, url: str, *, pool_size: int = 8) -> None:
        """`url` as SQLAlchemy names it; the folder of an SQLite file is made."""
        self.url = sa.make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite and self.url.database:
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
        self.engine = self._open(pool_size)
        # SQLite lets one writer in and makes the others poll; a lock lets our threads queue up instead.
        self._turn = threading.Lock() if self.is_sqlite else None

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that may write: committed at the end, rolled back on any exception.

        Raises `Unavailable` if the database does not answer.
        """
        if self._turn is None:
            with _translated(), self.engine.begin() as connection:
                yield connection
            return
        with self._turn, _translated(), self.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise
            connection.exec_driver_sql("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection for queries that stand by themselves.

        Raises `Unavailable` if the database does not answer.
        """
        with _translated(), self.engine.connect() as connection:
            yield connection

    def engine_for_jobs(self) -> sa.Engine:
        """An engine of its own for the job engine, which manages transactions in its own way."""
        return self._open(pool_size=8, manual=False)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def _open(self, pool_size: int, *, manual: bool = True) -> sa.Engine:
        options: dict[str, Any] = {"pool_size": pool_size, "max_overflow": pool_size, "pool_timeout": 10}
        if not self.is_sqlite:
            return sa.create_engine(
                self.url, pool_pre_ping=True, connect_args={"connect_timeout": 5}, **options
            )
        engine = sa.create_engine(self.url, connect_args={"check_same_thread": False}, **options)

        @sa.event.listens_for(engine, "connect")
        def _prepare(connection: Any, _record: object) -> None:
            # None: no transaction but those that `writing` begins. The job engine wants Python's own kind.
            connection.isolation_level = None if manual else "IMMEDIATE"
            for pragma in (
                "journal_mode=WAL",
                "synchronous=FULL",
                f"busy_timeout={_BUSY_MS}",
                "foreign_keys=ON",
                # Without it, INSERT OR REPLACE would delete rows behind the back of the triggers that forbid it.
                "recursive_triggers=ON",
                "journal_size_limit=67108864",
            ):
                connection.execute(f"PRAGMA {pragma}")

        return engine


@contextmanager
def _translated() -> Iterator[None]:
    """The database's own troubles become one error that says: later."""
    try:
        yield
    except (OperationalError, PoolTimeout) as error:
        raise Unavailable("The database does not answer now: try again in a moment.") from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise Unavailable("The connection to the database was lost: try again in a moment.") from error
        raise


def one(result: sa.CursorResult[Any]) -> bool:
    """Whether a statement changed exactly one row."""
    return result.rowcount == 1
