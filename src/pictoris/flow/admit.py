"""A waiting job is handed to the job engine: in the transaction of whoever made room for it.

Locks are taken in one order everywhere, so that transactions wait but never for each other: the account's purse,
its lane, its job, the capacity, and then a lane of somebody else only if nobody holds it.
"""

import sqlalchemy as sa

from pictoris.credits import ledger
from pictoris.flow.context import Context, job_call
from pictoris.jobs import lanes, queue
from pictoris.nouns import AccountId, JobId


def lock(tx: sa.Connection, account: AccountId) -> None:
    """Begin a transaction about one account's jobs and money."""
    ledger.lock(tx, account)
    lanes.lock(tx, account)


def admit(context: Context, tx: sa.Connection, account: AccountId) -> None:
    """Hand over the head of this account's lane, if there is room."""
    _hand(context, tx, lanes.admit(tx, account, context.clock.now()))


def make_room(context: Context, tx: sa.Connection, account: AccountId) -> None:
    """A handed-over job of this account has ended: its place goes to whoever is next."""
    lanes.free(tx, account)
    _hand(context, tx, lanes.admit_next(tx, context.clock.now()))


def fill(context: Context, tx: sa.Connection, *, slots: int) -> None:
    """Tell how many jobs the workers can run, and admit what fits: catches what a locked lane made others pass over."""
    lanes.set_capacity(tx, max(1, slots))
    while admitted := lanes.admit_next(tx, context.clock.now()):
        _hand(context, tx, admitted)


def hand_again(context: Context, tx: sa.Connection, job: JobId) -> None:
    """Hand over a job whose durable call has got lost; it keeps its place."""
    handed = queue.hand_over(tx, job, context.clock.now())
    if handed is not None:
        context.durable.enqueue(tx, job_call(job, handed))


def _hand(context: Context, tx: sa.Connection, admitted: tuple[JobId, int] | None) -> None:
    if admitted is not None:
        context.durable.enqueue(tx, job_call(*admitted))
