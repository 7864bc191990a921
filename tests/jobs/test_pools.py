"""Pools: which workers serve what, and how many places they have."""

import pytest
import sqlalchemy as sa

from pictoris.jobs import pools
from pictoris.jobs.pools import GENERAL
from pictoris.nouns import Speed

SETS = [{Speed.TURBO}, {Speed.TURBO, Speed.BOOST}, {Speed.RELAX, Speed.FAST, Speed.BOOST}, set(Speed)]


@pytest.mark.parametrize("speeds", SETS)
def test_a_pools_name_says_what_it_serves_whatever_the_order(speeds):
    name = pools.name_of(speeds)
    assert name == pools.name_of(sorted(speeds, reverse=True))
    assert pools.speeds_of(name) == speeds
    assert len(name) <= 64


def caps(tx: sa.Connection) -> dict[str, int]:
    return {row.engine: row.cap for row in tx.execute(sa.select(pools.capacity)) if row.cap}


def test_pools_come_and_go_with_their_workers(tx):
    pools.set_slots(tx, {GENERAL: 3, "turbo": 1})
    assert caps(tx) == {GENERAL: 3, "turbo": 1}
    pools.set_slots(tx, {"turbo": 2})
    assert caps(tx) == {"turbo": 2}


def test_while_nobody_works_one_job_may_be_handed_over(tx):
    pools.set_slots(tx, {"turbo": 2})
    pools.set_slots(tx, {GENERAL: 0, "turbo": 0})
    assert caps(tx) == {GENERAL: 1}


def test_the_most_dedicated_pool_with_room_comes_first(tx):
    pools.set_slots(tx, {GENERAL: 1, "boost+turbo": 1, "turbo": 1})
    assert pools.with_room(tx) == ["turbo", "boost+turbo", GENERAL]
    pools.take(tx, "turbo")
    assert pools.with_room(tx) == ["boost+turbo", GENERAL]
    assert (pools.has_room(tx, "turbo"), pools.has_room(tx, GENERAL)) == (False, True)
    pools.give_back(tx, "turbo")
    assert pools.has_room(tx, "turbo")


def test_a_full_house_has_no_room(tx):
    pools.set_slots(tx, {GENERAL: 1})
    pools.take(tx, GENERAL)
    assert pools.with_room(tx) == []


def test_a_pool_without_workers_is_deserted_only_while_it_holds_jobs(tx):
    pools.set_slots(tx, {GENERAL: 1, "turbo": 1})
    pools.take(tx, "turbo")
    assert pools.deserted(tx) == []
    pools.set_slots(tx, {GENERAL: 1})
    assert pools.deserted(tx) == ["turbo"]
    pools.give_back(tx, "turbo")
    assert pools.deserted(tx) == []


def test_the_refuge_is_the_pool_with_most_room_among_those_that_serve_the_speed(tx):
    pools.set_slots(tx, {GENERAL: 1, "turbo": 5, "relax+fast": 2})
    assert pools.refuge(tx, Speed.TURBO) == "turbo"
    assert pools.refuge(tx, Speed.FAST) == "relax+fast"
    assert pools.refuge(tx, Speed.BOOST) == GENERAL
    for _ in range(3):
        pools.take(tx, GENERAL)
    assert pools.refuge(tx, Speed.BOOST) == GENERAL
    pools.set_slots(tx, {"turbo": 1})
    assert pools.refuge(tx, Speed.BOOST) is None
