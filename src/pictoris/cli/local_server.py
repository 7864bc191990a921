"""A real server on this machine for as long as a block lasts: for the demo, and for tests and benchmarks of the whole."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep
from typing import Final

from pictoris.cli.client import Client, NoAnswer
from pictoris.settings import PREFIX

ACCOUNT: Final = "demo@example.com"
STARTS_WITHIN: Final = 60.0
"""Seconds that the server may take to answer; it takes about two."""

ENDS_WITHIN: Final = 20.0


@dataclass(frozen=True, slots=True)
class Local:
    """A running server: its process, how long it took to answer, and a client with a key and credits."""

    process: subprocess.Popen[bytes]
    started_in: float
    """Seconds from the command to the first answer."""
    client: Client


@contextmanager
def local_server(
    folder: Path,
    *,
    credits_: int = 1000,
    variables: Mapping[str, str] | None = None,
    options: Sequence[str] = (),
) -> Iterator[Local]:
    """Serve on a free port, with the data in `folder`; `variables` are settings, `options` go to `serve`.

    The caller's own settings stay out of it: this must not touch real data. Raises `NoAnswer` with the server's own
    words if it does not start.
    """
    client = Client(f"http://127.0.0.1:{_free_port()}")
    environment = _environment(folder, variables or {})
    command = [sys.executable, "-m", "pictoris"]
    began = perf_counter()
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [*command, "serve", "--port", client.base_url.rsplit(":", 1)[1], *options],
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=log,
        )
        try:
            _await_ready(client, server, folder / "log")
            started_in = perf_counter() - began
            issue = [*command, "keys", "create", ACCOUNT, "--credits", str(credits_)]
            made = subprocess.run(
                issue, cwd=folder, env=environment, capture_output=True, text=True, check=False
            )
            if made.returncode != 0:
                raise NoAnswer(f"No API key could be made: {made.stderr.strip()}")
            yield Local(server, started_in, Client(client.base_url, made.stdout.strip()))
        finally:
            _stop(server)


def _environment(folder: Path, variables: Mapping[str, str]) -> dict[str, str]:
    inherited = os.environ  # noqa: TID251 - handed on to the child, not read
    others = {name: value for name, value in inherited.items() if not name.startswith(PREFIX)}
    return {**others, f"{PREFIX}DATA": str(folder / "data"), **variables}


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _await_ready(client: Client, server: subprocess.Popen[bytes], log: Path) -> None:
    end = perf_counter() + STARTS_WITHIN
    while not client.is_alive():
        if server.poll() is not None or perf_counter() > end:
            tail = log.read_text(errors="replace").strip()[-2000:]
            raise NoAnswer(f"The server did not start. It said:\n{tail}")
        sleep(0.02)


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
