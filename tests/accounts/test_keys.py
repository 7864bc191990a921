"""API keys: hard to guess, easy to check, stored as a digest only."""

import hashlib
import re

import pytest
import sqlalchemy as sa

from pictoris.accounts import keys
from pictoris.infra.clock import Instant
from pictoris.nouns import AccountId

NOW = Instant(1_800_000_000_000)


def flipped(key: str, at: int) -> str:
    return key[:at] + ("a" if key[at] != "a" else "b") + key[at + 1 :]


def revoked(tx, digest):
    return tx.execute(sa.select(keys.api_key.c.revoked).where(keys.api_key.c.digest == digest)).scalar_one()


def test_keys_are_all_different_and_fit_into_a_header():
    made = {keys.new_key()[0] for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"sk-[\w-]{51}", key, re.ASCII) for key in made)


def test_a_key_is_stored_under_its_sha256():
    key, digest = keys.new_key()
    assert digest == keys.digest_of(key) == hashlib.sha256(key.encode()).hexdigest()


def test_one_wrong_character_anywhere_is_noticed_without_the_database():
    key, _ = keys.new_key()
    assert [at for at in range(len(key)) if keys.digest_of(flipped(key, at)) is not None] == []


@pytest.mark.parametrize("change", [str.upper, lambda k: k + "\n", lambda k: " " + k, lambda k: k[:-1]])
def test_a_key_that_was_changed_on_its_way_is_none(change):
    assert keys.digest_of(change(keys.new_key()[0])) is None


@pytest.mark.parametrize("nonsense", ["", "sk-", "sk-" + "ä" * 51, "sk-" + "٣" * 51, "x" * 100_000, "sk-\0"])
def test_nonsense_is_no_key(nonsense):
    assert keys.digest_of(nonsense) is None


def test_the_key_itself_is_nowhere_in_the_database(tx):
    key, digest = keys.new_key()
    keys.add(tx, AccountId("ann"), digest=digest, hint=f"{key[:6]}…{key[-4:]}", at=NOW)
    row = tx.execute(sa.select(keys.api_key)).one()
    assert key not in str(row)
    assert key[6:-4] not in str(row)


def test_the_first_revocation_counts_and_touches_no_other_key(tx):
    for digest in ("one", "two"):
        keys.add(tx, AccountId("ann"), digest=digest, hint="…", at=NOW)
    keys.revoke(tx, "one", NOW)
    keys.revoke(tx, "one", Instant(NOW + 1))
    assert (revoked(tx, "one"), revoked(tx, "two")) == (NOW, None)
