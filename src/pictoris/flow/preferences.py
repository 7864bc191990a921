"""What an account sets for itself: its webhook and its ban words."""

from collections.abc import Sequence

import sqlalchemy as sa

from pictoris.accounts import accounts
from pictoris.flow.context import Context
from pictoris.infra.clock import Instant
from pictoris.jobs.idempotency import Once, only_once
from pictoris.nouns import AccountId, Json
from pictoris.webhooks.signing import new_secret


def set_webhook(context: Context, account: AccountId, url: str, once: Once | None = None) -> str:
    """Set where news goes by default; gives the new secret, which is shown this once.

    Raises `InvalidRequest` for a URL that news may not go to.
    """
    context.door.check_webhook(url)
    with context.database.writing() as tx:
        now = context.clock.now()
        return str(only_once(tx, account, once, now, lambda: _new_webhook(tx, account, url, now)))


def remove_webhook(context: Context, account: AccountId) -> None:
    """News goes nowhere by default."""
    with context.database.writing() as tx:
        accounts.remove_webhook(tx, account)


def set_ban_words(
    context: Context, account: AccountId, words: Sequence[str], once: Once | None = None
) -> list[str]:
    """Replace the account's own ban words; gives them back as they are now."""
    with context.database.writing() as tx:
        kept = only_once(tx, account, once, context.clock.now(), lambda: _new_words(tx, account, words))
    return [str(word) for word in kept] if isinstance(kept, list) else []


def _new_webhook(tx: sa.Connection, account: AccountId, url: str, now: Instant) -> Json:
    secret = new_secret()
    accounts.set_webhook(tx, account, url=url, secret=secret, at=now)
    return secret


def _new_words(tx: sa.Connection, account: AccountId, words: Sequence[str]) -> Json:
    accounts.set_ban_words(tx, account, words)
    return list(words)
