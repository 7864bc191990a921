"""What an account sets for itself."""

import pytest

from pictoris import reads
from pictoris.accounts import accounts
from pictoris.errors import Conflict, InvalidRequest
from pictoris.flow import preferences
from pictoris.jobs.idempotency import Once
from pictoris.nouns import AccountId, Webhook
from tests.world import World

HOOK = "https://hooks.example/pictoris"


def webhook(world: World, account: AccountId) -> Webhook:
    with world.context.database.reading() as tx:
        return accounts.webhook(tx, account, world.clock.now())


def test_the_secret_that_is_shown_is_the_one_that_signs(world: World):
    account = world.account()
    secret = preferences.set_webhook(world.context, account, HOOK)
    kept = webhook(world, account)
    assert (kept.url, kept.secrets[0]) == (HOOK, secret)
    assert secret.startswith("whsec_")


def test_every_setting_makes_a_new_secret_and_the_old_one_signs_on(world: World):
    account = world.account()
    first, second = (preferences.set_webhook(world.context, account, HOOK) for _ in range(2))
    assert webhook(world, account).secrets == (second, first)


def test_the_same_request_twice_shows_the_same_secret(world: World):
    account = world.account()
    once = Once("key", "print")
    first, again = (preferences.set_webhook(world.context, account, HOOK, once) for _ in range(2))
    assert first == again == webhook(world, account).secrets[0]
    with pytest.raises(Conflict):
        preferences.set_webhook(world.context, account, HOOK, Once("key", "other"))


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://[::1]/", "file:///etc/passwd", "gopher://a.example/", "nonsense", ""]
)
def test_news_does_not_go_where_it_could_do_harm(world: World, url):
    account = world.account()
    with pytest.raises(InvalidRequest):
        preferences.set_webhook(world.context, account, url)
    assert webhook(world, account).url is None


def test_a_webhook_is_removed_and_each_account_has_its_own(world: World):
    ann, bob = world.account("ann@example.com"), world.account("bob@example.com")
    for account in (ann, bob):
        preferences.set_webhook(world.context, account, HOOK)
    preferences.remove_webhook(world.context, ann)
    preferences.remove_webhook(world.context, ann)
    assert (webhook(world, ann).url, webhook(world, bob).url) == (None, HOOK)


def test_ban_words_replace_those_before_them(world: World):
    account, other = world.account("ann@example.com"), world.account("bob@example.com")
    assert reads.ban_words(world.context.database, account) == []
    assert preferences.set_ban_words(world.context, account, ["cat", "狐"]) == ["cat", "狐"]
    assert preferences.set_ban_words(world.context, account, ["dog"]) == ["dog"]
    assert reads.ban_words(world.context.database, account) == ["dog"]
    assert reads.ban_words(world.context.database, other) == []


def test_ban_words_that_are_sent_twice_do_not_undo_what_came_between(world: World):
    account = world.account()
    once = Once("key", "print")
    preferences.set_ban_words(world.context, account, ["cat"], once)
    preferences.set_ban_words(world.context, account, ["dog"])
    assert preferences.set_ban_words(world.context, account, ["cat"], once) == ["cat"]
    assert reads.ban_words(world.context.database, account) == ["dog"]
