"""The processes that stay: how they begin, what they answer, how they end."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

PATIENCE = 60.0


def environment(data: Path) -> dict[str, str]:
    return os.environ | {"PICTORIS_DATA": str(data)}  # noqa: TID251 - the environment of child processes


def start(data: Path, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "pictoris", *words],
        env=environment(data),
        stderr=subprocess.PIPE,
        text=True,
        cwd=data,
    )


def said(process: "subprocess.Popen[str]") -> str:
    """The first line that a process writes."""
    assert process.stderr is not None
    return process.stderr.readline()


@contextmanager
def running(data: Path, *words: str) -> Iterator["subprocess.Popen[str]"]:
    process = start(data, *words)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def ask(port: int, path: str) -> tuple[int, dict[str, object]]:
    deadline = time.monotonic() + PATIENCE
    while True:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, json.loads(response.read())
        except OSError:
            assert time.monotonic() < deadline, "the server never answered"
            time.sleep(0.05)
        finally:
            connection.close()


def test_a_server_says_where_it_listens_is_ready_and_ends_when_told(tmp_path, port):
    with running(tmp_path, "serve", "--port", str(port)) as server:
        assert said(server) == f"Pictoris listens on http://127.0.0.1:{port}\n"
        assert ask(port, "/healthz")[0] == 200
        status, answer = ask(port, "/readyz")
        assert (status, answer["engine"]) == (200, True)
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=PATIENCE) == 0


def test_a_server_that_works_not_says_that_no_worker_is_there(tmp_path, port):
    with running(tmp_path, "serve", "--no-work", "--port", str(port)):
        status, answer = ask(port, "/readyz")
        assert (status, answer["engine"]) == (503, False)


def test_a_port_that_is_taken_is_a_sentence_and_touches_no_data(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "pictoris", "serve", "--port", str(port)],
            env=environment(tmp_path / "data"),
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith(f"pictoris: Port {port} of 127.0.0.1 cannot be used")
    assert not (tmp_path / "data").exists()


def test_a_worker_works_until_it_is_told_to_stop(tmp_path):
    with running(tmp_path, "worker") as worker:
        assert said(worker).endswith(" works\n")
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=PATIENCE) == 0
