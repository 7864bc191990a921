"""One database, SQLite or PostgreSQL, behind two verbs: read it, or write it in one transaction."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError
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
_READ_ONLY = "25006"
"""SQLSTATE of a server that takes no writes, as after a failover."""


class Database:
    """Opens transactions; only the flow, the reads and the wiring hold one."""

    def __init__(self, url: str, *, pool_size: int = 8, patience: float = 10.0) -> None:
        """`url` as SQLAlchemy names it; the folder of an SQLite file is made.

        `patience`: seconds to wait for a connection when 2 · `pool_size` are in use. Raises `Unavailable` if the folder
        cannot be made.
        """
        self.url = sa.make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._patience = patience
        if self.is_sqlite and self.url.database:
            _make_folder(Path(self.url.database).parent)
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
        options: dict[str, Any] = {
            "pool_size": pool_size,
            "max_overflow": pool_size,
            "pool_timeout": self._patience,
        }
        if not self.is_sqlite:
            return sa.create_engine(
                self.url, pool_pre_ping=True, connect_args={"connect_timeout": 5}, **options
            )
        engine = sa.create_engine(self.url, connect_args={"check_same_thread": False}, **options)

        @sa.event.listens_for(engine, "connect")
        def _prepare(connection: Any, _record: object) -> None:
            # None: no transaction but those that `writing` begins. The job engine wants Python's own kind.
            connection.isolation_level = None if manual else "IMMEDIATE"
            connection.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
            _switch_to_wal(connection)
            for pragma in (
                "synchronous=FULL",
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
        if getattr(error.orig, "sqlstate", None) == _READ_ONLY:
            raise Unavailable("The database takes no changes now: try again in a moment.") from error
        if type(error) is DatabaseError:
            raise Unavailable("The file of the database is damaged, or is none.") from error
        raise


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(
            f"The folder {folder} of the database cannot be made ({error.strerror})."
        ) from error


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """Two processes that open a new file at once may both be refused, and SQLite does not wait by itself here."""
    deadline = time.monotonic() + _BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def one(result: sa.CursorResult[Any]) -> bool:
    """Whether a statement changed exactly one row."""
    return result.rowcount == 1
