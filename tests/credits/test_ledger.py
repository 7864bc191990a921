"""Laws for money: nothing is lost, nothing is spent twice, and what was written stays written."""

import itertools
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pictoris.credits import ledger
from pictoris.errors import InvalidRequest, NotEnoughCredits
from pictoris.infra.clock import Instant
from pictoris.nouns import AccountId, Credits, JobId

NOW = Instant(1_800_000_000_000)
ANN = AccountId("ann")
JOB = JobId("job")
numbers = itertools.count()


def opened(tx: sa.Connection, *, plan: int = 0, extra: int = 0) -> AccountId:
    account = AccountId(f"account-{next(numbers)}")
    ledger.open_purse(tx, account, quota=plan)
    if plan:
        ledger.grant(tx, account, plan, NOW, extra=False)
    if extra:
        ledger.grant(tx, account, extra, NOW)
    return account


def purse(tx: sa.Connection, account: AccountId) -> tuple[int, int]:
    held = ledger.balance(tx, account)
    return held.credits, held.credits_extra


def lines(tx: sa.Connection, account: AccountId) -> list[sa.Row[Any]]:
    query = sa.select(ledger.ledger).where(ledger.ledger.c.account == account).order_by(ledger.ledger.c.id)
    return list(tx.execute(query))


def check_books(tx: sa.Connection, account: AccountId) -> None:
    written = lines(tx, account)
    assert (sum(line.delta for line in written), sum(line.delta_extra for line in written)) == purse(
        tx, account
    )
    assert min(purse(tx, account)) >= 0
    ends = Counter(line.job for line in written if line.kind in {"settle", "release"})
    assert max(ends.values(), default=0) <= 1


@contextmanager
def refused(tx: sa.Connection, *kinds: type[Exception]) -> Iterator[None]:
    with pytest.raises(kinds or sa.exc.IntegrityError), tx.begin_nested():
        yield


STEP = st.one_of(
    st.tuples(st.just("grant"), st.integers(1, 40), st.booleans()),
    st.tuples(st.just("hold"), st.integers(0, 60), st.just(None)),
    st.tuples(st.sampled_from(["settle", "release"]), st.integers(0, 5), st.just(None)),
)


class Model:
    """What a purse should hold, said in the simplest way: a number, and the price of every job."""

    def __init__(self) -> None:
        self.balance = 0
        self.held: dict[JobId, int] = {}
        self.ended: set[JobId] = set()


def play(tx: sa.Connection, account: AccountId, model: Model, step: tuple[str, int, bool | None]) -> None:
    kind, number, extra = step
    if kind == "grant":
        ledger.grant(tx, account, number, NOW, extra=bool(extra))
        model.balance += number
    elif kind == "hold":
        job = JobId(f"job-{next(numbers)}")
        if number > model.balance:
            with refused(tx, NotEnoughCredits):
                ledger.hold(tx, account, job, Credits(number), NOW)
            return
        ledger.hold(tx, account, job, Credits(number), NOW)
        model.held[job] = number
        model.balance -= number
    elif number < len(model.held):
        end(tx, account, model, (kind, list(model.held)[number]))


def end(tx: sa.Connection, account: AccountId, model: Model, ending: tuple[str, JobId]) -> None:
    kind, job = ending
    act = ledger.settle if kind == "settle" else ledger.release
    if job in model.ended:
        with refused(tx):
            act(tx, account, job, NOW)
        return
    act(tx, account, job, NOW)
    model.ended.add(job)
    model.balance += model.held[job] if kind == "release" else 0


@given(st.lists(STEP, max_size=25))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_the_ledger_is_the_balance_and_never_below_zero(tx, steps):
    account, model = opened(tx), Model()
    for step in steps:
        play(tx, account, model, step)
        assert sum(purse(tx, account)) == model.balance
        check_books(tx, account)


