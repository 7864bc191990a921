"""Work that fits together is done together, and nobody suffers from his neighbour."""

import threading
import time
from dataclasses import dataclass, field

import numpy as np
import pytest
from typing_extensions import override

from pictoris.engines.diffusion.batching import Batches
from pictoris.errors import Failed


@dataclass
class Oven:
    """A worker that notes its batches, waits at a gate, and doubles numbers; a negative one is too much for it."""

    batches: list[list[int]] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)
    entered: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def run(self, _kind, parts):
        cells = [part.cell for part in parts]
        self.batches.append(cells)
        self.entered.release()
        assert self.gate.wait(10)
        if any(cell < 0 for cell in cells):
            raise ValueError("below nothing")
        for part in parts:
            part.tell(0.5, np.zeros((2, 2, 3), np.uint8))
            part.finish(part.cell * 2)


class Caller(threading.Thread):
    """Someone who wants cells painted, in a thread of his own."""

    def __init__(self, batches, kind, cells):
        super().__init__(daemon=True)
        self.asked = (kind, cells)
        self.batches = batches
        self.told = []
        self.is_stopped = threading.Event()
        self.result = self.error = None
        self.start()

    @override
    def run(self) -> None:
        try:
            self.result = self.batches.do(
                *self.asked, lambda *news: self.told.append(news), self.is_stopped.is_set
            )
        except Exception as error:  # noqa: BLE001 - the test looks at it
            self.error = error

    def ended(self):
        self.join(10)
        assert not self.is_alive()
        return self


def until(is_so):
    """Wait for what another thread is about to do."""
    end = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.001)


@pytest.fixture
def oven():
    return Oven()


def kitchen(oven, most=4, wait=0.0):
    return Batches(oven.run, most=lambda _kind: most, wait=wait)


def occupied(oven, batches):
    """A caller whose work is being done now, so that all others have to wait."""
    first = Caller(batches, "first", [0])
    assert oven.entered.acquire(timeout=10)
    return first


def waiting(batches, count):
    until(lambda: sum(len(one.waiting) for one in batches._tickets) >= count)


def test_what_waits_at_the_same_time_and_fits_together_is_one_batch(oven):
    batches = kitchen(oven)
    first = occupied(oven, batches)
    callers = [Caller(batches, "same", [number, number + 10]) for number in (1, 2)]
    waiting(batches, 4)
    oven.gate.set()
    assert sorted(caller.ended().result for caller in callers) == [[2, 22], [4, 24]]
    assert [sorted(batch) for batch in oven.batches] == [[0], [1, 2, 11, 12]]
    assert first.ended().result == [0]


def test_other_kinds_and_what_is_too_much_wait_for_their_turn(oven):
    batches = kitchen(oven, most=2)
    occupied(oven, batches)
    large = Caller(batches, "same", [1, 2, 3])
    waiting(batches, 3)
    other = Caller(batches, "other", [9])
    waiting(batches, 4)
    late = Caller(batches, "same", [4])
    waiting(batches, 5)
    oven.gate.set()
    assert (large.ended().result, other.ended().result, late.ended().result) == ([2, 4, 6], [18], [8])
    assert oven.batches == [[0], [1, 2], [3, 4], [9]]


def test_an_idle_engine_waits_a_moment_for_company(oven):
    oven.gate.set()
    batches = kitchen(oven, most=2, wait=30.0)
    callers = [Caller(batches, "same", [number]) for number in (1, 2)]
    assert sorted(caller.ended().result for caller in callers) == [[2], [4]]
    assert [sorted(batch) for batch in oven.batches] == [[1, 2]]


def test_one_who_is_stopped_leaves_at_once_and_the_others_stay(oven):
    batches = kitchen(oven)
    occupied(oven, batches)
    leaver, stayer = Caller(batches, "same", [1]), Caller(batches, "same", [2])
    waiting(batches, 2)
    leaver.is_stopped.set()
    assert leaver.ended().error.code == "cancelled"
    oven.gate.set()
    assert stayer.ended().result == [4]
    assert oven.batches == [[0], [2]]


def test_one_who_is_stopped_in_the_middle_of_a_batch_does_not_wait_for_its_end(oven):
    batches = kitchen(oven)
    caller = occupied(oven, batches)
    caller.is_stopped.set()
    assert caller.ended().error.code == "cancelled"
    oven.gate.set()


def test_one_bad_cell_fails_its_owner_alone(oven):
    batches = kitchen(oven)
    occupied(oven, batches)
    bad, good = Caller(batches, "same", [-1]), Caller(batches, "same", [5])
    waiting(batches, 2)
    oven.gate.set()
    assert good.ended().result == [10]
    assert isinstance(bad.ended().error, ValueError)


def test_after_a_failure_the_next_work_is_done_as_ever(oven):
    oven.gate.set()
    batches = kitchen(oven)
    with pytest.raises(ValueError, match="below nothing"):
        batches.do("same", [-1], lambda *_: None, lambda: False)
    assert batches.do("same", [3], lambda *_: None, lambda: False) == [6]


def test_each_hears_how_far_his_own_cells_are():
    gate = threading.Event()

    def run(_kind, parts):
        for part in parts:
            part.tell(0.5, np.full((2, 2, 3), part.cell, np.uint8))
        assert gate.wait(10)
        for part in parts:
            part.finish(part.cell)

    batches = Batches(run, most=lambda _kind: 4, wait=0.0)
    caller = Caller(batches, "same", [7, 8])
    until(lambda: caller.told and caller.told[-1][0] == 0.5)
    assert [preview[0, 0, 0] for preview in caller.told[-1][1]] == [7, 8]
    gate.set()
    assert caller.ended().result == [7, 8]


def test_a_report_that_fails_takes_its_work_back(oven):
    oven.gate.set()
    batches = kitchen(oven)

    def broken(*_news):
        raise BrokenPipeError

    def run_slowly(_kind, parts):
        parts[0].tell(0.1, None)
        until(lambda: not parts[0].is_wanted)

    with pytest.raises(BrokenPipeError):
        Batches(run_slowly, most=lambda _kind: 1, wait=0.0).do("same", [1], broken, lambda: False)
    assert batches.do("same", [1], lambda *_: None, lambda: False) == [2]


def test_failures_of_ours_reach_the_caller_as_they_are():
    def run(_kind, _parts):
        raise Failed("There was not enough memory.", code="out_of_memory")

    with pytest.raises(Failed) as failed:
        Batches(run, most=lambda _kind: 1, wait=0.0).do("same", [1], lambda *_: None, lambda: False)
    assert failed.value.code == "out_of_memory"
