"""What an account sets for itself: its webhook and its ban words."""

import json
from collections.abc import Sequence

from pictoris.accounts import accounts
from pictoris.flow.context import Context
from pictoris.jobs import idempotency
from pictoris.jobs.idempotency import Once
from pictoris.nouns import AccountId
from pictoris.webhooks.signing import new_secret


def set_webhook(context: Context, account: AccountId, url: str, once: Once | None = None) -> str:
    """Set where news goes by default; gives the new secret, which is shown this once.

    Raises `InvalidRequest` for a URL that news may not go to.
    """
    context.door.check_webhook(url)
    with context.database.writing() as tx:
        now = context.clock.now()
        if once and (kept := idempotency.claim(tx, account, once, now)):
            return str(json.loads(kept))
        secret = new_secret()
        accounts.set_webhook(tx, account, url=url, secret=secret, at=now)
        if once:
            idempotency.remember(tx, account, once, json.dumps(secret))
    return secret


def remove_webhook(context: Context, account: AccountId) -> None:
    """News goes nowhere by default."""
    with context.database.writing() as tx:
        accounts.remove_webhook(tx, account)


def set_ban_words(context: Context, account: AccountId, words: Sequence[str]) -> None:
    """Replace the account's own ban words."""
    with context.database.writing() as tx:
        accounts.set_ban_words(tx, account, words)
