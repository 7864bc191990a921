"""Lanes: what an account and the workers have room for, and whose turn it is."""

import re

import pytest
import sqlalchemy as sa

from pictoris.infra.clock import Instant, after
from pictoris.infra.database import Database
from pictoris.jobs import lanes, pools, queue
from pictoris.jobs.ladder import NEVER
from pictoris.jobs.pools import GENERAL
from pictoris.nouns import AccountId, JobId, Speed, State
from tests.databases import sqlalchemy_url
from tests.jobs.rows import ANN, LADDER, NOW, add_job, found, order, plan_of, wait_in_lane

BOB = AccountId("bob")
TURBO = "turbo"


@pytest.fixture
def tx(tx):
    open_lanes(tx)
    return tx


def open_lanes(tx: sa.Connection) -> None:
    for account in (ANN, BOB):
        lanes.open_lane(tx, account, cap=2)
    pools.set_slots(tx, {GENERAL: 10})


def lane(tx: sa.Connection, account: AccountId = ANN) -> tuple[int, int, int]:
    columns = (lanes.lane.c.running, lanes.lane.c.waiting, lanes.lane.c.head_priority)
    running, waiting, priority = tx.execute(sa.select(*columns).where(lanes.lane.c.account == account)).one()
    return running, waiting, priority


def running(tx: sa.Connection, pool: str = GENERAL) -> int:
    query = sa.select(pools.capacity.c.running).where(pools.capacity.c.engine == pool)
    return int(tx.execute(query).scalar_one())


def next_one(tx: sa.Connection, *, at: Instant = NOW, pool: str = GENERAL) -> JobId | None:
    admitted = lanes.admit_next(tx, pool, at, LADDER)
    return None if admitted is None else admitted.job


def test_a_place_in_line_is_never_given_twice(tx):
    assert [lanes.join(tx, order(ANN), NOW, LADDER) for _ in range(3)] == [(1, 1), (2, 2), (3, 3)]
    wait_in_lane(tx, BOB)
    assert lanes.join(tx, order(ANN), NOW, LADDER) == (4, 4)


def test_an_admitted_job_takes_a_place_in_the_lane_and_with_the_workers(tx):
    job_id = wait_in_lane(tx, ANN)
    assert lanes.admit(tx, ANN, NOW, LADDER) == lanes.Admitted(job=job_id, handed=1, pool=GENERAL)
    assert found(tx, job_id).state is State.ADMITTED
    assert (lane(tx), running(tx)) == ((1, 0, 0), 1)
    lanes.free(tx, ANN, GENERAL)
    assert (lane(tx), running(tx)) == ((0, 0, 0), 0)


def test_nothing_is_admitted_from_an_empty_lane(tx):
    assert lanes.admit(tx, ANN, NOW, LADDER) is None
    assert next_one(tx) is None
    assert running(tx) == 0


def test_a_full_lane_waits_although_the_workers_have_room(tx):
    first, second, _third = (wait_in_lane(tx, ANN) for _ in range(3))
    assert [next_one(tx) for _ in range(3)] == [first, second, None]
    lanes.set_cap(tx, ANN, cap=3)
    assert next_one(tx) is not None


def test_full_workers_admit_nobody_and_nothing_is_counted(tx):
    pools.set_slots(tx, {GENERAL: 1})
    wait_in_lane(tx, ANN)
    wait_in_lane(tx, BOB)
    assert next_one(tx) is not None
    assert next_one(tx) is None
    assert lanes.admit(tx, BOB, NOW, LADDER) is None
    assert (lane(tx, BOB), running(tx)) == ((0, 1, 0), 1)


def test_who_runs_least_is_next_then_who_waited_longest(tx):
    ann = [wait_in_lane(tx, ANN) for _ in range(2)]
    bob = [wait_in_lane(tx, BOB) for _ in range(2)]
    order = [next_one(tx, at=after(NOW, seconds=second)) for second in range(4)]
    assert {order[0], order[1]} == {ann[0], bob[0]}
    assert order[2:] == ([ann[1], bob[1]] if order[0] == ann[0] else [bob[1], ann[1]])


