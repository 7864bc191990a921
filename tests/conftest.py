"""What every test may ask for: a real database of each kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import databases

KINDS = ("sqlite", "postgresql")


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
