"""Accounts: who they are, and what each of them has set."""

import json
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from pictoris.infra.clock import Instant
from pictoris.infra.database import metadata
from pictoris.nouns import AccountId, Webhook

account = sa.Table(
    "account",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("email", sa.String(320), nullable=False, unique=True),
    sa.Column("plan", sa.String(64), nullable=False),
    sa.Column("expires", sa.BigInteger, nullable=False),
    sa.Column("webhook_url", sa.Text),
    sa.Column("webhook_secret", sa.String(128), nullable=False),
    sa.Column("webhook_old_secret", sa.String(128)),
    sa.Column("webhook_rotated", sa.BigInteger, nullable=False),
    sa.Column("webhook_failing_since", sa.BigInteger),
    sa.Column("ban_words", sa.Text, nullable=False),
    sa.Column("created", sa.BigInteger, nullable=False),
)

ROTATION_SECONDS = 24 * 3600
"""How long an old webhook secret still signs after a new one was made."""


def add(tx: sa.Connection, account_id: AccountId, *, email: str, plan: str, secret: str, at: Instant) -> bool:
    """Write a new account down; False if its address has one already. Waits for others that open it just now.

    Its plan does not expire by itself, so `expires` lies a century ahead.
    """
    century = 100 * 365 * 24 * 3600 * 1000
    insert = sqlite.insert if tx.dialect.name == "sqlite" else postgresql.insert
    added = insert(account).values(
        id=account_id,
        email=email,
        plan=plan,
        expires=at + century,
        webhook_secret=secret,
        webhook_rotated=at,
        ban_words="[]",
        created=at,
    )
    only_new = added.on_conflict_do_nothing(index_elements=[account.c.email]).returning(account.c.id)
    return tx.execute(only_new).first() is not None


def by_email(tx: sa.Connection, email: str) -> AccountId | None:
    """The account with this address, if there is one."""
    found = tx.execute(sa.select(account.c.id).where(account.c.email == email)).scalar()
    return None if found is None else AccountId(found)


def set_plan(tx: sa.Connection, account_id: AccountId, plan: str) -> None:
    """Move an account to another plan."""
    tx.execute(sa.update(account).where(account.c.id == account_id).values(plan=plan))


def set_ban_words(tx: sa.Connection, account_id: AccountId, words: Sequence[str]) -> None:
    """Replace the account's own ban words."""
    tx.execute(sa.update(account).where(account.c.id == account_id).values(ban_words=json.dumps(list(words))))


def ban_words(tx: sa.Connection, account_id: AccountId) -> list[str]:
    """The account's own ban words."""
    words: list[str] = json.loads(
        tx.execute(sa.select(account.c.ban_words).where(account.c.id == account_id)).scalar_one()
    )
    return words


def set_webhook(tx: sa.Connection, account_id: AccountId, *, url: str, secret: str, at: Instant) -> None:
    """Set the default webhook with a new secret; the old one signs too for a day."""
    tx.execute(
        sa.update(account)
        .where(account.c.id == account_id)
        .values(
            webhook_url=url,
            webhook_old_secret=account.c.webhook_secret,
            webhook_secret=secret,
            webhook_rotated=at,
            webhook_failing_since=None,
        )
    )


def remove_webhook(tx: sa.Connection, account_id: AccountId) -> None:
    """There is no default webhook any more; the secret stays for the webhooks of single jobs."""
    tx.execute(
        sa.update(account)
        .where(account.c.id == account_id)
        .values(webhook_url=None, webhook_failing_since=None)
    )


def webhook(tx: sa.Connection, account_id: AccountId, at: Instant) -> Webhook:
    """Where news goes by default, and the secrets that sign it: the newest first."""
    row = tx.execute(
        sa.select(
            account.c.webhook_url,
            account.c.webhook_secret,
            account.c.webhook_old_secret,
            account.c.webhook_rotated,
            account.c.webhook_failing_since,
        ).where(account.c.id == account_id)
    ).one()
    rotating = row.webhook_old_secret and at < row.webhook_rotated + ROTATION_SECONDS * 1000
    secrets = (row.webhook_secret, row.webhook_old_secret) if rotating else (row.webhook_secret,)
    failing = None if row.webhook_failing_since is None else Instant(row.webhook_failing_since)
    return Webhook(url=row.webhook_url, secrets=secrets, failing_since=failing)


def webhook_failing(tx: sa.Connection, account_id: AccountId, since: Instant | None) -> None:
    """Remember since when the default webhook fails; None: it works."""
    statement = sa.update(account).where(account.c.id == account_id)
    if since is not None:
        statement = statement.where(account.c.webhook_failing_since.is_(None))
    tx.execute(statement.values(webhook_failing_since=since))
