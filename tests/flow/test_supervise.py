"""A worker with all its threads, and what remains of one that is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

from pictoris.flow.supervise import Worker
from pictoris.nouns import Speed, State
from tests.world import World, open_world

PATIENCE = 30.0


def until(claim: Callable[[], bool]) -> None:
    """Wait for something that another thread or process will do."""
    deadline = time.monotonic() + PATIENCE
    while not claim():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def test_a_worker_carries_all_jobs_to_their_ends(world: World):
    accounts = [world.account(f"{name}@example.com") for name in "ab"]
    jobs = [world.order(account) for account in accounts for _ in range(4)]
    worker = Worker(world.context)
    worker.start()
    until(lambda: all(world.job(job).state is State.DONE for job in jobs))
    worker.stop()
    assert [world.balance(account) for account in accounts] == [92, 92]
    assert world.admitted() == 0


def test_a_job_that_comes_while_a_worker_idles_is_begun_at_once(migrated_url, tmp_path):
    # Neither polling nor the heartbeat would look in time: only the bell can.
    with open_world(migrated_url, tmp_path, poll=3600, heartbeat=3600, dead_after=7200) as world:
        account = world.account()
        worker = Worker(world.context)
        worker.start()
        for _ in range(3):
            job = world.order(account)
            until(lambda job=job: world.job(job).state is State.DONE)  # type: ignore[misc]
        worker.stop()


VICTIM = """
import os, sys, threading
from pathlib import Path
from pictoris.flow.supervise import Worker
from tests.world import open_world

def hang(*_):
    print("begun", flush=True)
    threading.Event().wait()

with open_world(sys.argv[1], Path(sys.argv[2]), real_time=True) as world:
    world.bench.behave = hang
    Worker(world.context).start()
    threading.Event().wait()
"""


def test_a_killed_workers_job_is_run_again_and_charged_once(migrated_url, tmp_path):

    with open_world(migrated_url, tmp_path, real_time=True, heartbeat=0.2, dead_after=1.5) as world:
        account = world.account(credits=10)
        job_id = world.order(account)
        victim = subprocess.Popen(
            [sys.executable, "-c", VICTIM, migrated_url, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        assert victim.stdout is not None
        assert victim.stdout.readline() == "begun\n"
        os.kill(victim.pid, signal.SIGKILL)
        victim.wait()
        victim.stdout.close()
        worker = Worker(world.context)
        worker.start()
        until(lambda: world.job(job_id).state is State.DONE)
        worker.stop()
        assert world.job(job_id).attempt == 2
        assert world.ledger(account) == [("grant", 10), ("hold", -2), ("settle", 0)]


def test_a_worker_kept_for_a_speed_does_that_and_leaves_the_rest(migrated_url, tmp_path):
    with open_world(migrated_url, tmp_path, worker_speeds=["turbo"]) as world:
        world.let_jobs_have_speeds()
        account = world.account(plan="DIY")
        worker = Worker(world.context)
        worker.start()
        fast = world.order_at(account, Speed.FAST)
        turbo = [world.order_at(account, Speed.TURBO) for _ in range(3)]
        until(lambda: all(world.job(job).state is State.DONE for job in turbo))
        worker.stop()
        assert world.job(fast).state is State.WAITING
