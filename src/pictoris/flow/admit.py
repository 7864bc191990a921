"""A waiting job is handed to the job engine: in the transaction of whoever made room for it.

Locks are taken in one order everywhere, so that transactions wait but never for each other: the account's purse,
its lane, its job, the pools, and then a lane of somebody else only if nobody holds it.
"""

from collections.abc import Mapping

import sqlalchemy as sa

from pictoris.credits import ledger
from pictoris.flow.context import Context, job_call
from pictoris.jobs import lanes, pools, queue
from pictoris.jobs.lanes import Admitted
from pictoris.jobs.queue import Handed
from pictoris.nouns import AccountId, JobId


def lock(tx: sa.Connection, account: AccountId) -> None:
    """Begin a transaction about one account's jobs and money."""
    ledger.lock(tx, account)
    lanes.lock(tx, account)


def admit(context: Context, tx: sa.Connection, account: AccountId) -> None:
    """Hand over the head of this account's lane, if there is room."""
    _hand(context, tx, lanes.admit(tx, account, context.clock.now(), context.ladder))


def make_room(context: Context, tx: sa.Connection, account: AccountId, job: JobId) -> None:
    """A handed-over job of this account has ended: its place goes to whoever is next."""
    pool, now = queue.pool_of(tx, job), context.clock.now()
    lanes.free(tx, account, pool)
    while admitted := lanes.admit_next(tx, pool, now, context.ladder):
        _hand(context, tx, admitted)
        if admitted.pool == pool:
            break
    # The account runs one job less: what it waits with may have a place in another pool.
    admit(context, tx, account)


def fill(context: Context, tx: sa.Connection, *, slots: Mapping[str, int]) -> None:
    """Tell how many jobs each pool can run, and admit what fits: catches what a locked lane made others pass over."""
    now = context.clock.now()
    lanes.age(tx, now, context.ladder)
    pools.set_slots(tx, slots)
    for pool in pools.with_room(tx):
        while admitted := lanes.admit_next(tx, pool, now, context.ladder):
            _hand(context, tx, admitted)


def hand_again(context: Context, tx: sa.Connection, job: JobId) -> None:
    """Hand over a job whose durable call has got lost; it keeps its place."""
    handed = queue.hand_over(tx, job, context.clock.now())
    if handed is not None:
        context.durable.enqueue(tx, job_call(job, handed, queue.pool_of(tx, job)))


def move(context: Context, tx: sa.Connection, lost: Handed) -> bool:
    """Hand a job of a deserted pool to another one that serves its speed, even if that is full; False if it stays."""
    lock(tx, lost.account)
    pools.lock(tx)
    refuge = pools.refuge(tx, lost.speed)
    if refuge is None or queue.pool_of(tx, lost.job) != lost.pool:
        return False
    handed = queue.hand_over(tx, lost.job, context.clock.now(), pool=refuge)
    if handed is None:
        return False
    pools.give_back(tx, lost.pool)
    pools.take(tx, refuge)
    context.durable.enqueue(tx, job_call(lost.job, handed, refuge))
    return True


def _hand(context: Context, tx: sa.Connection, admitted: Admitted | None) -> None:
    if admitted is not None:
        context.durable.enqueue(tx, job_call(admitted.job, admitted.handed, admitted.pool))
