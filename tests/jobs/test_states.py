"""The table of states: nothing follows an end, and every way leads to one."""

import pytest

from pictoris.jobs.states import ENDED, HOLDING_A_SLOT, NEXT, before
from pictoris.nouns import State


def reachable(state: State) -> set[State]:
    seen: set[State] = set()
    coming = [state]
    while coming:
        for following in NEXT[coming.pop()] - seen:
            seen.add(following)
            coming.append(following)
    return seen


def test_every_state_is_in_the_table():
    assert set(NEXT) == set(State)


def test_the_ends_are_three_and_nothing_follows_them():
    assert {State.DONE, State.FAILED, State.CANCELLED} == ENDED
    assert [state for state in ENDED if NEXT[state]] == []


@pytest.mark.parametrize("state", set(State) - ENDED)
def test_every_state_can_end_well_badly_or_by_the_callers_wish(state):
    assert reachable(state) >= ENDED


def test_a_job_begins_by_waiting_and_never_waits_again():
    assert before(State.WAITING) == ()
    assert reachable(State.WAITING) | {State.WAITING} == set(State)


@pytest.mark.parametrize("state", State)
def test_what_comes_before_is_what_can_be_followed(state):
    assert set(before(state)) == {earlier for earlier in State if state in NEXT[earlier]}


def test_only_jobs_that_workers_have_hold_a_place():
    assert {State.ADMITTED, State.RUNNING} == HOLDING_A_SLOT
