"""Servers and workers as real processes, killed at random while jobs come in over HTTP, and the books afterwards."""

import base64
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa

from pictoris.credits.ledger import ledger, purse
from pictoris.infra.database import Database
from pictoris.jobs.lanes import lane
from pictoris.jobs.pools import capacity
from pictoris.jobs.queue import job
from tests.databases import sqlalchemy_url
from tests.world import png

PRICE = 2
PATIENCE = 240.0
SABOTAGE = Path(__file__).with_name("sabotage.py")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Books:
    """What the database says when all is over."""

    states: Counter[str]
    """State, and the code of a failure."""
    holds: Counter[str]
    """Job → how often it was held."""
    ends: Counter[str]
    """Job → how often it was settled or released."""
    granted: int
    moved: int
    """What all lines but the grants took out."""
    balance: int
    running: int
    waiting: int
    attempts: int


@dataclass
class House:
    """The processes of one installation: a server that works not, and workers."""

    url: str
    folder: Path
    sabotaged: bool = False
    port: int = field(default_factory=_free_port)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)
    given: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Process → settings that it alone has."""

    def start(self, name: str) -> None:
        """Start `api` or a worker, in a session of its own."""
        words = ["serve", "--no-work", "--port", str(self.port)] if name == "api" else ["worker"]
        program = [str(SABOTAGE)] if self.sabotaged and name != "api" else ["-m", "pictoris"]
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, *program, *words],
                env={**self.environment(), **self.given.get(name, {})},
                stdout=log,
                stderr=log,
                cwd=self.folder,
            )

    def kill(self, name: str) -> None:
        """SIGKILL, and the same again from the start."""
        process = self.processes[name]
        process.kill()
        process.wait()
        self.kills[name.rstrip("0123456789")] += 1
        self.start(name)

    def stop(self) -> None:
        """End all processes."""
        for process in self.processes.values():
            process.send_signal(signal.SIGTERM)
        for process in self.processes.values():
            process.wait(timeout=60)

    def environment(self) -> dict[str, str]:
        """The same settings for all."""
        return os.environ | {  # noqa: TID251 - the environment of child processes
            "PICTORIS_DATA": str(self.folder / "data"),
            "PICTORIS_DATABASE_URL": self.url,
            "PICTORIS_RATE_LIMITS": "off",
            "PICTORIS_HEARTBEAT": "0.3",
            "PICTORIS_DEAD_AFTER": "1.5",
            "PICTORIS_MAX_ATTEMPTS": "50",
            "PICTORIS_PUBLIC_URL": f"http://127.0.0.1:{self.port}",
        }

    def command(self, *words: str) -> str:
        """Run `pictoris` to its end and give what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "pictoris", *words],
            env=self.environment(),
            capture_output=True,
            text=True,
            check=True,
            cwd=self.folder,
        )
        return done.stdout.strip()


@contextmanager
def open_house(
    url: str,
    folder: Path,
    *,
    workers: int = 2,
    sabotaged: bool = False,
    given: Mapping[str, Mapping[str, str]] | None = None,
) -> Iterator[House]:
    """An installation with running processes."""
    house = House(url=url, folder=folder, sabotaged=sabotaged, given=given or {})
    house.command("migrate")
    names = ["api", *(f"worker{number}" for number in range(workers))]
    for name in names:
        house.start(name)
    try:
        yield house
    finally:
        house.stop()


def submit_all(house: House, keys: Sequence[str], count: int, *, side: int = 96) -> dict[str, str]:
    """Order `count` jobs over HTTP, each with a key of its own, again and again until it is answered: key → job."""
    picture = "data:image/png;base64," + base64.b64encode(png(side, side)).decode()
    answers: dict[str, str] = {}
    for number in range(count):
        once = f"order-{number}"
        headers = {
            "Authorization": f"Bearer {keys[number % len(keys)]}",
            "Content-Type": "application/json",
            "Idempotency-Key": once,
        }
        body = json.dumps({"image": picture, "scale": 2})
        answers[once] = _until_answered(house, headers, body)
    return answers