@pytest.mark.parametrize(
    ("price", "left"), [(0, (3, 5)), (3, (0, 5)), (4, (0, 4)), (8, (0, 0))], ids=["0", "3", "4", "8"]
)
def test_the_plan_pays_first_and_a_release_puts_back_what_was_taken(tx, price, left):
    account = opened(tx, plan=3, extra=5)
    ledger.hold(tx, account, JOB, Credits(price), NOW)
    assert purse(tx, account) == left
    ledger.release(tx, account, JOB, NOW)
    assert purse(tx, account) == (3, 5)


def test_a_job_is_held_once(tx):
    account = opened(tx, plan=10)
    ledger.hold(tx, account, JOB, Credits(2), NOW)
    with refused(tx):
        ledger.hold(tx, account, JOB, Credits(2), NOW)
    assert purse(tx, account) == (8, 0)


def test_a_release_goes_to_whoever_paid(tx):
    ann, bob = opened(tx, plan=10), opened(tx)
    ledger.hold(tx, ann, JOB, Credits(2), NOW)
    with refused(tx, sa.exc.NoResultFound):
        ledger.release(tx, bob, JOB, NOW)
    assert purse(tx, bob) == (0, 0)


def test_too_little_is_refused_and_leaves_nothing_behind(tx):
    account = opened(tx, plan=2, extra=1)
    with refused(tx, NotEnoughCredits):
        ledger.hold(tx, account, JOB, Credits(4), NOW)
    assert len(lines(tx, account)) == 2
    assert purse(tx, account) == (2, 1)


@pytest.mark.parametrize("amount", [0, -1, -(2**63), 2**63, ledger.MOST + 1, float("nan"), float("inf"), 1.5])
def test_an_amount_that_is_no_number_of_credits_is_refused(tx, amount):
    account = opened(tx, plan=5)
    with pytest.raises(InvalidRequest) as caught:
        ledger.grant(tx, account, amount, NOW)
    assert caught.value.code == "out_of_range"
    check_books(tx, account)


@pytest.mark.parametrize("price", [-1, -(2**63), 2**63, ledger.MOST + 1, float("nan"), 0.5])
def test_a_price_that_would_pay_the_caller_is_refused(tx, price):
    account = opened(tx, plan=5)
    with pytest.raises(InvalidRequest):
        ledger.hold(tx, account, JOB, price, NOW)
    assert purse(tx, account) == (5, 0)


def test_nobody_is_given_credits_without_a_purse(tx):
    with pytest.raises(InvalidRequest) as caught:
        ledger.grant(tx, AccountId("nobody"), 5, NOW)
    assert caught.value.code == "unknown_account"
    assert lines(tx, AccountId("nobody")) == []


@pytest.mark.parametrize("column", ["credits", "credits_extra"])
def test_the_database_itself_keeps_a_purse_above_zero(tx, column):
    account = opened(tx, plan=5, extra=5)
    with refused(tx):
        tx.execute(sa.update(ledger.purse).where(ledger.purse.c.account == account).values({column: -1}))


@pytest.mark.parametrize(
    ("kind", "job"), [("settle", None), ("hold", None), ("release", None), ("gift", "job")]
)
def test_the_database_itself_refuses_a_line_that_makes_no_sense(tx, kind, job):
    with refused(tx):
        tx.execute(
            sa.insert(ledger.ledger).values(account=ANN, job=job, kind=kind, delta=1, delta_extra=0, at=NOW)
        )


REWRITES = {
    "sqlite": ["insert or replace into ledger select * from ledger"],
    "postgresql": ["truncate ledger"],
}


def test_a_line_is_never_changed_or_deleted_whoever_tries(tx):
    account = opened(tx, plan=5)
    attempts = ["update ledger set delta = 50", "delete from ledger", *REWRITES[tx.dialect.name]]
    for attempt in attempts:
        with pytest.raises(sa.exc.DBAPIError, match="append-only"), tx.begin_nested():
            tx.execute(sa.text(attempt))
    assert [line.delta for line in lines(tx, account)] == [5]
