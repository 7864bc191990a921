"""Lanes: what an account and the workers have room for, and whose turn it is."""

import pytest
import sqlalchemy as sa

from pictoris.infra.clock import Instant, after
from pictoris.infra.database import Database
from pictoris.jobs import lanes, queue
from pictoris.nouns import AccountId, JobId, State
from tests.databases import sqlalchemy_url
from tests.jobs.rows import ANN, NOW, found, plan_of, wait_in_lane

BOB = AccountId("bob")


@pytest.fixture
def tx(tx):
    open_lanes(tx)
    return tx


def open_lanes(tx: sa.Connection) -> None:
    for account in (ANN, BOB):
        lanes.open_lane(tx, account, cap=2)
    lanes.set_capacity(tx, 10)


def lane(tx: sa.Connection, account: AccountId = ANN) -> tuple[int, int, int]:
    columns = (lanes.lane.c.running, lanes.lane.c.waiting, lanes.lane.c.head_priority)
    running, waiting, priority = tx.execute(sa.select(*columns).where(lanes.lane.c.account == account)).one()
    return running, waiting, priority


def running(tx: sa.Connection) -> int:
    return int(tx.execute(sa.select(lanes.capacity.c.running)).scalar_one())


def next_one(tx: sa.Connection, *, at: Instant = NOW) -> JobId | None:
    admitted = lanes.admit_next(tx, at)
    return None if admitted is None else admitted[0]


def test_a_place_in_line_is_never_given_twice(tx):
    assert [lanes.join(tx, ANN, 0) for _ in range(3)] == [(1, 1), (2, 2), (3, 3)]
    wait_in_lane(tx, BOB)
    assert lanes.join(tx, ANN, 0) == (4, 4)


def test_an_admitted_job_takes_a_place_in_the_lane_and_with_the_workers(tx):
    job_id = wait_in_lane(tx, ANN)
    assert lanes.admit(tx, ANN, NOW) == (job_id, 1)
    assert found(tx, job_id).state is State.ADMITTED
    assert (lane(tx), running(tx)) == ((1, 0, 0), 1)
    lanes.free(tx, ANN)
    assert (lane(tx), running(tx)) == ((0, 0, 0), 0)


def test_nothing_is_admitted_from_an_empty_lane(tx):
    assert lanes.admit(tx, ANN, NOW) is None
    assert next_one(tx) is None
    assert running(tx) == 0


def test_a_full_lane_waits_although_the_workers_have_room(tx):
    first, second, _third = (wait_in_lane(tx, ANN) for _ in range(3))
    assert [next_one(tx) for _ in range(3)] == [first, second, None]
    lanes.set_cap(tx, ANN, cap=3)
    assert next_one(tx) is not None


def test_full_workers_admit_nobody_and_nothing_is_counted(tx):
    lanes.set_capacity(tx, 1)
    wait_in_lane(tx, ANN)
    wait_in_lane(tx, BOB)
    assert next_one(tx) is not None
    assert next_one(tx) is None
    assert lanes.admit(tx, BOB, NOW) is None
    assert (lane(tx, BOB), running(tx)) == ((0, 1, 0), 1)


def test_who_runs_least_is_next_then_who_waited_longest(tx):
    ann = [wait_in_lane(tx, ANN) for _ in range(2)]
    bob = [wait_in_lane(tx, BOB) for _ in range(2)]
    order = [next_one(tx, at=after(NOW, seconds=second)) for second in range(4)]
    assert {order[0], order[1]} == {ann[0], bob[0]}
    assert order[2:] == ([ann[1], bob[1]] if order[0] == ann[0] else [bob[1], ann[1]])


def test_a_boosted_job_goes_first_in_its_lane_and_among_lanes(tx):
    wait_in_lane(tx, BOB)
    plain, boosted = wait_in_lane(tx, ANN), wait_in_lane(tx, ANN, priority=5)
    assert lane(tx) == (0, 2, 5)
    assert next_one(tx) == boosted
    assert lane(tx) == (1, 1, 0)
    assert next_one(tx) != plain


def test_a_job_that_leaves_takes_its_priority_along(tx):
    wait_in_lane(tx, ANN, priority=1)
    boosted = wait_in_lane(tx, ANN, priority=5)
    queue.cancel(tx, ANN, boosted, NOW)
    lanes.leave(tx, ANN)
    assert lane(tx) == (0, 1, 1)


@pytest.mark.parametrize("act", [lanes.leave, lanes.free])
def test_the_database_refuses_to_count_below_zero(tx, act):
    with pytest.raises(sa.exc.IntegrityError), tx.begin_nested():
        act(tx, ANN)


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
        database.close()


def test_thousands_of_lanes_are_not_sorted_to_find_the_next(tx):
    tx.execute(
        sa.insert(lanes.lane),
        [
            {"account": f"a{n}", "running": n % 3, "cap": 2, "waiting": n % 50 == 0, "joined": n}
            | {"head_priority": 0, "served": n}
            for n in range(5000)
        ],
    )
    if tx.dialect.name == "postgresql":
        tx.execute(sa.text("analyze lane"))
    lanes.set_capacity(tx, 0)
    plan = plan_of(tx, lambda: lanes.admit_next(tx, NOW))
    assert "ix_lane_ready" in plan
    assert "sort" not in plan.lower()
    assert "temp b-tree" not in plan.lower()
