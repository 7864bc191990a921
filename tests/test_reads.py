"""Questions: who calls, what there is, and never what belongs to somebody else."""

import pytest

from pictoris import reads
from pictoris.accounts import keys
from pictoris.errors import NotFound, Unavailable
from pictoris.flow import enroll, preferences
from pictoris.flow.sweep import beat
from pictoris.infra.clock import Instant, after
from pictoris.infra.database import Database
from pictoris.nouns import AccountId, JobId
from tests.world import World

ANN = "ann@example.com"
DAY = 24 * 3600


def digest(key: str) -> str:
    found = keys.digest_of(key)
    assert found is not None
    return found


def history(world: World, account: AccountId, *, page: int = 1, size: int = 10) -> list[JobId]:
    since = after(world.clock.now(), seconds=-DAY)
    return [job.id for job in reads.history(world.context.database, account, since, page=page, size=size)]


def done(world: World, account: AccountId, *, wait: float = 1) -> JobId:
    world.clock.turn(seconds=wait)
    return world.perform(world.order(account)).id


def test_a_caller_is_told_what_they_hold_at_this_moment(world: World):
    key = enroll.issue_key(world.context, ANN, credits_=10)
    caller = reads.caller(world.context.database, digest(key))
    assert caller is not None
    world.order(caller.id)
    enroll.grant(world.context, ANN, 5)
    caller = reads.caller(world.context.database, digest(key))
    assert caller is not None
    assert (caller.email, caller.plan, caller.quota) == (ANN, "STARTER", 10)
    assert (caller.credits, caller.credits_extra) == (8, 5)


def test_a_revoked_or_unknown_key_opens_nothing(world: World):
    key = enroll.issue_key(world.context, ANN)
    assert reads.caller(world.context.database, digest(keys.new_key()[0])) is None
    assert reads.caller(world.context.database, "") is None
    enroll.revoke_key(world.context, key)
    assert reads.caller(world.context.database, digest(key)) is None


def test_the_job_of_another_is_as_unknown_as_one_that_never_was(world: World):
    ann, bob = world.account(ANN), world.account("bob@example.com")
    job_id = world.order(ann)
    assert reads.job(world.context.database, ann, job_id).id == job_id
    said = []
    for asked in (job_id, JobId("0b9f3c62-6f0e-4a3c-9a53-3d5e4f6f7a8b"), JobId("")):
        with pytest.raises(NotFound) as caught:
            reads.job(world.context.database, bob, asked)
        said.append((caught.value.message, caught.value.code))
    assert len(set(said)) == 1


def test_the_history_shows_what_brought_a_result_newest_first(world: World):
    account, other = world.account(ANN), world.account("bob@example.com")
    first, second = done(world, account), done(world, account)
    done(world, other)
    world.cancel(account, world.order(account))
    world.order(account)
    assert history(world, account) == [second, first]


def test_the_history_goes_back_one_day(world: World):
    account = world.account()
    old = done(world, account)
    world.clock.turn(seconds=DAY)
    assert history(world, account) == [old]
    world.clock.turn(seconds=0.001)
    assert history(world, account) == []


def test_pages_show_every_job_once_even_those_of_one_moment(world: World):
    account = world.account()
    jobs = [done(world, account, wait=number % 3) for number in range(7)]
    pages = [history(world, account, page=page, size=3) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [3, 3, 1, 0]
    shown = [job for page in pages for job in page]
    assert sorted(shown) == sorted(jobs)
    assert history(world, account, page=1, size=100) == shown


def test_revisions_are_told_for_those_that_exist(world: World):
    account = world.account()
    job_id = world.order(account)
    before = reads.revisions(world.context.database, [job_id, JobId("unknown")])
    assert set(before) == {job_id}
    world.perform(job_id)
    assert reads.revisions(world.context.database, [job_id])[job_id] > before[job_id]
    assert reads.revisions(world.context.database, []) == {}


def test_hundreds_of_jobs_are_watched_with_one_question(world: World):
    job_id = world.order(world.account())
    asked = [JobId(f"unknown-{number}") for number in range(2000)]
    assert set(reads.revisions(world.context.database, [*asked, job_id])) == {job_id}


def test_ban_words_are_those_that_were_set(world: World):
    account = world.account()
    preferences.set_ban_words(world.context, account, ["cat"])
    assert reads.ban_words(world.context.database, account) == ["cat"]


def test_the_queue_is_as_deep_as_all_lanes_together(world: World):
    world.set_slots(2)
    for email in (ANN, "bob@example.com"):
        account = world.account(email)
        for _ in range(2):
            world.order(account)
    assert reads.queue_depth(world.context.database) == reads.QueueDepth(waiting=2, running=2)


def test_an_empty_house_has_nothing_to_do_and_nobody_to_do_it(world: World):
    assert reads.queue_depth(world.context.database) == reads.QueueDepth(waiting=0, running=0)
    assert reads.working_slots(world.context.database, Instant(0)) == 0


def test_only_workers_that_live_count(world: World):
    beat(world.context, "one", recover=False)
    now = world.clock.now()
    assert reads.working_slots(world.context.database, now) == 1
    assert reads.working_slots(world.context.database, after(now, seconds=0.001)) == 0


def test_a_database_that_answers_is_alive_and_one_that_does_not_says_so(world: World):
    assert reads.is_alive(world.context.database)
    gone = Database("postgresql+psycopg://nobody@127.0.0.1:1/pictoris")
    with pytest.raises(Unavailable):
        reads.is_alive(gone)
    gone.close()
