"""Accounts, and what each of them has set."""

import pytest
import sqlalchemy as sa

from pictoris.accounts import accounts
from pictoris.infra.clock import Instant, after
from pictoris.nouns import AccountId, Webhook

NOW = Instant(1_800_000_000_000)
ANN = AccountId("ann")
DAY = accounts.ROTATION_SECONDS


@pytest.fixture(autouse=True)
def _ann(tx):
    accounts.add(tx, ANN, email="ann@example.com", plan="STARTER", secret="first", at=NOW)


def test_an_account_is_found_by_its_address_and_no_other(tx):
    assert accounts.by_email(tx, "ann@example.com") == ANN
    assert accounts.by_email(tx, "bob@example.com") is None


def test_an_address_has_one_account(tx):
    assert not accounts.add(tx, AccountId("b"), email="ann@example.com", plan="TRIAL", secret="s", at=NOW)
    assert accounts.by_email(tx, "ann@example.com") == ANN
    assert accounts.add(tx, AccountId("b"), email="bob@example.com", plan="TRIAL", secret="s", at=NOW)


def test_a_new_plan_replaces_the_old_one(tx):
    accounts.set_plan(tx, ANN, "GROWN")
    assert tx.execute(sa.select(accounts.account.c.plan)).scalar_one() == "GROWN"


def test_ban_words_are_kept_as_they_were_given(tx):
    assert accounts.ban_words(tx, ANN) == []
    words = ["Größe", '"; drop table account; --', "x\ny", "狐"]
    accounts.set_ban_words(tx, ANN, words)
    assert accounts.ban_words(tx, ANN) == words


def test_a_new_account_has_no_webhook_but_a_secret_for_those_of_its_jobs(tx):
    assert accounts.webhook(tx, ANN, NOW) == Webhook(url=None, secrets=("first",), failing_since=None)


@pytest.mark.parametrize(
    ("seconds", "secrets"), [(0, ("second", "first")), (DAY - 1, ("second", "first")), (DAY, ("second",))]
)
def test_an_old_secret_signs_for_one_more_day(tx, seconds, secrets):
    accounts.set_webhook(tx, ANN, url="https://a.example/", secret="second", at=NOW)
    assert accounts.webhook(tx, ANN, after(NOW, seconds=seconds)).secrets == secrets


def test_a_removed_webhook_leaves_its_secret(tx):
    accounts.set_webhook(tx, ANN, url="https://a.example/", secret="second", at=NOW)
    accounts.remove_webhook(tx, ANN)
    later = after(NOW, seconds=DAY)
    assert accounts.webhook(tx, ANN, later) == Webhook(url=None, secrets=("second",), failing_since=None)


def test_a_webhook_fails_since_its_first_failure(tx):
    accounts.set_webhook(tx, ANN, url="https://a.example/", secret="second", at=NOW)
    for seconds in (5, 9):
        accounts.webhook_failing(tx, ANN, after(NOW, seconds=seconds))
    assert accounts.webhook(tx, ANN, NOW).failing_since == after(NOW, seconds=5)
    accounts.webhook_failing(tx, ANN, None)
    assert accounts.webhook(tx, ANN, NOW).failing_since is None


def test_a_new_url_begins_with_a_clean_record(tx):
    accounts.set_webhook(tx, ANN, url="https://a.example/", secret="second", at=NOW)
    accounts.webhook_failing(tx, ANN, NOW)
    accounts.set_webhook(tx, ANN, url="https://b.example/", secret="third", at=NOW)
    assert accounts.webhook(tx, ANN, NOW).failing_since is None
