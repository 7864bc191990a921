"""Signs of life, and their absence."""

import pytest
import sqlalchemy as sa

from pictoris.infra.clock import after
from pictoris.jobs import workers
from pictoris.jobs.pools import GENERAL
from tests.jobs.rows import NOW

LATER = after(NOW, seconds=5)


@pytest.fixture(autouse=True)
def _one(tx):
    workers.beat(tx, "one", slots=2, at=NOW)


def test_slots_of_the_workers_of_a_pool_add_up(tx):
    assert workers.slots(tx) == {GENERAL: 2}
    workers.beat(tx, "two", slots=3, at=NOW)
    workers.beat(tx, "one", slots=4, at=LATER)
    workers.beat(tx, "three", slots=1, at=NOW, pool="turbo")
    assert workers.slots(tx) == {GENERAL: 7, "turbo": 1}


def test_nobody_works_in_an_empty_house(tx):
    tx.execute(sa.delete(workers.worker))
    assert workers.slots(tx) == {}


def test_a_worker_is_silent_when_its_last_sign_lies_before_the_moment(tx):
    assert workers.silent_since(tx, NOW) == []
    assert workers.silent_since(tx, LATER) == ["one"]
    workers.beat(tx, "one", slots=2, at=LATER)
    assert workers.silent_since(tx, LATER) == []


def test_a_worker_that_retired_is_silent_and_has_no_slots(tx):
    workers.retire(tx, "one")
    assert (workers.silent_since(tx, NOW), workers.slots(tx)) == (["one"], {GENERAL: 0})


def test_a_worker_that_came_back_is_not_struck_off(tx):
    workers.beat(tx, "one", slots=2, at=LATER)
    workers.forget(tx, "one", silent_since=LATER)
    assert workers.slots(tx) == {GENERAL: 2}
    workers.forget(tx, "one")
    assert workers.slots(tx) == {}


def test_a_worker_that_was_struck_off_by_mistake_comes_back_with_its_next_beat(tx):
    workers.forget(tx, "one")
    workers.beat(tx, "one", slots=2, at=LATER)
    assert workers.slots(tx) == {GENERAL: 2}
