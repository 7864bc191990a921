"""The caller changes their mind, at every stage."""

import pytest

from pictoris.errors import Conflict, NotFound
from pictoris.nouns import JobId, State
from tests.world import World


def test_a_job_that_waits_is_cancelled_and_its_lane_forgets_it(world: World):
    account = world.account(plan="TRIAL")
    world.order(account)
    waiting = world.order(account)
    job = world.cancel(account, waiting)
    assert (job.state, job.error) == (State.CANCELLED, "Job cancelled")
    assert world.lanes()[account] == (1, 0)
    assert world.balance(account) == 98


def test_a_job_that_was_handed_over_gives_its_place_to_the_next(world: World):
    account = world.account(plan="TRIAL")
    first, second = world.order(account), world.order(account)
    world.cancel(account, first)
    assert world.job(second).state is State.ADMITTED
    assert world.lanes()[account] == (1, 0)
    assert world.perform(first).state is State.CANCELLED


def test_a_job_that_runs_is_stopped_and_its_result_thrown_away(world: World):
    account = world.account(credits=10)
    job_id = world.order(account)

    def cancelled(*_):
        world.cancel(account, job_id)
        world.clock.turn(seconds=1)

    world.bench.behave = cancelled
    job = world.perform(job_id)
    assert (job.state, job.outcome.artifacts) == (State.CANCELLED, ())
    assert world.ledger(account) == [("grant", 10), ("hold", -2), ("release", 2)]
    assert world.admitted() == 0


def test_a_job_that_has_ended_cannot_be_cancelled(world: World):
    account = world.account()
    job_id = world.order(account)
    world.perform(job_id)
    with pytest.raises(Conflict) as caught:
        world.cancel(account, job_id)
    assert caught.value.code == "already_finished"
    assert world.balance(account) == 98


def test_somebody_elses_job_is_as_unknown_as_one_that_never_was(world: World):
    mine, theirs = world.account("a@example.com"), world.account("b@example.com")
    job_id = world.order(theirs)
    with pytest.raises(NotFound) as foreign:
        world.cancel(mine, job_id)
    with pytest.raises(NotFound) as unknown:
        world.cancel(mine, JobId("nothing"))
    assert foreign.value.message == unknown.value.message
    assert world.job(job_id).state is State.ADMITTED
