"""Accounts are opened, given keys and given credits."""

import threading

import pytest

from pictoris import reads
from pictoris.accounts import keys
from pictoris.errors import InvalidRequest, NotFound
from pictoris.flow import enroll
from pictoris.nouns import Account
from tests.world import World, in_parallel, open_world

ANN = "ann@example.com"


def caller(world: World, key: str) -> Account:
    found = reads.caller(world.context.database, keys.digest_of(key) or "")
    assert found is not None
    return found


def test_a_new_account_gets_the_quota_of_its_plan(world: World):
    account = caller(world, enroll.issue_key(world.context, ANN))
    assert (account.email, account.plan) == (ANN, "STARTER")
    assert (account.quota, account.credits, account.credits_extra) == (1600, 1600, 0)
    assert account.expires > world.clock.now()
    assert world.lanes()[account.id] == (0, 0)
    world.check_books([account.id])


@pytest.mark.parametrize("credits_", [0, 1, 10**9])
def test_a_new_account_gets_exactly_the_credits_that_were_named(world: World, credits_):
    account = caller(world, enroll.issue_key(world.context, ANN, credits_=credits_))
    assert (account.credits, account.credits_extra) == (credits_, 0)


def test_a_second_key_opens_the_same_account_and_costs_nothing(world: World):
    first, second = (enroll.issue_key(world.context, ANN) for _ in range(2))
    assert first != second
    assert caller(world, first) == caller(world, second)


def test_an_account_that_is_there_gets_credits_on_top_and_its_new_plan(world: World):
    key = enroll.issue_key(world.context, ANN, plan="TRIAL")
    enroll.issue_key(world.context, ANN, plan="DIY", credits_=7)
    account = caller(world, key)
    assert (account.plan, account.credits, account.credits_extra) == ("DIY", 100, 7)
    world.set_slots(10)
    for _ in range(5):
        world.order(account.id)
    assert world.lanes()[account.id] == (5, 0)


def test_an_address_is_one_account_however_many_ask_at_once(world: World):
    made, lock = [], threading.Lock()

    def ask(_number: int) -> None:
        key = enroll.issue_key(world.context, ANN, credits_=5)
        with lock:
            made.append(caller(world, key).id)

    in_parallel(5, ask)
    assert len(set(made)) == 1
    assert world.balance(made[0]) == 25
    world.check_books(made[:1])


def test_an_address_is_the_same_in_capitals(world: World):
    first = caller(world, enroll.issue_key(world.context, "Ann@Example.com"))
    assert first.email == ANN
    assert caller(world, enroll.issue_key(world.context, ANN)).id == first.id
    enroll.grant(world.context, "ANN@example.com", 5)
    assert world.balance(first.id) == 1605


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"plan": "GOLD"}, "unknown_plan"),
        ({"email": "ann"}, "invalid_email"),
        ({"email": "a" * 320 + "@example.com"}, "invalid_email"),
        ({"email": "ann@exa\nmple.com"}, "invalid_email"),
        ({"email": "ann @example.com"}, "invalid_email"),
        ({"email": "ann@example.com\x00"}, "invalid_email"),
        ({"email": "@"}, "invalid_email"),
        ({"credits_": -1}, "out_of_range"),
        ({"credits_": 10**9 + 1}, "out_of_range"),
        ({"credits_": 2**63}, "out_of_range"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing_behind(world: World, given, code):
    with pytest.raises(InvalidRequest) as caught:
        enroll.issue_key(world.context, **({"email": ANN} | given))
    assert caught.value.code == code
    assert world.lanes() == {}


def test_a_refusal_names_the_plans_that_there_are(world: World):
    with pytest.raises(InvalidRequest, match=r"GOLD.*TRIAL, STARTER"):
        enroll.issue_key(world.context, ANN, plan="GOLD")


def test_a_revoked_key_opens_nothing_and_its_sisters_still_do(world: World):
    first, second = (enroll.issue_key(world.context, ANN) for _ in range(2))
    enroll.revoke_key(world.context, first)
    assert reads.caller(world.context.database, keys.digest_of(first) or "") is None
    assert caller(world, second).email == ANN


def test_what_is_no_key_cannot_be_revoked(world: World):
    with pytest.raises(NotFound, match="not a key"):
        enroll.revoke_key(world.context, "sk-nonsense")


def test_credits_are_granted_on_top(world: World):
    account = world.account(ANN, credits=3)
    enroll.grant(world.context, ANN, 5)
    assert world.ledger(account) == [("grant", 3), ("grant", 5)]
    world.check_books([account])


@pytest.mark.parametrize("amount", [0, -5, 10**9 + 1])
def test_an_amount_that_is_none_is_refused(world: World, amount):
    account = world.account(ANN, credits=3)
    with pytest.raises(InvalidRequest):
        enroll.grant(world.context, ANN, amount)
    assert world.balance(account) == 3


def test_nobody_is_told_how_to_be_somebody(world: World):
    with pytest.raises(NotFound, match=r"keys create bob@example\.com"):
        enroll.grant(world.context, "bob@example.com", 5)


def test_plans_are_the_operators_to_set(migrated_url, tmp_path):
    plans = {"FREE": {"quota": 0, "concurrency": 1}}
    with open_world(migrated_url, tmp_path, plans=plans, default_plan="FREE") as world:
        account = caller(world, enroll.issue_key(world.context, ANN))
        assert (account.plan, account.credits) == ("FREE", 0)
