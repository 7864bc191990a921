"""Real servers, as a client of ImaginePro would meet them."""

from collections.abc import Iterator

import pytest

from pictoris.cli.local_server import Local, local_server


@pytest.fixture(scope="module")
def working(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    """A server that runs jobs."""
    with local_server(tmp_path_factory.mktemp("working")) as server:
        yield server


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    """A server whose jobs wait for a worker that never comes; it asks for no patience between calls."""
    folder = tmp_path_factory.mktemp("waiting")
    with local_server(folder, variables={"PICTORIS_RATE_LIMITS": "off"}, options=["--no-work"]) as server:
        yield server
