"""A local server really serves, keeps to its own folder, and is gone when its block ends."""

import pytest

from pictoris.cli.client import NoAnswer
from pictoris.cli.local_server import local_server


def test_a_local_server_serves_and_is_gone_afterwards(tmp_path, monkeypatch):
    monkeypatch.setenv("PICTORIS_DATA", str(tmp_path / "the-real-one"))
    with local_server(tmp_path, options=["--no-work"]) as server:
        assert server.client.is_alive()
        assert server.client.key
    assert server.process.returncode is not None
    assert not server.client.is_alive()
    assert not (tmp_path / "the-real-one").exists()


def test_a_server_that_cannot_start_says_why(tmp_path):
    with (
        pytest.raises(NoAnswer, match="PICTORIS_TYPO is not a setting"),
        local_server(tmp_path, variables={"PICTORIS_TYPO": "1"}),
    ):
        pass
