"""The contract of durable calls, on both databases: what the journey relies on, whoever keeps the calls."""

import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest
from dbos._dbos import _get_dbos_instance

from pictoris.infra.clock import SystemClock, after
from pictoris.infra.database import Database
from pictoris.infra.durable import Call, Durable
from pictoris.infra.migrate import migrate
from tests.databases import sqlalchemy_url

PATIENCE = 20.0


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(sqlalchemy_url(database_url))
    migrate(opened)
    yield opened
    opened.close()


@pytest.fixture
def durable(database: Database) -> Iterator[Durable]:
    opened = Durable(database.engine_for_jobs())
    yield opened
    opened.stop()


@pytest.fixture
def drowsy(database: Database) -> Iterator[Durable]:
    """It looks by itself once an hour: only the bell can make it look in time."""
    opened = Durable(database.engine_for_jobs(), poll=3600)
    yield opened
    opened.stop()


def call(name: str, *, argument: str = "word", delay: float = 0.0) -> Call:
    return Call(id=name, queue="jobs", function="hear", argument=argument, delay=delay)


def start(durable: Durable, *, worker: str = "w1", concurrency: int = 4) -> "queue.Queue[str]":
    heard: queue.Queue[str] = queue.Queue()
    durable.start(worker, {"hear": heard.put}, {"jobs": concurrency})
    return heard


def test_a_call_that_was_committed_is_run_once(database, durable):
    heard = start(durable)
    with database.writing() as tx:
        durable.enqueue(tx, call("a"))
    durable.wake("jobs")
    assert heard.get(timeout=PATIENCE) == "word"
    with pytest.raises(queue.Empty):
        heard.get(timeout=0.7)