def test_a_boosted_job_goes_first_in_its_lane_and_among_lanes(tx):
    wait_in_lane(tx, BOB)
    plain, boosted = wait_in_lane(tx, ANN), wait_in_lane(tx, ANN, speed=Speed.BOOST)
    assert lane(tx) == (0, 2, 1)
    assert next_one(tx) == boosted
    assert lane(tx) == (1, 1, 0)
    assert next_one(tx) != plain


def test_a_lane_is_served_from_turbo_to_relax_and_within_a_speed_in_order(tx):
    lanes.set_cap(tx, ANN, cap=9)
    jobs = {speed: [wait_in_lane(tx, ANN, speed=speed) for _ in range(2)] for speed in Speed}
    served = [next_one(tx) for _ in range(8)]
    assert served == [job for speed in reversed(Speed) for job in jobs[speed]]


def test_a_job_that_leaves_takes_its_priority_along(tx):
    wait_in_lane(tx, ANN, speed=Speed.FAST)
    boosted = wait_in_lane(tx, ANN, speed=Speed.TURBO)
    queue.cancel(tx, ANN, boosted, NOW)
    lanes.leave(tx, ANN, NOW, LADDER)
    assert lane(tx) == (0, 1, 0)


# ------------------------------------------------------------------------------------------------ ageing


def test_a_job_that_has_waited_counts_as_the_next_speed_and_goes_before_those_that_came_later(tx):
    old = wait_in_lane(tx, ANN, speed=Speed.RELAX)
    later = after(NOW, seconds=120)
    wait_in_lane(tx, ANN, at=later)
    assert next_one(tx, at=later) == old


def test_a_job_that_has_not_waited_long_enough_keeps_its_turn(tx):
    wait_in_lane(tx, ANN, speed=Speed.RELAX)
    later = after(NOW, seconds=119)
    fast = wait_in_lane(tx, ANN, at=later)
    assert next_one(tx, at=later) == fast


def test_an_aged_job_stays_behind_those_of_its_new_speed_that_came_before_it(tx):
    fast = wait_in_lane(tx, ANN)
    relaxed = wait_in_lane(tx, ANN, speed=Speed.RELAX)
    late = after(NOW, seconds=3600)
    assert [next_one(tx, at=late) for _ in range(2)] == [fast, relaxed]


def test_ageing_is_noted_in_the_lane_when_its_time_has_come_and_once(tx):
    wait_in_lane(tx, ANN, speed=Speed.RELAX)
    wait_in_lane(tx, BOB, speed=Speed.TURBO)
    seen = []
    for seconds in (119, 120, 121, 240, 360, 10_000):
        count = lanes.age(tx, after(NOW, seconds=seconds), LADDER)
        seen.append((count, lane(tx)[2]))
    assert seen == [(0, -1), (1, 0), (0, 0), (1, 1), (1, 2), (0, 2)]
    ages = tx.execute(sa.select(lanes.lane.c.ages)).scalars().all()
    assert list(ages) == [NEVER, NEVER]


def test_only_so_many_lanes_are_aged_at_a_time_and_the_rest_later(tx):
    for account in (ANN, BOB):
        wait_in_lane(tx, account, speed=Speed.RELAX)
    late = after(NOW, seconds=9999)
    assert [lanes.age(tx, late, LADDER, limit=1) for _ in range(3)] == [1, 1, 0]


def test_the_job_behind_an_old_one_is_judged_by_its_own_age(tx):
    wait_in_lane(tx, ANN, speed=Speed.RELAX)
    late = after(NOW, seconds=360)
    wait_in_lane(tx, ANN, speed=Speed.RELAX, at=late)
    next_one(tx, at=late)
    assert lane(tx) == (1, 1, -1)


# ------------------------------------------------------------------------------------------------- pools


def test_a_turbo_job_goes_to_the_workers_kept_for_it_and_to_all_others_when_these_are_full(tx):
    pools.set_slots(tx, {GENERAL: 1, TURBO: 1})
    lanes.set_cap(tx, ANN, cap=9)
    for _ in range(3):
        wait_in_lane(tx, ANN, speed=Speed.TURBO)
    admitted = [lanes.admit(tx, ANN, NOW, LADDER) for _ in range(3)]
    assert [one and one.pool for one in admitted] == [TURBO, GENERAL, None]
    assert (running(tx), running(tx, TURBO)) == (1, 1)


