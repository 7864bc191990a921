"""Ageing, by arithmetic alone."""

from hypothesis import given
from hypothesis import strategies as st

from pictoris.infra.clock import Instant, after
from pictoris.jobs.ladder import NEVER, Ladder

THEN = Instant(1_800_000_000_000)
LADDER = Ladder(rungs=(-1, 0, 1, 2), patience=120)

priorities = st.integers(-3, 4)
seconds = st.floats(0, 1000)


def test_a_job_climbs_a_rung_each_time_that_patience_has_run_out_and_stays_at_the_top():
    waited = [(0, -1), (119.999, -1), (120, 0), (239, 0), (240, 1), (360, 2), (1e6, 2)]
    for after_seconds, counts_as in waited:
        assert LADDER.risen(-1, THEN, after(THEN, seconds=after_seconds)) == counts_as


def test_a_priority_that_is_no_rung_any_more_climbs_to_the_next_rung_above_it():
    assert LADDER.risen(-50, THEN, after(THEN, seconds=120)) == -1
    assert LADDER.risen(7, THEN, after(THEN, seconds=1e6)) == 7


def test_a_clock_that_was_set_back_makes_nobody_fall():
    assert LADDER.risen(0, THEN, after(THEN, seconds=-500)) == 0


def test_at_the_top_nothing_rises_any_more():
    assert LADDER.next_rise(2, THEN, THEN) == NEVER
    assert LADDER.next_rise(-1, THEN, after(THEN, seconds=360)) == NEVER


@given(priorities, seconds)
def test_what_a_job_counts_as_changes_exactly_at_the_next_rise(priority, waited):
    now = after(THEN, seconds=waited)
    rise = LADDER.next_rise(priority, THEN, now)
    assert rise > now
    if rise != NEVER:
        assert LADDER.risen(priority, THEN, Instant(rise - 1)) == LADDER.risen(priority, THEN, now)
        assert LADDER.risen(priority, THEN, rise) > LADDER.risen(priority, THEN, now)


@given(priorities, priorities, seconds, seconds)
def test_of_two_jobs_the_one_that_was_ahead_and_waited_longer_is_never_overtaken(one, other, early, late):
    ahead, behind = max(one, other), min(one, other)
    since, later = after(THEN, seconds=min(early, late)), after(THEN, seconds=max(early, late))
    now = after(THEN, seconds=1000)
    assert LADDER.risen(ahead, since, now) >= LADDER.risen(behind, later, now)