def test_a_call_that_was_rolled_back_never_was(database, durable):
    heard = start(durable)

    def fall_over() -> None:
        with database.writing() as tx:
            durable.enqueue(tx, call("a", argument="lost"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fall_over()
    with database.writing() as tx:
        durable.enqueue(tx, call("b", argument="kept"))
    durable.wake("jobs")
    assert heard.get(timeout=PATIENCE) == "kept"


def test_the_same_id_is_one_call(database, durable):
    for _ in range(2):
        with database.writing() as tx:
            durable.enqueue(tx, call("a"))
    heard = start(durable)
    assert heard.get(timeout=PATIENCE) == "word"
    with pytest.raises(queue.Empty):
        heard.get(timeout=0.7)


def test_what_nobody_has_run_is_unfinished_and_can_be_cancelled(database, durable):
    with database.writing() as tx:
        for name in ("a", "b"):
            durable.enqueue(tx, call(name, argument=name))
    assert durable.unfinished(["a", "b", "unknown"]) == {"a", "b"}
    durable.cancel(["a"])
    assert durable.unfinished(["a", "b"]) == {"b"}
    heard = start(durable)
    assert heard.get(timeout=PATIENCE) == "b"


def test_a_delayed_call_waits(database, durable):
    heard = start(durable)
    begun = time.monotonic()
    with database.writing() as tx:
        durable.enqueue(tx, call("later", argument="later", delay=1.5))
        durable.enqueue(tx, call("now", argument="now"))
    durable.wake("jobs")
    assert [heard.get(timeout=PATIENCE), heard.get(timeout=PATIENCE)] == ["now", "later"]
    assert time.monotonic() - begun >= 1.5


def test_a_function_that_raises_leaves_a_finished_call(database, durable):
    heard: queue.Queue[str] = queue.Queue()

    def hear(word: str) -> None:
        heard.put(word)
        raise ValueError(word)

    durable.start("w1", {"hear": hear}, {"jobs": 1})
    with database.writing() as tx:
        durable.enqueue(tx, call("a"))
        durable.enqueue(tx, call("b"))
    durable.wake("jobs")
    assert {heard.get(timeout=PATIENCE), heard.get(timeout=PATIENCE)} == {"word"}
    deadline = time.monotonic() + PATIENCE
    while durable.unfinished(["a", "b"]):
        assert time.monotonic() < deadline


VICTIM = """
import sys, threading
from pictoris.infra.database import Database
from pictoris.infra.durable import Durable
database = Database(sys.argv[1])
durable = Durable(database.engine_for_jobs())
def hear(word):
    print(word, flush=True)
    threading.Event().wait()
durable.start("victim", {"hear": hear}, {"jobs": 1})
threading.Event().wait()
"""


def test_the_calls_of_a_killed_worker_are_run_by_another(database, durable):
    with database.writing() as tx:
        durable.enqueue(tx, call("a", argument="begun"))
    url = database.url.render_as_string(hide_password=False)
    victim = subprocess.Popen([sys.executable, "-c", VICTIM, url], stdout=subprocess.PIPE, text=True)
    assert victim.stdout is not None
    assert victim.stdout.readline() == "begun\n"
    victim.kill()
    victim.wait()
    victim.stdout.close()
    heard = start(durable, worker="w2")
    assert durable.unfinished(["a"]) == {"a"}
    durable.recover(["victim"])
    assert heard.get(timeout=PATIENCE) == "begun"


def test_calls_that_ended_are_forgotten_and_those_to_come_are_kept(database, durable):
    heard = start(durable)
    with database.writing() as tx:
        durable.enqueue(tx, call("ended"))
        durable.enqueue(tx, call("to come", delay=3600))
    durable.wake("jobs")
    heard.get(timeout=PATIENCE)
    deadline = time.monotonic() + PATIENCE
    while durable.unfinished(["ended"]):
        assert time.monotonic() < deadline
    now = SystemClock().now()
    assert durable.forget(after(now, seconds=-60)) == 0
    assert durable.forget(after(now, seconds=60)) == 1
    assert durable.forget(after(now, seconds=60)) == 0
    assert durable.unfinished(["ended", "to come"]) == {"to come"}


def test_a_queue_is_woken_with_those_below_it_and_no_others(database, drowsy):
    # Written before anybody listens: the database's own notices are not heard either.
    heard: queue.Queue[str] = queue.Queue()
    with database.writing() as tx:
        for name in ("jobs.turbo", "jobsite"):
            drowsy.enqueue(tx, Call(id=name, queue=name, function="hear", argument=name))
    drowsy.start("w1", {"hear": heard.put}, {"jobs.turbo": 1, "jobsite": 1})
    drowsy.wake("jobs")
    assert heard.get(timeout=PATIENCE) == "jobs.turbo"
    with pytest.raises(queue.Empty):
        heard.get(timeout=0.5)


def test_a_call_takes_the_place_of_the_one_that_rang_for_it(database, drowsy):
    # As when the end of a job admits the next one: the place is still taken while the bell rings, and nobody else rings.
    heard: queue.Queue[str] = queue.Queue()

    def hear(word: str) -> None:
        heard.put(word)
        if word == "a":
            with database.writing() as tx:
                drowsy.enqueue(tx, call("b", argument="b"))
            drowsy.wake("jobs")

    drowsy.start("w1", {"hear": hear}, {"jobs": 1})
    with database.writing() as tx:
        drowsy.enqueue(tx, call("a", argument="a"))
    drowsy.wake("jobs")
    assert [heard.get(timeout=PATIENCE), heard.get(timeout=PATIENCE)] == ["a", "b"]


def test_a_look_that_came_too_early_is_made_again(database, drowsy, monkeypatch):
    # As when another process holds the lock of the queue: the library looks again at its next poll, in an hour.
    heard = start(drowsy, concurrency=1)
    library = _get_dbos_instance()._sys_db
    look = library.dequeue_scopes
    # One more than there are rings: ours, and the notice of PostgreSQL.
    missed = iter(range(3))

    def too_early(name: str) -> list[str | None]:
        return look(name) if next(missed, None) is None else []

    monkeypatch.setattr(library, "dequeue_scopes", too_early)
    with database.writing() as tx:
        drowsy.enqueue(tx, call("a"))
    drowsy.wake("jobs")
    assert heard.get(timeout=PATIENCE) == "word"


MODEST = """
import sys, threading
from pictoris.infra.database import Database
from pictoris.infra.durable import Durable
database = Database(sys.argv[1])
durable = Durable(database.engine_for_jobs())
def hear(word):
    print(word, flush=True)
    threading.Event().wait()
durable.start("modest", {"hear": hear}, {"jobs": 1})
print("ready", flush=True)
sys.stdin.read()
import os; os._exit(0)
"""


def test_each_worker_runs_as_many_calls_at_a_time_as_it_said_itself(database, durable):
    url = database.url.render_as_string(hide_password=False)
    modest = subprocess.Popen(
        [sys.executable, "-c", MODEST, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert modest.stdout is not None
    assert modest.stdout.readline() == "ready\n"
    heard, end = queue.Queue[str](), threading.Event()

    def hear(word: str) -> None:
        heard.put(word)
        end.wait()

    # The one that comes last would have set the number of both.
    durable.start("able", {"hear": hear}, {"jobs": 3})
    words = {f"word-{number}" for number in range(6)}
    with database.writing() as tx:
        for word in sorted(words):
            durable.enqueue(tx, call(word, argument=word))
    durable.wake("jobs")
    ours = {heard.get(timeout=PATIENCE) for _ in range(3)}
    theirs = {modest.stdout.readline().strip()}
    with pytest.raises(queue.Empty):
        heard.get(timeout=1.2)
    end.set()
    ours |= {heard.get(timeout=PATIENCE) for _ in range(2)}
    modest.communicate()
    assert ours | theirs == words
