"""Accounts are opened, given keys and given credits: by the operator."""

import re

import sqlalchemy as sa

from pictoris.accounts import accounts, keys
from pictoris.credits import ledger
from pictoris.errors import InvalidRequest, NotFound
from pictoris.flow.context import Context
from pictoris.infra.ids import new_uuid
from pictoris.jobs import lanes
from pictoris.nouns import AccountId
from pictoris.webhooks.signing import new_secret

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


def issue_key(context: Context, email: str, *, plan: str | None = None, credits_: int | None = None) -> str:
    """Make an API key, and the account too if there is none with this address; the key is shown this once.

    A new account gets its plan's quota, or exactly `credits_`; an old one gets `credits_` on top.
    Raises `InvalidRequest` for an unknown plan, something that is no address, or an amount that cannot be granted.
    """
    address = _checked(email)
    if plan is not None and plan not in context.settings.plans:
        known = ", ".join(context.settings.plans)
        raise InvalidRequest(f"There is no plan {plan!r}; the plans are {known}.", code="unknown_plan")
    key, digest = keys.new_key()
    with context.database.writing() as tx:
        account = _open_account(context, tx, address, plan, credits_)
        if account is None:
            account = _known(tx, address)
            _extend(context, tx, account, plan, credits_)
        keys.add(tx, account, digest=digest, hint=f"{key[:6]}…{key[-4:]}", at=context.clock.now())
    return key


def revoke_key(context: Context, key: str) -> None:
    """A key opens nothing any more; servers that remember it forget it within seconds.

    Raises `NotFound` for something that is no key.
    """
    digest = keys.digest_of(key)
    if digest is None:
        raise NotFound("This is not a key: its form or its checksum is wrong.", code="unknown_key")
    with context.database.writing() as tx:
        keys.revoke(tx, digest, context.clock.now())


def grant(context: Context, email: str, amount: int) -> None:
    """Add credits on top of the plan's.

    Raises `NotFound` for an unknown address, `InvalidRequest` for an amount that cannot be granted.
    """
    with context.database.writing() as tx:
        ledger.grant(tx, _known(tx, email.lower()), amount, context.clock.now())


def _open_account(
    context: Context, tx: sa.Connection, email: str, plan: str | None, credits_: int | None
) -> AccountId | None:
    """Open an account; None if there is one with this address."""
    account, now = AccountId(new_uuid()), context.clock.now()
    name = plan or context.settings.default_plan
    if not accounts.add(tx, account, email=email, plan=name, secret=new_secret(), at=now):
        return None
    chosen = context.settings.plans[name]
    first = chosen.quota if credits_ is None else credits_
    ledger.open_purse(tx, account, quota=first)
    lanes.open_lane(tx, account, cap=chosen.concurrency)
    if first:
        ledger.grant(tx, account, first, now, extra=False)
    return account


def _extend(
    context: Context, tx: sa.Connection, account: AccountId, plan: str | None, credits_: int | None
) -> None:
    """Give an account that exists another plan, and credits on top."""
    if plan:
        accounts.set_plan(tx, account, plan)
        lanes.set_cap(tx, account, cap=context.settings.plans[plan].concurrency)
    if credits_:
        ledger.grant(tx, account, credits_, context.clock.now())


def _known(tx: sa.Connection, email: str) -> AccountId:
    account = accounts.by_email(tx, email)
    if account is None:
        raise NotFound(
            f"There is no account of {email}: `pictoris keys create {email}` opens one.",
            code="unknown_account",
        )
    return account


def _checked(email: str) -> str:
    """The address as accounts are kept: capitals make no other person."""
    if not _ADDRESS.fullmatch(email) or not email.isprintable() or len(email) > 320:
        raise InvalidRequest(f"{email!r} is not an e-mail address.", code="invalid_email")
    return email.lower()
