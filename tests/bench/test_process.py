"""What the journey may rely on from whoever performs recipes: the real workbench, and the one that tests tell."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pictoris.artifacts import rasters
from pictoris.bench.process import BenchOptions, Workbench
from pictoris.errors import Failed
from pictoris.infra.clock import HandClock
from pictoris.ports import Performs, Work
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
    finished = performs.perform(work_on(tmp_path), lambda _percent: None, go_on)
    (made,) = finished.pictures
    assert made.path.parent == tmp_path
    assert made.path.read_bytes().startswith(b"\x89PNG")
    assert made.format == "png"
    assert finished.engine


def test_progress_is_told_in_whole_percents_below_a_hundred(performs, tmp_path):
    told: list[int] = []
    performs.perform(work_on(tmp_path), told.append, go_on)
    assert told
    assert all(0 <= percent < 100 for percent in told)
    assert told == sorted(told)


def test_a_stop_ends_the_work(performs, tmp_path):
    with pytest.raises(Failed) as caught:
        performs.perform(work_on(tmp_path), lambda _percent: None, lambda: True)
    assert caught.value.code == "cancelled"


def test_a_stop_in_the_middle_ends_the_process_and_the_next_work_gets_a_new_one(workbench, tmp_path):
    begun = threading.Event()
    big = work_on(tmp_path, width=1024, height=1024, scale=4.0)
    with pytest.raises(Failed, match="stopped"):
        workbench.perform(big, lambda _percent: begun.set(), begun.is_set)
    small = tmp_path / "small"
    small.mkdir()
    assert workbench.perform(work_on(small), lambda _percent: None, go_on).pictures


def test_a_recipe_that_refuses_says_why_and_its_process_is_kept(workbench, tmp_path):
    workbench.perform(work_on(tmp_path), lambda _percent: None, go_on)
    pids = workbench.pids()
    blank = work_on(tmp_path)
    no_face = Work(
        operation="faceswap",
        params={"source": "data:,", "target": "data:,"},
        inputs={"source": blank.inputs["image"], "target": blank.inputs["image"]},
        folder=tmp_path,
    )
    with pytest.raises(Failed) as caught:
        workbench.perform(no_face, lambda _percent: None, go_on)
    assert caught.value.code == "no_face_in_source"
    assert workbench.pids() == pids


def test_a_process_that_is_killed_costs_one_piece_of_work(workbench, tmp_path):
    big = work_on(tmp_path, width=1024, height=1024, scale=4.0)
    workbench.perform(work_on(tmp_path), lambda _percent: None, go_on)
    (pid,) = workbench.pids()
    big = work_on(tmp_path, width=1024, height=1024, scale=4.0)
    killed: list[int] = []

    def kill(_percent: int) -> None:
        if not killed:
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)

    with pytest.raises(Failed) as caught:
        workbench.perform(big, kill, go_on)
    assert caught.value.code == "engine_crashed"
    assert workbench.perform(work_on(tmp_path), lambda _percent: None, go_on).pictures


def test_a_process_that_is_killed_while_idle_is_replaced(workbench, tmp_path):
    workbench.perform(work_on(tmp_path), lambda _percent: None, go_on)
    for pid in workbench.pids():
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert workbench.perform(work_on(tmp_path), lambda _percent: None, go_on).pictures


def test_processes_that_nobody_uses_are_closed(workbench, clock, tmp_path):
    workbench.perform(work_on(tmp_path), lambda _percent: None, go_on)
    assert workbench.tidy() == 0
    clock.turn(seconds=61)
    assert workbench.tidy() >= 1
    assert workbench.pids() == []
