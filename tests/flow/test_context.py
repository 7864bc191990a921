"""What the journey needs, and the calls that it makes."""

from dataclasses import FrozenInstanceError

import pytest

from pictoris.flow import context
from pictoris.flow.context import JOBS, job_call, jobs_queue
from pictoris.jobs.ladder import Ladder
from pictoris.jobs.pools import GENERAL, name_of
from pictoris.nouns import JobId, Speed
from tests.world import World, open_world


def test_every_handing_over_is_a_call_of_its_own():
    calls = [job_call(JobId("job"), handed, GENERAL) for handed in (1, 2)]
    assert [call.id for call in calls] == ["job.1", "job.2"]
    assert {(call.queue, call.function, call.argument) for call in calls} == {
        (context.JOBS, context.PERFORM, "job")
    }


def test_queues_and_functions_have_names_of_their_own():
    assert len({context.JOBS, context.WEBHOOKS, context.PERFORM, context.ANNOUNCE}) == 4


def test_the_world_cannot_be_exchanged_under_the_journeys_feet(world: World):
    with pytest.raises(FrozenInstanceError):
        world.context.clock = None  # type: ignore[misc, assignment]


def test_every_pool_of_workers_has_a_queue_below_that_of_all_jobs():
    names = {jobs_queue(name_of(speeds)) for speeds in (set(Speed), {Speed.TURBO}, {Speed.FAST})}
    assert names == {JOBS, f"{JOBS}.turbo", f"{JOBS}.fast"}


def test_the_ladder_follows_the_table_of_speeds(migrated_url, tmp_path):
    with open_world(
        migrated_url, tmp_path, relax_patience=7, speeds={"boost": {"priority": 9}, "turbo": {"priority": 9}}
    ) as world:
        assert world.context.ladder == Ladder(rungs=(-1, 0, 9), patience=7)
