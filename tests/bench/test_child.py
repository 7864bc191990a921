"""One process and several callers: who is told what, and who is ended how."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pictoris.bench.child import BenchOptions, Child
from pictoris.errors import Failed
from pictoris.ports import Finished, Progress, Work
from tests.world import in_parallel

OBEDIENT = """
import json, sys, threading
def say(**words):
    print(json.dumps(words), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    if "cancel" in asked:
        say(id=asked["cancel"], error="The work was stopped.", code="cancelled")
        continue
    number, operation = asked["id"], asked["work"]["operation"]
    say(id=number, progress=10, preview="abc")
    if operation == "finish":
        say(id=number, pictures=[], grid=None, notes=[], content=[str(number)], warnings=[], engine="e")
    if operation == "refuse":
        say(id=number, error="It rains.", code="rain")
    if operation == "die":
        sys.exit()
"""

HANGING = """
import json, threading
print(json.dumps({"id": 1, "progress": 1}), flush=True)
threading.Event().wait()
"""

DEAF = OBEDIENT.replace('if "cancel" in asked:', 'if "cancel" in asked:\n        continue\n    if False:')


@contextmanager
def child_that(script: str, *, jobs: int = 4, grace: float = 20.0) -> Iterator[Child]:
    """A child that speaks the protocol and does what the script says."""
    options = BenchOptions(threads=1, jobs=jobs, grace=grace)
    child = Child(options, program=(sys.executable, "-c", script))
    try:
        yield child
    finally:
        child.kill()


def work(operation: str) -> Work:
    return Work(operation=operation, params={}, inputs={}, folder=Path("/nowhere"))


def go_on() -> bool:
    return False


def end_of(child: Child, operation: str, stop: threading.Event | None = None) -> Finished | str:
    """What it finished, or the code of its failure; a work that lasts begins to stop as soon as it has begun."""
    told: list[Progress] = []
    try:
        return child.perform(
            work(operation), told.append, (lambda: bool(told) and stop.is_set()) if stop else go_on
        )
    except Failed as failure:
        return failure.code


@pytest.fixture
def stop() -> threading.Event:
    event = threading.Event()
    event.set()
    return event


def test_each_caller_hears_what_concerns_its_work():
    with child_that(OBEDIENT) as child:
        ends: list[Finished | str] = []
        in_parallel(8, lambda number: ends.append(end_of(child, "finish" if number % 2 else "refuse")))
        finished = [end.content for end in ends if isinstance(end, Finished)]
        assert len(set(finished)) == 4
        assert [end for end in ends if isinstance(end, str)] == ["rain"] * 4


def test_progress_comes_with_its_preview():
    with child_that(OBEDIENT) as child:
        told: list[Progress] = []
        child.perform(work("finish"), told.append, go_on)
        assert told == [Progress(percent=10, preview="abc")]


def test_a_work_that_ends_when_asked_to_leaves_the_process_alive(stop):
    with child_that(OBEDIENT) as child:
        assert end_of(child, "last", stop) == "cancelled"
        assert child.is_alive()
        assert isinstance(end_of(child, "finish"), Finished)


def test_a_work_that_does_not_end_in_time_is_ended_with_its_process(stop):
    with child_that(DEAF, grace=0.3) as child:
        assert end_of(child, "last", stop) == "cancelled"
        assert not child.is_alive()


def test_one_that_is_killed_takes_its_neighbours_along(stop):
    with child_that(DEAF, grace=0.3) as child:
        begun, ends = threading.Event(), []

        def neighbour() -> None:
            try:
                child.perform(work("last"), lambda _progress: begun.set(), go_on)
            except Failed as failure:
                ends.append(failure.code)

        thread = threading.Thread(target=neighbour)
        thread.start()
        assert begun.wait(20)
        assert end_of(child, "last", stop) == "cancelled"
        thread.join()
        assert ends == ["engine_crashed"]


def test_a_process_with_one_work_at_a_time_is_ended_by_force_at_once(stop):
    with child_that(OBEDIENT, jobs=1) as child:
        assert end_of(child, "last", stop) == "cancelled"
        assert not child.is_alive()


def test_a_caller_that_fails_does_not_leave_its_work_running():
    with child_that(OBEDIENT) as child:

        def fail(_progress: Progress) -> None:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            child.perform(work("last"), fail, go_on)
        assert child.is_alive()


@pytest.mark.parametrize("script", [OBEDIENT, "raise SystemExit", "print('nonsense')"])
def test_a_process_that_dies_or_talks_nonsense_has_crashed(script):
    with child_that(script) as child:
        assert end_of(child, "die") == "engine_crashed"
        assert not child.is_alive()
        assert end_of(child, "finish") == "engine_crashed"


def test_a_child_that_reads_no_more_can_still_be_stopped():
    with child_that(HANGING, grace=0.2) as child:
        told: list[Progress] = []
        big = Work(operation="x", params={"image": "x" * 1_000_000}, inputs={}, folder=Path("/nowhere"))
        with pytest.raises(Failed, match="stopped"):
            child.perform(big, told.append, lambda: bool(told))
        assert not child.is_alive()


def test_killing_twice_is_killing_once():
    with child_that(OBEDIENT) as child:
        child.kill()
        child.kill()
        assert not child.is_alive()