def kill_at_random(house: House, done: threading.Event, *, kills: int, seed: int) -> threading.Thread:
    """Every second or two somebody dies, so many times; bounded, or a slow machine would never get anything done."""
    dice = random.Random(seed)

    def kill() -> None:
        for _ in range(kills):
            if done.wait(dice.uniform(0.8, 2.0)):
                return
            house.kill(dice.choice(list(house.processes)))

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


def kill_workers_in_the_middle(house: House) -> None:
    """Wait until a job runs, and kill every worker at that moment."""
    database = Database(sqlalchemy_url(house.url))
    deadline = time.monotonic() + PATIENCE
    running = sa.select(sa.func.count()).where(job.c.state == "running", job.c.progress >= 15)
    with database.reading() as tx:
        while not tx.execute(running).scalar_one():
            assert time.monotonic() < deadline, "no job ever ran"
            time.sleep(0.01)
    database.close()
    for name in [name for name in house.processes if name != "api"]:
        house.kill(name)


def wait_for_the_end(url: str, count: int) -> None:
    """Until no job is unfinished."""
    database = Database(sqlalchemy_url(url))
    deadline = time.monotonic() + PATIENCE
    ended = job.c.state.in_(["done", "failed", "cancelled"])
    while True:
        with database.reading() as tx:
            finished = tx.execute(sa.select(sa.func.count()).where(ended)).scalar_one()
        if finished >= count:
            break
        assert time.monotonic() < deadline, f"only {finished} of {count} jobs ended"
        time.sleep(0.2)
    database.close()


def read_books(url: str) -> Books:
    """Everything that must add up."""
    database = Database(sqlalchemy_url(url))
    with database.reading() as tx:
        lines = tx.execute(sa.select(ledger)).all()
        jobs = tx.execute(sa.select(job.c.state, job.c.error_code, job.c.attempt)).all()
        places = tx.execute(sa.select(sa.func.sum(lane.c.running), sa.func.sum(lane.c.waiting))).one()
        handed = tx.execute(sa.select(sa.func.sum(capacity.c.running))).scalar_one()
        balance = tx.execute(sa.select(sa.func.sum(purse.c.credits + purse.c.credits_extra))).scalar_one()
    database.close()
    return Books(
        states=Counter(" ".join(filter(None, (row.state, row.error_code))) for row in jobs),
        holds=Counter(line.job for line in lines if line.kind == "hold"),
        ends=Counter(line.job for line in lines if line.kind in {"settle", "release"}),
        granted=sum(line.delta + line.delta_extra for line in lines if line.kind == "grant"),
        moved=sum(line.delta + line.delta_extra for line in lines if line.kind != "grant"),
        balance=int(balance),
        running=int(places[0]) + int(handed),
        waiting=int(places[1]),
        attempts=sum(row.attempt for row in jobs),
    )


def faults(books: Books, answers: dict[str, str]) -> list[str]:
    """What is wrong with the books, one sentence each."""
    count = len(answers)
    claims = {
        "an order was lost": set(answers.values()) <= set(books.holds),
        "an order became two jobs": len(set(answers.values())) == count == sum(books.states.values()),
        "a job did not end well": books.states == Counter(done=count),
        "a job was held more than once": set(books.holds.values()) == {1},
        "a job was ended more or less than once": books.ends == books.holds,
        "the sum that was charged is wrong": books.moved == -PRICE * count,
        "the ledger does not sum to the balance": books.granted + books.moved == books.balance,
        "a place was not given back": books.running == books.waiting == 0,
    }
    return [fault for fault, holds in claims.items() if not holds]


def _until_answered(house: House, headers: dict[str, str], body: str) -> str:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            status, answer = _post(house.port, headers, body)
        except (OSError, HTTPException, ValueError):
            status, answer = 0, {}
        if status == 200:
            return str(answer["messageId"])
        assert status in {0, 503}, answer
        assert time.monotonic() < deadline, "the server never came back"
        time.sleep(0.05)


def _post(port: int, headers: dict[str, str], body: str) -> tuple[int, dict[str, Any]]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("POST", urlsplit("/api/v1/flux/upscale").path, body, headers)
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()
