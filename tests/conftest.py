"""What every test may ask for: a real database of each kind."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sa
import structlog

from pictoris.infra.database import Database
from pictoris.infra.migrate import migrate
from tests import databases
from tests.world import World, open_world

KINDS = ("sqlite", "postgresql")

# Unconfigured, structlog paints tracebacks with all their variables: a third of a second each.
structlog.configure(
    processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()]
)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server, started on first use and stopped when the tests end."""
    with databases.postgres_server() as url:
        yield url


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database; the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'pictoris.sqlite'}"
        return
    with databases.fresh_database(request.getfixturevalue("postgres_url")) as url:
        yield url


@pytest.fixture(scope="session")
def prepared(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[databases.Prepared]:
    """Migrated databases to copy: migrating each test's own one would cost more than the test."""
    folder = tmp_path_factory.mktemp("prepared")
    made = databases.Prepared(_migrate, folder, lambda: postgres_url)
    yield made
    made.close()


@pytest.fixture(params=KINDS)
def migrated_url(
    request: pytest.FixtureRequest, tmp_path: Path, prepared: databases.Prepared
) -> Iterator[str]:
    """A migrated database without rows; the test runs once on SQLite and once on PostgreSQL."""
    with prepared.copy(request.param, tmp_path) as url:
        yield url


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    """A migrated database without rows, opened."""
    opened = Database(databases.sqlalchemy_url(migrated_url))
    yield opened
    opened.close()


@pytest.fixture(scope="session", params=KINDS)
def lasting(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, prepared: databases.Prepared
) -> Iterator[Database]:
    """A migrated database for all tests that leave nothing behind."""
    with prepared.copy(request.param, tmp_path_factory.mktemp("lasting")) as url:
        opened = Database(databases.sqlalchemy_url(url))
        yield opened
        opened.close()


@pytest.fixture
def tx(lasting: Database) -> Iterator[sa.Connection]:
    """A transaction that is rolled back after the test: the fastest empty database there is."""
    with suppress(_Undone), lasting.writing() as connection:
        yield connection
        raise _Undone


class _Undone(Exception):
    """What rolls the transaction of a test back."""


@pytest.fixture
def world(migrated_url: str, tmp_path: Path) -> Iterator[World]:
    """A whole Pictoris without workers, on each kind of database."""
    with open_world(migrated_url, tmp_path) as opened:
        yield opened


def _migrate(url: str) -> None:
    database = Database(databases.sqlalchemy_url(url))
    migrate(database)
    database.close()
