"""What the journey needs, and the calls that it makes."""

from dataclasses import FrozenInstanceError

import pytest

from pictoris.flow import context
from pictoris.flow.context import job_call
from pictoris.nouns import JobId
from tests.world import World


def test_every_handing_over_is_a_call_of_its_own():
    calls = [job_call(JobId("job"), handed) for handed in (1, 2)]
    assert [call.id for call in calls] == ["job.1", "job.2"]
    assert {(call.queue, call.function, call.argument) for call in calls} == {
        (context.JOBS, context.PERFORM, "job")
    }


def test_queues_and_functions_have_names_of_their_own():
    assert len({context.JOBS, context.WEBHOOKS, context.PERFORM, context.ANNOUNCE}) == 4


def test_the_world_cannot_be_exchanged_under_the_journeys_feet(world: World):
    with pytest.raises(FrozenInstanceError):
        world.context.clock = None  # type: ignore[misc, assignment]
