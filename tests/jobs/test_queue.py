"""The jobs' rows: every move is made from the right state, by whom it belongs to, or not at all."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from pictoris.infra.clock import Instant, after
from pictoris.jobs import queue
from pictoris.jobs.states import ENDED, NEXT
from pictoris.nouns import AccountId, Job, JobId, Json, Outcome, Speed, State
from tests.jobs.rows import ANN, NOW, add_job, found, order, plan_of

BOB = AccountId("bob")


def begun(tx: sa.Connection, job_id: JobId, *, at: Instant = NOW) -> Job:
    queue.hand_over(tx, job_id, at)
    attempt = queue.begin(tx, job_id, at)
    assert attempt is not None
    return attempt


def job_in(tx: sa.Connection, state: State) -> tuple[JobId, Job]:
    """A job in this state, and the attempt that a worker has (or would have) of it."""
    job_id = add_job(tx)
    if state is State.WAITING:
        return job_id, found(tx, job_id)
    queue.hand_over(tx, job_id, NOW)
    if state is State.ADMITTED:
        return job_id, found(tx, job_id)
    attempt = begun(tx, job_id)
    if state is State.DONE:
        queue.finish(tx, attempt, Outcome(), NOW)
    elif state is State.FAILED:
        queue.fail(tx, attempt, error="It rains.", code="rain", at=NOW)
    elif state is State.CANCELLED:
        queue.cancel(tx, ANN, job_id, NOW)
    return job_id, attempt


MOVES = {
    State.ADMITTED: lambda tx, job: queue.hand_over(tx, job.id, NOW),
    State.RUNNING: lambda tx, job: queue.begin(tx, job.id, NOW),
    State.DONE: lambda tx, job: queue.finish(tx, job, Outcome(), NOW),
    State.FAILED: lambda tx, job: queue.fail(tx, job, error="It rains.", code="rain", at=NOW),
    State.CANCELLED: lambda tx, job: queue.cancel(tx, ANN, job.id, NOW),
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", MOVES)
def test_no_move_leads_where_the_table_of_states_does_not(tx, state, move):
    job_id, attempt = job_in(tx, state)
    assert found(tx, job_id).state is state
    MOVES[move](tx, attempt)
    after_it = found(tx, job_id).state
    assert after_it is state or after_it in NEXT[state]


@pytest.mark.parametrize("state", ENDED)
@pytest.mark.parametrize("move", MOVES)
def test_an_ended_job_stays_as_it_is_to_the_last_field(tx, state, move):
    job_id, attempt = job_in(tx, state)
    before = found(tx, job_id)
    assert not MOVES[move](tx, attempt)
    assert not queue.report(tx, attempt, 99, NOW)
    assert found(tx, job_id) == before


def test_a_job_is_read_back_as_it_was_ordered(tx):
    job_id = JobId("whole")
    asked = order(speed=Speed.BOOST)
    queue.add(tx, job_id, asked, place=1, at=NOW)
    job = found(tx, job_id)
    assert job.order == asked
    assert (job.state, job.progress, job.attempt, job.created) == (State.WAITING, 0, 0, NOW)


def test_an_outcome_is_read_back_as_it_was_stored(tx):
    attempt = begun(tx, add_job(tx))
    outcome = Outcome(
        artifacts=("a.png", "b.png"),
        content=("狐",),
        warnings=("dark",),
        engine="cpu",
        notes=({"seed": 1}, {}),
    )
    assert queue.finish(tx, attempt, outcome, after(NOW, seconds=1))
    job = found(tx, attempt.id)
    assert (job.state, job.progress, job.outcome) == (State.DONE, 100, outcome)
    assert job.updated == after(NOW, seconds=1)


def test_what_only_the_work_needs_is_not_read_to_tell_how_a_job_stands(tx):
    params: dict[str, Json] = {
        "prompt": "a fox",
        "mask": "data:," + "x" * 1_000_000,
        "urls": ["y" * 9_000, "z"],
    }
    job_id = JobId("heavy")
    queue.add(tx, job_id, replace(order(), params=params), place=1, at=NOW)
    attempt = begun(tx, job_id)
    outcome = Outcome(artifacts=("a.png",), notes=({"scene": "long"},))
    queue.finish(tx, attempt, outcome, NOW)
    assert attempt.order.params == params
    assert (found(tx, job_id).order.params, found(tx, job_id).outcome) == (params, outcome)
    told = queue.told(tx, job_id)
    assert told is not None
    assert (told.order.params, told.outcome) == ({"prompt": "a fox"}, replace(outcome, notes=()))


def test_pictures_inside_parameters_are_forgotten_when_their_job_ended_long_ago(tx):
    params: dict[str, Json] = {"scale": 2, "image": "data:," + "x" * 9_000}
    for name in ("ended", "waiting", "late"):
        queue.add(tx, JobId(name), replace(order(), params=params), place=1, at=NOW)
    queue.cancel(tx, ANN, JobId("ended"), NOW)
    queue.cancel(tx, ANN, JobId("late"), after(NOW, seconds=2))
    assert queue.forget_bulk(tx, after(NOW, seconds=1)) == 1
    assert found(tx, JobId("ended")).order.params == {"scale": 2}
    assert found(tx, JobId("waiting")).order.params == found(tx, JobId("late")).order.params == params
    assert queue.forget_bulk(tx, after(NOW, seconds=1)) == 0


def test_of_each_speed_the_oldest_waiting_job_is_first(tx):
    plain, later, boosted = add_job(tx), add_job(tx), add_job(tx, speed=Speed.BOOST)
    add_job(tx, BOB, speed=Speed.TURBO)
    assert {head.speed: head.job for head in queue.heads(tx, ANN)} == {
        Speed.FAST: plain,
        Speed.BOOST: boosted,
    }
    for job_id in (plain, boosted):
        queue.hand_over(tx, job_id, NOW)
    (last,) = queue.heads(tx, ANN)
    assert (last.job, last.speed, last.priority, last.since) == (later, Speed.FAST, 0, NOW)
    queue.cancel(tx, ANN, later, NOW)
    assert queue.heads(tx, ANN) == []


def test_a_job_that_is_handed_over_again_stays_with_its_pool_unless_told_otherwise(tx):
    job_id = add_job(tx)
    queue.hand_over(tx, job_id, NOW, pool="turbo")
    queue.hand_over(tx, job_id, NOW)
    assert queue.pool_of(tx, job_id) == "turbo"
    (handed,) = queue.handed_to(tx, ["turbo"])
    assert (handed.job, handed.account, handed.speed, handed.handed) == (job_id, ANN, Speed.FAST, 2)
    queue.hand_over(tx, job_id, NOW, pool="tools")
    assert queue.handed_to(tx, ["turbo"]) == []


def test_a_preview_is_kept_until_a_newer_one_comes_and_no_longer_than_the_attempt(tx):
    job_id = add_job(tx)
    attempt = begun(tx, job_id)
    seen = []
    for percent, preview in ((10, "one"), (20, None), (20, "two"), (5, "three")):
        before = found(tx, job_id).revision
        assert queue.report(tx, attempt, percent, NOW, preview=preview)
        job = found(tx, job_id)
        seen.append((job.progress, job.preview))
        assert job.revision == before + 1
    assert seen == [(10, "one"), (20, "one"), (20, "two"), (20, "three")]
    again = queue.begin(tx, job_id, NOW)
    assert again is not None
    assert again.preview is None


@pytest.mark.parametrize("move", [State.DONE, State.FAILED, State.CANCELLED])
def test_an_ended_job_has_no_preview(tx, move):
    attempt = begun(tx, add_job(tx))
    queue.report(tx, attempt, 50, NOW, preview="half")
    assert MOVES[move](tx, attempt)
    assert found(tx, attempt.id).preview is None


def test_every_hand_over_is_counted_so_that_its_call_is_a_new_one(tx):
    job_id = add_job(tx)
    assert [queue.hand_over(tx, job_id, NOW) for _ in range(3)] == [1, 2, 3]
    queue.begin(tx, job_id, NOW)
    assert queue.hand_over(tx, job_id, NOW) == 4
    assert found(tx, job_id).state is State.RUNNING


def test_progress_only_grows_and_is_below_a_hundred_until_the_end(tx):
    attempt = begun(tx, add_job(tx))
    seen = []
    for percent in (10, 5, 60, 60, 100, 250):
        assert queue.report(tx, attempt, percent, NOW)
        seen.append(found(tx, attempt.id).progress)
    assert seen == [10, 10, 60, 60, 99, 99]


def test_whoever_watches_sees_every_change_as_a_higher_revision(tx):
    job_id = add_job(tx)
    seen = [found(tx, job_id).revision]
    attempt = begun(tx, job_id)
    seen.append(found(tx, job_id).revision)
    for percent in (10, 20):
        queue.report(tx, attempt, percent, NOW)
        seen.append(found(tx, job_id).revision)
    queue.finish(tx, attempt, Outcome(), NOW)
    seen.append(found(tx, job_id).revision)
    assert seen == sorted(set(seen))


def test_an_older_attempt_owns_nothing_any_more(tx):
    job_id = add_job(tx)
    old = begun(tx, job_id)
    new = queue.begin(tx, job_id, NOW)
    assert new is not None
    assert (new.attempt, queue.owns(tx, old), queue.owns(tx, new)) == (2, False, True)
    assert not queue.report(tx, old, 50, NOW)
    assert not queue.finish(tx, old, Outcome(), NOW)
    assert not queue.fail(tx, old, error="late", code="late", at=NOW)
    assert queue.finish(tx, new, Outcome(), NOW)


@pytest.mark.parametrize("state", [State.WAITING, State.ADMITTED, State.RUNNING])
def test_a_cancel_says_where_the_job_stood(tx, state):
    job_id, _ = job_in(tx, state)
    assert queue.cancel(tx, ANN, job_id, NOW) is state
    assert found(tx, job_id).error == "Job cancelled"


def test_nobody_cancels_or_finds_the_job_of_another(tx):
    job_id = add_job(tx)
    assert queue.cancel(tx, BOB, job_id, NOW) is None
    assert queue.find(tx, job_id, BOB) is None
    assert queue.find(tx, JobId("unknown")) is None
    assert found(tx, job_id).state is State.WAITING


def test_jobs_that_have_not_stirred_are_found_the_stillest_first(tx):
    late, early = begun(tx, add_job(tx), at=after(NOW, seconds=5)), begun(tx, add_job(tx))
    add_job(tx)
    ended = begun(tx, add_job(tx))
    queue.finish(tx, ended, Outcome(), NOW)
    assert queue.stale(tx, NOW) == []
    assert [one.job for one in queue.stale(tx, after(NOW, seconds=9))] == [early.id, late.id]
    assert [one.job for one in queue.stale(tx, after(NOW, seconds=9), limit=1)] == [early.id]


def test_thousands_of_jobs_are_not_read_to_find_one(tx):
    for number in range(20):
        add_job(tx, AccountId(f"account-{number}"))
    copy = sa.text(
        "insert into job select a.id || '-' || b.id || '-' || c.id, a.account, a.operation, a.params, a.price,"
        " a.prompt, a.ref, a.webhook, a.timeout, a.priority, a.place, a.parent, a.button, 'done', 100, 1, 1, 3,"
        " a.created, a.updated, '', '', '{}', a.speed, a.pool, null, null, null from job a, job b, job c"
    )
    assert tx.execute(copy).rowcount == 8000
    if tx.dialect.name == "postgresql":
        tx.execute(sa.text("analyze job"))
    account = AccountId("account-7")
    assert "ix_job_waiting" in plan_of(tx, lambda: queue.heads(tx, account))
    assert "ix_job_handed" in plan_of(tx, lambda: queue.stale(tx, NOW))
