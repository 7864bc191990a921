"""The end of a job, good or bad: pictures kept, the hold settled or released, the news written. One transaction."""

from collections.abc import Sequence

import sqlalchemy as sa

from pictoris.accounts import accounts
from pictoris.artifacts import records
from pictoris.artifacts.names import CONTENT_TYPES, new_name
from pictoris.artifacts.store import Store
from pictoris.credits import ledger
from pictoris.flow.admit import lock, make_room
from pictoris.flow.context import ANNOUNCE, JOBS, WEBHOOKS, Context
from pictoris.infra.durable import Call
from pictoris.infra.ids import new_uuid
from pictoris.jobs import queue
from pictoris.nouns import Artifact, Job, News, Outcome
from pictoris.ports import Finished, Made
from pictoris.webhooks import outbox


def deliver(context: Context, attempt: Job, finished: Finished) -> bool:
    """Store the pictures, then charge the hold and tell the news; False if the attempt came too late.

    The pictures go first, under fresh names: should the transaction never come, they are orphans that harm nobody.
    """
    artifacts = [_keep(context, attempt, made) for made in finished.pictures]
    grids = [_keep(context, attempt, finished.grid)] if finished.grid else []
    stored = [*grids, *artifacts]
    outcome = _outcome(finished, artifacts, grid=grids[0].name if grids else "")
    with context.database.writing() as tx:
        now = context.clock.now()
        lock(tx, attempt.order.account)
        if owned := queue.finish(tx, attempt, outcome, now):
            records.add(tx, stored)
            ledger.settle(tx, attempt.order.account, attempt.id, now)
            close(context, tx, attempt)
    if not owned:
        discard(context.store, [artifact.name for artifact in stored])
    _wake(context)
    return owned


def fail(context: Context, attempt: Job, *, error: str, code: str) -> bool:
    """Release the hold and tell why; False if the attempt came too late."""
    with context.database.writing() as tx:
        now = context.clock.now()
        lock(tx, attempt.order.account)
        if owned := queue.fail(tx, attempt, error=error, code=code, at=now):
            ledger.release(tx, attempt.order.account, attempt.id, now)
            close(context, tx, attempt)
    _wake(context)
    return owned


def close(context: Context, tx: sa.Connection, job: Job, *, had_place: bool = True) -> None:
    """What every ending has in common: the place goes to the next, and the news is written."""
    if had_place:
        make_room(context, tx, job.order.account, job.id)
    now = context.clock.now()
    url = job.order.webhook or accounts.webhook(tx, job.order.account, now).url
    if url is None:
        return
    news = News(
        id=f"msg_{new_uuid()}", account=job.order.account, job=job.id, url=url, attempt=0, created=now
    )
    outbox.add(tx, news)
    context.durable.enqueue(tx, Call(id=f"{news.id}.1", queue=WEBHOOKS, function=ANNOUNCE, argument=news.id))


def discard(store: Store, names: Sequence[str]) -> None:
    """Delete pictures that nobody was told of."""
    for name in names:
        store.delete(name)


def _keep(context: Context, job: Job, made: Made) -> Artifact:
    data = made.path.read_bytes()
    name = new_name(made.format)
    context.store.put(name, data, CONTENT_TYPES[made.format])
    return Artifact(
        name=name,
        account=job.order.account,
        job=job.id,
        format=made.format,
        width=made.width,
        height=made.height,
        size=len(data),
        created=context.clock.now(),
    )


def _outcome(finished: Finished, artifacts: Sequence[Artifact], *, grid: str) -> Outcome:
    return Outcome(
        artifacts=tuple(artifact.name for artifact in artifacts),
        grid=grid,
        notes=finished.notes,
        width=artifacts[0].width if artifacts else 0,
        height=artifacts[0].height if artifacts else 0,
        content=finished.content,
        warnings=finished.warnings,
        engine=finished.engine,
    )


def _wake(context: Context) -> None:
    context.durable.wake(JOBS)
    context.durable.wake(WEBHOOKS)
