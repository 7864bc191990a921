"""The end of a job: all of it or nothing of it, and once, wherever the power fails."""

from collections.abc import Callable
from contextlib import suppress

import pytest
import sqlalchemy as sa

from pictoris.artifacts import records
from pictoris.credits import ledger
from pictoris.errors import Conflict, Failed
from pictoris.flow import finish
from pictoris.flow.cancel import cancel
from pictoris.flow.context import Context
from pictoris.flow.perform import perform
from pictoris.flow.submit import Terms
from pictoris.infra.clock import Instant
from pictoris.jobs import queue
from pictoris.nouns import AccountId, Job, JobId, Outcome, State
from pictoris.ports import Finished, Made
from pictoris.webhooks import outbox
from tests.flow.plug import PlugPulled, plugged
from tests.world import World, png

HOOK = "https://hooks.example/pictoris"


def begun(world: World, job_id: JobId) -> Job:
    with world.context.database.writing() as tx:
        attempt = queue.begin(tx, job_id, world.clock.now())
    assert attempt is not None
    return attempt


def made(folder, count: int = 1) -> Finished:
    for number in range(count):
        (folder / f"result-{number}").write_bytes(png())
    pictures = (Made(path=folder / f"result-{n}", format="png", width=4, height=3) for n in range(count))
    return Finished(pictures=tuple(pictures), content=("words",), warnings=("dark",), engine="told")


def lines(world: World, job_id: JobId) -> list[str]:
    query = sa.select(ledger.ledger.c.kind).where(ledger.ledger.c.job == job_id).order_by(ledger.ledger.c.id)
    with world.context.database.reading() as tx:
        return list(tx.execute(query).scalars())


def news_of(world: World, job_id: JobId) -> list[str]:
    with world.context.database.reading() as tx:
        return list(tx.execute(sa.select(outbox.news.c.id).where(outbox.news.c.job == job_id)).scalars())


def pictures_of(world: World, job_id: JobId) -> list[str]:
    query = sa.select(records.artifact.c.name).where(records.artifact.c.job == job_id)
    with world.context.database.reading() as tx:
        return list(tx.execute(query).scalars())


def stored(folder) -> list[str]:
    return sorted(path.name for path in (folder / "files").rglob("*") if path.is_file())


def test_pictures_are_stored_and_written_down_and_the_outcome_names_them(world: World, tmp_path):
    attempt = begun(world, world.order(world.account()))
    assert finish.deliver(world.context, attempt, made(tmp_path, 2))
    outcome = world.job(attempt.id).outcome
    assert sorted(outcome.artifacts) == stored(tmp_path) == sorted(pictures_of(world, attempt.id))
    assert (outcome.content, outcome.warnings, outcome.engine) == (("words",), ("dark",), "told")


def test_a_result_that_comes_too_late_changes_nothing_and_is_thrown_away(world: World, tmp_path):
    account = world.account()
    attempt = begun(world, world.order(account))
    world.cancel(account, attempt.id)
    assert not finish.deliver(world.context, attempt, made(tmp_path))
    assert not finish.fail(world.context, attempt, error="late", code="late")
    assert world.job(attempt.id).state is State.CANCELLED
    assert stored(tmp_path) == []
    assert lines(world, attempt.id) == ["hold", "release"]
    assert world.admitted() == 0


def test_a_failure_returns_the_credits_and_says_why(world: World):
    account = world.account(credits=10)
    attempt = begun(world, world.order(account))
    assert finish.fail(world.context, attempt, error="It rains.", code="rain")
    job = world.job(attempt.id)
    assert (job.state, job.error, job.error_code) == (State.FAILED, "It rains.", "rain")
    assert world.balance(account) == 10


def test_news_goes_to_the_webhook_of_the_job_or_nowhere(world: World, tmp_path):
    account = world.account(plan="DIY")
    world.set_slots(2)
    quiet, told = world.order(account), world.order(account, terms=Terms(webhook=HOOK))
    for job_id in (quiet, told):
        finish.deliver(world.context, begun(world, job_id), made(tmp_path))
    assert news_of(world, quiet) == []
    (news,) = news_of(world, told)
    assert world.context.durable.unfinished([f"{news}.1"]) == {f"{news}.1"}


def test_the_place_of_an_ended_job_goes_to_the_next(world: World, tmp_path):
    account = world.account()
    first, second = world.order(account), world.order(account)
    finish.deliver(world.context, begun(world, first), made(tmp_path))
    assert world.job(second).state is State.ADMITTED
    assert world.admitted() == 1


def test_a_picture_without_a_job_is_discarded_twice_without_a_fuss(world: World, tmp_path):
    world.context.store.put("a.png", png(), "image/png")
    for _ in range(2):
        finish.discard(world.context.store, ["a.png"])
    assert stored(tmp_path) == []


def go_well(context: Context, _account: AccountId, job_id: JobId) -> None:
    perform(context, job_id)


def call_it_off(context: Context, account: AccountId, job_id: JobId) -> None:
    with suppress(Conflict):
        cancel(context, account, job_id)


Ending = tuple[Callable[[Context, AccountId, JobId], None], State, list[str], int]
ENDINGS: dict[str, Ending] = {
    "done": (go_well, State.DONE, ["hold", "settle"], 1),
    "failed": (go_well, State.FAILED, ["hold", "release"], 0),
    "cancelled": (call_it_off, State.CANCELLED, ["hold", "release"], 0),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_one_picture_one_charge_one_piece_of_news_wherever_the_plug_is_pulled(world: World, ending):
    act, state, money, pictures = ENDINGS[ending]
    if ending == "failed":
        world.bench.behave = fail_as_asked
    account, at, pulled = world.account(credits=10_000), 1, True
    while pulled:
        job_id = world.order(account, terms=Terms(webhook=HOOK))
        with plugged(world.context, at=at) as (context, plug):
            with suppress(PlugPulled):
                act(context, account, job_id)
            pulled = plug.is_pulled
        act(world.context, account, job_id)
        came = (world.job(job_id).state, lines(world, job_id), len(pictures_of(world, job_id)))
        assert (*came, len(news_of(world, job_id))) == (state, money, pictures, 1), plug.steps[-3:]
        for name in pictures_of(world, job_id):
            assert world.context.store.get(name) == png()
        at += 1
    assert at > 12
    assert (world.admitted(), world.lanes()[account]) == (0, (0, 0))
    world.check_books([account])


def fail_as_asked(*_: object) -> None:
    raise Failed("It rains.", code="rain")


def test_the_test_above_would_notice_a_charge_in_a_transaction_of_its_own(world: World):
    account = world.account()
    job_id = world.order(account)
    attempt = begun(world, job_id)
    with suppress(PlugPulled), plugged(world.context, at=4) as (context, _):
        with context.database.writing() as tx:
            queue.finish(tx, attempt, Outcome(), Instant(0))
        with context.database.writing() as tx:
            ledger.settle(tx, account, job_id, Instant(0))
    perform(world.context, job_id)
    assert lines(world, job_id) == ["hold"]
