"""The caller changed their mind: at any stage but the last."""

from pictoris.credits import ledger
from pictoris.errors import Conflict, NotFound
from pictoris.flow.admit import lock
from pictoris.flow.context import JOBS, WEBHOOKS, Context
from pictoris.flow.finish import close
from pictoris.flow.submit import Receipt
from pictoris.jobs import lanes, queue
from pictoris.nouns import AccountId, JobId, State


def cancel(context: Context, account: AccountId, job_id: JobId) -> Receipt:
    """End a job and release its hold; a worker that runs it notices and stops.

    Raises `NotFound`, or `Conflict("already_finished")`.
    """
    with context.database.writing() as tx:
        now = context.clock.now()
        lock(tx, account)
        job = queue.find(tx, job_id, account)
        if job is None:
            raise NotFound(f"There is no message {job_id}.", code="not_found")
        left = queue.cancel(tx, account, job_id, now)
        if left is None:
            raise Conflict(
                "This job has ended already: there is nothing left to cancel.", code="already_finished"
            )
        ledger.release(tx, account, job_id, now)
        if left is State.WAITING:
            lanes.leave(tx, account)
        close(context, tx, job, had_place=left is not State.WAITING)
    context.durable.wake(JOBS)
    context.durable.wake(WEBHOOKS)
    return Receipt(job=job_id, created=job.created)
