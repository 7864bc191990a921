"""The way into the synchronous core."""

import threading

import anyio
import pytest

from pictoris.api.threads import Threads

pytestmark = pytest.mark.anyio


async def test_a_function_runs_outside_the_loop_and_its_answer_comes_back():
    where = await Threads().run(threading.get_ident)
    assert where != threading.get_ident()


async def test_what_it_raises_comes_back_too():
    with pytest.raises(ValueError, match="invalid literal"):
        await Threads().run(int, "x")


async def test_no_more_run_at_once_than_were_allowed():
    threads = Threads(most=2)
    together = threading.Barrier(2, timeout=5)
    running = []
    most = []

    def work():
        running.append(1)
        most.append(len(running))
        together.wait()
        running.pop()

    async with anyio.create_task_group() as tasks:
        for _ in range(6):
            tasks.start_soon(threads.run, work)
    assert max(most) == 2
