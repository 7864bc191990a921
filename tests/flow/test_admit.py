"""Fairness: whose job is next."""

import pytest

from pictoris.flow.sweep import beat
from pictoris.nouns import AccountId, JobId, Speed, State
from tests.world import World


def running(world: World, account: AccountId) -> int:
    return world.lanes()[account][0]


def test_no_account_runs_more_than_its_plan_allows(world: World):
    world.set_slots(10)
    account = world.account(plan="STARTER")
    for _ in range(5):
        world.order(account)
    assert world.lanes()[account] == (3, 2)


def test_no_more_is_handed_over_than_the_workers_can_run(world: World):
    world.set_slots(2)
    account = world.account(plan="DIY")
    for _ in range(5):
        world.order(account)
    assert world.admitted() == 2


def test_a_newcomer_is_next_however_long_the_others_queue_is(world: World):
    busy, new = world.account("busy@example.com"), world.account("new@example.com")
    jobs = [world.order(busy) for _ in range(20)]
    newcomer = world.order(new)
    assert world.job(newcomer).state is State.WAITING
    world.perform(jobs[0])
    assert world.job(newcomer).state is State.ADMITTED
    assert world.lanes()[busy] == (0, 19)


def test_accounts_take_turns(world: World):
    accounts = [world.account(f"{name}@example.com") for name in "abc"]
    waiting = {account: [world.order(account) for _ in range(3)] for account in accounts}
    served = []
    for _ in range(9):
        (account,) = [account for account in accounts if running(world, account)]
        served.append(account)
        world.clock.turn(seconds=1)
        world.perform(waiting[account].pop(0))
    assert len(set(served[:3])) == len(set(served[3:6])) == len(set(served[6:])) == 3


def test_jobs_of_one_account_run_in_the_order_they_came(world: World):
    account = world.account()
    first, second, third = (world.order(account) for _ in range(3))
    world.perform(first)
    assert (world.job(second).state, world.job(third).state) == (State.ADMITTED, State.WAITING)


def test_every_place_is_free_again_when_all_is_done(world: World):
    world.set_slots(3)
    accounts = [world.account(f"{name}@example.com", plan="DIY") for name in "ab"]
    jobs = {account: [world.order(account) for _ in range(4)] for account in accounts}
    world.cancel(accounts[0], jobs[accounts[0]].pop())
    while handed := [job for some in jobs.values() for job in some if world.job(job).state is State.ADMITTED]:
        world.perform(handed[0])
    assert world.admitted() == 0
    assert set(world.lanes().values()) == {(0, 0)}
    world.check_books(accounts)


# ------------------------------------------------------------------------------------------------ speeds


@pytest.fixture
def speedy(world: World) -> World:
    """A world with one worker that runs one job at a time, and jobs that have speeds."""
    world.let_jobs_have_speeds()
    beat(world.context, "worker", recover=False)
    return world


def serve(world: World, jobs: list[JobId], *, seconds: float) -> JobId:
    """The worker does the job that it was handed, which takes so long; it leaves the list and is given back."""
    (handed,) = [job for job in jobs if world.job(job).state is State.ADMITTED]
    world.clock.turn(seconds=seconds)
    beat(world.context, "worker", recover=False)
    assert world.perform(handed).state is State.DONE
    jobs.remove(handed)
    return handed


def turns_until_served(world: World, wanted: JobId, streams: list[AccountId], *, handed: JobId) -> int:
    """How many turbo jobs of ten seconds are served before this one, while each of the accounts keeps three waiting."""
    jobs = [handed, wanted]
    for turn in range(100):
        for account in streams:
            lacking = 3 - world.lanes()[account][1]
            jobs += [world.order_at(account, Speed.TURBO) for _ in range(lacking)]
        if serve(world, jobs, seconds=10) == wanted:
            return turn
    raise AssertionError("it was never served")


