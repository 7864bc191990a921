"""Fairness: whose job is next."""

from pictoris.nouns import AccountId, State
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
