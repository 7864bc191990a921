"""The caller changed their mind: at any stage but the last."""

import sqlalchemy as sa

from pictoris.credits import ledger
from pictoris.errors import Conflict, NotFound
from pictoris.flow.admit import lock
from pictoris.flow.context import JOBS, WEBHOOKS, Context
from pictoris.flow.finish import close
from pictoris.flow.submit import Receipt, receipt_from
from pictoris.jobs import lanes, queue
from pictoris.jobs.idempotency import Once, only_once
from pictoris.jobs.states import HOLDING_A_SLOT
from pictoris.nouns import AccountId, JobId, Json, State


def cancel(context: Context, account: AccountId, job_id: JobId, once: Once | None = None) -> Receipt:
    """End a job and release its hold; a worker that runs it notices and stops.

    Raises `NotFound`, or `Conflict` with the code `already_finished` or `idempotency_key_reused`.
    """
    with context.database.writing() as tx:
        kept = only_once(tx, account, once, context.clock.now(), lambda: _end(context, tx, account, job_id))
    context.durable.wake(JOBS)
    context.durable.wake(WEBHOOKS)
    return receipt_from(kept)


def _end(context: Context, tx: sa.Connection, account: AccountId, job_id: JobId) -> Json:
    now = context.clock.now()
    lock(tx, account)
    job = queue.find(tx, job_id, account)
    if job is None:
        raise NotFound("There is no message with this id.", code="not_found")
    left = queue.cancel(tx, account, job_id, now)
    if left is None:
        raise Conflict(
            "This job has ended already: there is nothing left to cancel.", code="already_finished"
        )
    ledger.release(tx, account, job_id, now)
    if left is State.WAITING:
        lanes.leave(tx, account, now, context.ladder)
    close(context, tx, job, had_place=left in HOLDING_A_SLOT)
    return [job_id, job.created]