def test_an_endless_stream_of_turbo_jobs_of_others_cannot_hold_a_relaxed_job_for_ever(speedy: World):
    others = [speedy.account(f"{name}@example.com", credits=10_000, plan="DIY") for name in "abc"]
    patient = speedy.account("patient@example.com")
    handed = speedy.order_at(others[0], Speed.TURBO)
    relaxed = speedy.order_at(patient, Speed.RELAX)
    # Three speeds above, two minutes each: 36 turns; then it is the turn of who was not served for longest.
    assert 30 <= turns_until_served(speedy, relaxed, others, handed=handed) <= 40


def test_an_endless_stream_of_the_accounts_own_turbo_jobs_cannot_either(speedy: World):
    account = speedy.account(credits=10_000, plan="DIY")
    handed = speedy.order_at(account, Speed.TURBO)
    relaxed = speedy.order_at(account, Speed.RELAX)
    assert 30 <= turns_until_served(speedy, relaxed, [account], handed=handed) <= 40


def test_with_nobody_else_a_relaxed_job_is_begun_at_once(speedy: World):
    relaxed = speedy.order_at(speedy.account(), Speed.RELAX)
    assert speedy.job(relaxed).state is State.ADMITTED


def test_among_jobs_that_wait_a_short_time_the_faster_is_always_next(speedy: World):
    accounts = [speedy.account(f"{name}@example.com") for name in "abcd"]
    jobs = [speedy.order_at(accounts[0], Speed.FAST)]
    mixed = [Speed.RELAX, Speed.TURBO, Speed.FAST, Speed.BOOST]
    jobs += [speedy.order_at(account, speed) for speed in mixed for account in accounts]
    speed_of = {job: speedy.job(job).order.speed for job in jobs}
    serve(speedy, jobs, seconds=1)
    served = [speed_of[serve(speedy, jobs, seconds=1)] for _ in range(16)]
    assert served == [speed for speed in reversed(Speed) for _ in accounts]


def test_a_turbo_job_runs_on_the_second_worker_while_the_first_one_is_busy(speedy: World):
    speedy.set_slots(1, [Speed.TURBO])
    account = speedy.account(plan="DIY")
    jobs = [speedy.order_at(account, speed) for speed in (Speed.FAST, Speed.FAST, Speed.TURBO, Speed.TURBO)]
    assert [speedy.job(job).state for job in jobs] == [
        State.ADMITTED,
        State.WAITING,
        State.ADMITTED,
        State.WAITING,
    ]
    speedy.perform(jobs[0])
    assert speedy.job(jobs[3]).state is State.ADMITTED
    speedy.perform(jobs[2])
    assert speedy.job(jobs[1]).state is State.WAITING
    speedy.perform(jobs[3])
    assert speedy.perform(jobs[1]).state is State.DONE
    assert speedy.admitted() == 0


def test_an_account_at_its_cap_has_its_turbo_job_begun_when_its_other_job_ends_elsewhere(speedy: World):
    speedy.set_slots(1, [Speed.TURBO])
    account, other = speedy.account(plan="TRIAL"), speedy.account("other@example.com")
    fast = speedy.order_at(account, Speed.FAST)
    turbo = speedy.order_at(account, Speed.TURBO)
    waiting = speedy.order_at(other, Speed.FAST)
    speedy.perform(fast)
    assert speedy.job(waiting).state is State.ADMITTED
    assert speedy.job(turbo).state is State.ADMITTED


def test_a_cancelled_turbo_job_gives_its_place_back_to_the_pool_that_it_came_from(speedy: World):
    speedy.set_slots(1, [Speed.TURBO])
    account = speedy.account(plan="DIY")
    speedy.order_at(account, Speed.FAST)
    first, second, third = (speedy.order_at(account, Speed.TURBO) for _ in range(3))
    speedy.cancel(account, first)
    assert speedy.job(second).state is State.ADMITTED
    speedy.cancel(account, third)
    speedy.cancel(account, second)
    assert speedy.admitted() == 1
    assert speedy.lanes()[account] == (1, 0)
