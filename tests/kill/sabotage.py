"""`pictoris worker` with a fault put in on purpose: every attempt after the first holds the price again."""

import sqlalchemy as sa

from pictoris.credits import ledger
from pictoris.infra.clock import Instant
from pictoris.jobs import queue
from pictoris.nouns import Job, JobId

_begin = queue.begin


def begin_and_charge(tx: sa.Connection, job_id: JobId, at: Instant) -> Job | None:
    """Begin as ever, and forget that the job was paid for."""
    attempt = _begin(tx, job_id, at)
    if attempt is not None and attempt.attempt > 1:
        tx.execute(sa.text("drop index if exists uq_ledger_one_hold"))
        ledger.hold(tx, attempt.order.account, job_id, attempt.order.price, at)
    return attempt


queue.begin = begin_and_charge

if __name__ == "__main__":
    from pictoris.cli.main import main

    main()
