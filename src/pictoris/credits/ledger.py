"""Grant, hold, settle, release: lines are appended, never changed, and always sum to the balance.

A hold takes the credits out of the purse at once, those of the plan before those bought on top. Settling
adds a line that moves nothing; releasing puts back what the hold took. Unique indexes see to it that a job is held
once, and then settled or released once.
"""

from dataclasses import asdict, dataclass

import sqlalchemy as sa

from pictoris.errors import InvalidRequest, NotEnoughCredits
from pictoris.infra.clock import Instant
from pictoris.infra.database import BigId, metadata, one
from pictoris.nouns import AccountId, Credits, JobId

purse = sa.Table(
    "purse",
    metadata,
    sa.Column("account", sa.String(64), primary_key=True),
    sa.Column("quota", sa.BigInteger, nullable=False),
    sa.Column("credits", sa.BigInteger, nullable=False),
    sa.Column("credits_extra", sa.BigInteger, nullable=False),
    sa.CheckConstraint("credits >= 0", name="credits_not_negative"),
    sa.CheckConstraint("credits_extra >= 0", name="credits_extra_not_negative"),
)

ledger = sa.Table(
    "ledger",
    metadata,
    sa.Column("id", BigId, primary_key=True, autoincrement=True),
    sa.Column("account", sa.String(64), nullable=False, index=True),
    sa.Column("job", sa.String(64)),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("delta", sa.BigInteger, nullable=False),
    sa.Column("delta_extra", sa.BigInteger, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.CheckConstraint("kind in ('grant', 'hold', 'settle', 'release')", name="kind_known"),
    sa.CheckConstraint("job is not null or kind = 'grant'", name="job_named"),
)
sa.Index(
    "uq_ledger_one_hold",
    ledger.c.job,
    unique=True,
    sqlite_where=ledger.c.kind == "hold",
    postgresql_where=ledger.c.kind == "hold",
)
sa.Index(
    "uq_ledger_one_end",
    ledger.c.job,
    unique=True,
    sqlite_where=ledger.c.kind.in_(["settle", "release"]),
    postgresql_where=ledger.c.kind.in_(["settle", "release"]),
)

MOST = 1_000_000_000
"""The largest amount that one line may move; far below what the columns can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purse:
    """What an account holds: of its plan's quota, and bought on top."""

    quota: Credits
    credits: Credits
    credits_extra: Credits


def open_purse(tx: sa.Connection, account: AccountId, *, quota: int) -> None:
    """Give a new account an empty purse.

    Raises `InvalidRequest` unless 0 ≤ quota ≤ 10⁹.
    """
    if not _is_whole(quota, least=0):
        raise InvalidRequest(f"A quota is a whole number from 0 to {MOST}.", code="out_of_range")
    tx.execute(sa.insert(purse).values(account=account, quota=quota, credits=0, credits_extra=0))


def grant(tx: sa.Connection, account: AccountId, amount: int, at: Instant, *, extra: bool = True) -> None:
    """Add credits: bought on top, or (`extra=False`) of the plan.

    Raises `InvalidRequest` unless 1 ≤ amount ≤ 10⁹.
    """
    if not _is_whole(amount, least=1):
        raise InvalidRequest(f"An amount of credits is a whole number from 1 to {MOST}.", code="out_of_range")
    _move(tx, _Line(account, None, "grant", 0 if extra else amount, amount if extra else 0, at))


def hold(tx: sa.Connection, account: AccountId, job: JobId, price: Credits, at: Instant) -> None:
    """Take the price out of the purse, for this job.

    Raises `NotEnoughCredits`. The row is locked while it is split between the two parts, and the statement itself
    is guarded too: a purse cannot go below zero, whatever came between.
    """
    if not _is_whole(price, least=0):
        raise InvalidRequest(f"A price is a whole number from 0 to {MOST}.", code="out_of_range")
    held = tx.execute(sa.select(purse).where(purse.c.account == account).with_for_update()).one()
    from_plan = min(price, held.credits)
    deltas = (-from_plan, from_plan - price)
    changed = tx.execute(
        sa.update(purse)
        .where(
            purse.c.account == account,
            purse.c.credits + deltas[0] >= 0,
            purse.c.credits_extra + deltas[1] >= 0,
        )
        .values(credits=purse.c.credits + deltas[0], credits_extra=purse.c.credits_extra + deltas[1])
    )
    if not one(changed):
        raise NotEnoughCredits(price, held.credits + held.credits_extra)
    _write(tx, _Line(account, job, "hold", *deltas, at))


def settle(tx: sa.Connection, account: AccountId, job: JobId, at: Instant) -> None:
    """The hold becomes a charge: nothing moves, the line says that it is final."""
    _write(tx, _Line(account, job, "settle", 0, 0, at))


def release(tx: sa.Connection, account: AccountId, job: JobId, at: Instant) -> None:
    """The hold goes back to where it came from."""
    held = tx.execute(
        sa.select(ledger.c.delta, ledger.c.delta_extra).where(
            ledger.c.job == job, ledger.c.account == account, ledger.c.kind == "hold"
        )
    ).one()
    _move(tx, _Line(account, job, "release", -held.delta, -held.delta_extra, at))


def lock(tx: sa.Connection, account: AccountId) -> None:
    """Wait until no other transaction changes this purse."""
    tx.execute(sa.select(purse.c.account).where(purse.c.account == account).with_for_update())


def balance(tx: sa.Connection, account: AccountId) -> Purse:
    """What the account holds now."""
    row = tx.execute(sa.select(purse).where(purse.c.account == account)).one()
    return Purse(quota=row.quota, credits=row.credits, credits_extra=row.credits_extra)


@dataclass(frozen=True, slots=True)
class _Line:
    account: AccountId
    job: JobId | None
    kind: str
    delta: int
    delta_extra: int
    at: Instant


def _is_whole(number: object, *, least: int) -> bool:
    return isinstance(number, int) and least <= number <= MOST


def _move(tx: sa.Connection, line: _Line) -> None:
    changed = tx.execute(
        sa.update(purse)
        .where(purse.c.account == line.account)
        .values(credits=purse.c.credits + line.delta, credits_extra=purse.c.credits_extra + line.delta_extra)
    )
    if not one(changed):
        raise InvalidRequest("No such account has a purse.", code="unknown_account")
    _write(tx, line)


def _write(tx: sa.Connection, line: _Line) -> None:
    tx.execute(sa.insert(ledger).values(asdict(line)))