def test_workers_kept_for_a_speed_are_given_nothing_else(tx):
    pools.set_slots(tx, {TURBO: 5})
    fast = wait_in_lane(tx, ANN)
    assert lanes.admit(tx, ANN, NOW, LADDER) is None
    assert next_one(tx, pool=TURBO) is None
    turbo = wait_in_lane(tx, ANN, speed=Speed.TURBO)
    assert next_one(tx, pool=TURBO) == turbo
    assert found(tx, fast).state is State.WAITING


def test_a_job_of_a_slower_speed_behind_a_faster_one_is_found_by_the_workers_kept_for_it(tx):
    pools.set_slots(tx, {"relax": 1})
    wait_in_lane(tx, ANN, speed=Speed.TURBO)
    relaxed = wait_in_lane(tx, ANN, speed=Speed.RELAX)
    assert next_one(tx, pool="relax") == relaxed


def test_an_aged_job_is_still_no_work_for_workers_that_do_not_serve_its_speed(tx):
    pools.set_slots(tx, {TURBO: 1})
    late = after(NOW, seconds=3600)
    wait_in_lane(tx, ANN, speed=Speed.RELAX)
    turbo = wait_in_lane(tx, ANN, speed=Speed.TURBO, at=late)
    lanes.age(tx, late, LADDER)
    assert next_one(tx, at=late, pool=TURBO) == turbo


def test_a_pool_of_several_speeds_serves_the_higher_one_first_whoevers_it_is(tx):
    pool = "fast+boost"
    pools.set_slots(tx, {pool: 5})
    fast = wait_in_lane(tx, ANN)
    wait_in_lane(tx, BOB, speed=Speed.TURBO)
    boosted = wait_in_lane(tx, BOB, speed=Speed.BOOST)
    assert [next_one(tx, pool=pool) for _ in range(3)] == [boosted, fast, None]


# --------------------------------------------------------------------------------------- locks and plans


@pytest.mark.parametrize(
    "act", [lambda tx: lanes.leave(tx, ANN, NOW, LADDER), lambda tx: lanes.free(tx, ANN, GENERAL)]
)
def test_the_database_refuses_to_count_below_zero(tx, act):
    with pytest.raises(sa.exc.IntegrityError), tx.begin_nested():
        act(tx)


def test_a_lane_that_another_transaction_holds_is_passed_over(prepared, tmp_path):
    with prepared.copy("postgresql", tmp_path) as url:
        database = Database(sqlalchemy_url(url))
        with database.writing() as tx:
            open_lanes(tx)
            wait_in_lane(tx, ANN)
            bobs = wait_in_lane(tx, BOB)
        with database.writing() as holder, database.writing() as tx:
            lanes.lock(holder, ANN)
            assert next_one(tx) == bobs
            assert lanes.age(tx, after(NOW, seconds=9999), LADDER) == 0
        database.close()


@pytest.mark.parametrize(("pool", "index"), [(GENERAL, "ix_lane_ready"), (TURBO, "ix_lane_ready_turbo")])
def test_thousands_of_lanes_are_not_sorted_to_find_the_next(tx, pool, index):
    many_lanes(tx)
    pools.set_slots(tx, {pool: 1})
    plan = plan_of(tx, lambda: lanes.admit_next(tx, pool, NOW, LADDER), skip=1)
    assert re.search(rf"{index}\b", plan)
    assert "sort" not in plan.lower()
    assert "temp b-tree" not in plan.lower()


def test_thousands_of_lanes_are_not_read_to_find_those_that_age(tx):
    many_lanes(tx)
    assert "ix_lane_ages" in plan_of(tx, lambda: lanes.age(tx, NOW, LADDER))


def many_lanes(tx: sa.Connection) -> None:
    tx.execute(
        sa.insert(lanes.lane),
        [
            {"account": f"a{n}", "running": n % 3, "cap": 2, "waiting": n % 50 == 0, "joined": n}
            | {"head_priority": 0, "served": n, "head_turbo": 0 if n % 50 == 0 else None, "ages": NEVER - n}
            for n in range(5000)
        ],
    )
    add_job(tx, AccountId("a0"), speed=Speed.TURBO)
    if tx.dialect.name == "postgresql":
        tx.execute(sa.text("analyze lane"))
