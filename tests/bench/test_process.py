"""What the journey may rely on from whoever performs recipes: the real workbench, and the one that tests tell."""

import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pictoris.artifacts import rasters
from pictoris.bench.child import BenchOptions
from pictoris.bench.process import Workbench
from pictoris.errors import Failed
from pictoris.infra.clock import HandClock
from pictoris.ports import Finished, Performs, Progress, Work
from tests.world import ToldBench


@pytest.fixture(scope="module")
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(scope="module")
def workbench(clock: HandClock) -> Iterator[Workbench]:
    opened = Workbench(BenchOptions(threads=2), clock, keep_idle=60)
    yield opened
    opened.close()


@pytest.fixture(params=["real", "told"])
def performs(request: pytest.FixtureRequest, workbench: Workbench) -> Performs:
    return workbench if request.param == "real" else ToldBench()


def work_on(folder: Path, *, width: int = 24, height: int = 16, scale: float = 2.0) -> Work:
    picture = folder / "image.raster"
    rasters.write(
        picture,
        width=width,
        height=height,
        channels=3,
        pixels=(bytes(range(256)) * (width * height))[: width * height * 3],
    )
    return Work(
        operation="upscale",
        params={"image": "data:,", "scale": scale},
        inputs={"image": picture},
        folder=folder,
    )


def go_on() -> bool:
    return False


def test_the_pictures_lie_in_the_folder_that_was_given(performs, tmp_path):
    finished = performs.perform(work_on(tmp_path), lambda _progress: None, go_on)
    (made,) = finished.pictures
    assert made.path.parent == tmp_path
    assert made.path.read_bytes().startswith(b"\x89PNG")
    assert made.format == "png"
    assert finished.engine


def test_progress_is_told_in_whole_percents_below_a_hundred(performs, tmp_path):
    told: list[int] = []
    performs.perform(work_on(tmp_path), lambda progress: told.append(progress.percent), go_on)
    assert told
    assert all(0 <= percent < 100 for percent in told)
    assert told == sorted(told)


def test_a_stop_ends_the_work(performs, tmp_path):
    with pytest.raises(Failed) as caught:
        performs.perform(work_on(tmp_path), lambda _progress: None, lambda: True)
    assert caught.value.code == "cancelled"


def test_a_stop_in_the_middle_ends_the_process_and_the_next_work_gets_a_new_one(workbench, tmp_path):
    begun = threading.Event()
    big = work_on(tmp_path, width=1024, height=1024, scale=4.0)
    with pytest.raises(Failed, match="stopped"):
        workbench.perform(big, lambda _progress: begun.set(), begun.is_set)
    small = tmp_path / "small"
    small.mkdir()
    assert workbench.perform(work_on(small), lambda _progress: None, go_on).pictures


def test_a_recipe_that_refuses_says_why_and_its_process_is_kept(workbench, tmp_path):
    workbench.perform(work_on(tmp_path), lambda _progress: None, go_on)
    pids = workbench.pids()
    blank = work_on(tmp_path)
    no_face = Work(
        operation="faceswap",
        params={"source": "data:,", "target": "data:,"},
        inputs={"source": blank.inputs["image"], "target": blank.inputs["image"]},
        folder=tmp_path,
    )
    with pytest.raises(Failed) as caught:
        workbench.perform(no_face, lambda _progress: None, go_on)
    assert caught.value.code == "no_face_in_source"
    assert workbench.pids() == pids


def test_a_process_that_is_killed_costs_one_piece_of_work(workbench, tmp_path):
    big = work_on(tmp_path, width=1024, height=1024, scale=4.0)
    workbench.perform(work_on(tmp_path), lambda _progress: None, go_on)
    (pid,) = workbench.pids()
    big = work_on(tmp_path, width=1024, height=1024, scale=4.0)
    killed: list[int] = []

    def kill(_progress: Progress) -> None:
        if not killed:
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)

    with pytest.raises(Failed) as caught:
        workbench.perform(big, kill, go_on)
    assert caught.value.code == "engine_crashed"
    assert workbench.perform(work_on(tmp_path), lambda _progress: None, go_on).pictures


def test_a_process_that_is_killed_while_idle_is_replaced(workbench, tmp_path):
    workbench.perform(work_on(tmp_path), lambda _progress: None, go_on)
    for pid in workbench.pids():
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert workbench.perform(work_on(tmp_path), lambda _progress: None, go_on).pictures


def test_processes_that_nobody_uses_are_closed(workbench, clock, tmp_path):
    workbench.perform(work_on(tmp_path), lambda _progress: None, go_on)
    assert workbench.tidy() == 0
    clock.turn(seconds=61)
    assert workbench.tidy() >= 1
    assert workbench.pids() == []


# ---------------------------------------------------------------------------------- jobs_per_process > 1


@pytest.fixture
def shared(clock: HandClock) -> Iterator[Workbench]:
    opened = Workbench(BenchOptions(threads=1, jobs=2, grace=20.0), clock, keep_idle=60)
    yield opened
    opened.close()


@dataclass
class Running:
    """A big piece of work in a thread of its own."""

    bench: Workbench
    folder: Path
    outcome: "Finished | Failed | None" = None
    begun: threading.Event = field(default_factory=threading.Event)
    stopped: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.folder.mkdir()
        self._work = work_on(self.folder, width=256, height=256, scale=4.0)
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def end(self) -> "Finished | Failed | None":
        self._thread.join()
        return self.outcome

    def _run(self) -> None:
        try:
            self.outcome = self.bench.perform(
                self._work, lambda _progress: self.begun.set(), self.stopped.is_set
            )
        except Failed as failure:
            self.outcome = failure


def the_one_process(bench: Workbench) -> int:
    """The process in which all is done that runs now."""
    (child,) = bench._children
    return child.pid


def test_two_works_share_a_process_and_a_third_gets_another(shared, tmp_path):
    pair = [Running(shared, tmp_path / name) for name in "ab"]
    for one in pair:
        assert one.begun.wait(60)
    the_one_process(shared)
    third = Running(shared, tmp_path / "c")
    assert all(isinstance(one.end(), Finished) for one in (*pair, third))
    assert len(shared.pids()) == 2


def test_a_killed_process_costs_all_works_in_it_an_attempt(shared, tmp_path):
    pair = [Running(shared, tmp_path / name) for name in "ab"]
    for one in pair:
        assert one.begun.wait(60)
    os.kill(the_one_process(shared), signal.SIGKILL)
    assert [str(getattr(one.end(), "code", "")) for one in pair] == ["engine_crashed"] * 2
    assert shared.pids() == []


def test_a_process_with_work_is_not_tidied_away(shared, clock, tmp_path):
    running = Running(shared, tmp_path / "a")
    assert running.begun.wait(60)
    clock.turn(seconds=9999)
    assert shared.tidy() == 0
    assert isinstance(running.end(), Finished)


def test_a_workbench_that_was_closed_ends_its_processes_when_they_come_back(shared, tmp_path):
    running = Running(shared, tmp_path / "a")
    assert running.begun.wait(60)
    shared.close()
    assert isinstance(running.end(), Finished)
    assert shared.pids() == []
