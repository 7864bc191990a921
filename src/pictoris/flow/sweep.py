"""What has passed its day, and what got stuck: looked for from time to time by every worker."""

from dataclasses import dataclass
from itertools import islice

from pictoris.artifacts import records
from pictoris.artifacts.names import is_name
from pictoris.flow.admit import fill, hand_again, move
from pictoris.flow.context import JOBS, Context, job_call
from pictoris.infra.clock import after
from pictoris.jobs import idempotency, pools, queue, workers

STUCK_AFTER = 10.0
"""Seconds without a stir after which the job engine is asked whether it still knows a job."""

ORPHAN_AFTER = 3600.0
"""Seconds after which a stored picture without a row belongs to a transaction that never came."""

CALLS_KEPT = 24 * 3600.0
"""Seconds that the job engine remembers a call that has ended."""

KEYS_KEPT = 48 * 3600.0
"""Seconds that an idempotency key is remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """What a sweep found and did."""

    handed_again: int
    pictures: int
    keys: int
    calls: int


def beat(context: Context, worker: str, *, recover: bool = True) -> list[str]:
    """Give a sign of life, admit what the living workers can run, and give back the calls of the dead: their ids."""
    now = context.clock.now()
    silent = after(now, seconds=-context.settings.dead_after)
    with context.database.writing() as tx:
        settings = context.settings
        workers.beat(tx, worker, slots=settings.slots, at=now, pool=pools.name_of(settings.worker_speeds))
        dead = list(workers.silent_since(tx, silent))
        fill(context, tx, slots=workers.slots(tx))
        deserted = pools.deserted(tx)
    if dead and recover:
        # First the calls, then the name: should this worker die in between, the next one finds the name again.
        context.durable.recover(dead)
        with context.database.writing() as tx:
            for name in dead:
                workers.forget(tx, name, silent_since=silent)
    if deserted:
        _empty(context, deserted)
    context.durable.wake(JOBS)
    return dead


def _empty(context: Context, deserted: list[str]) -> None:
    """Hand what waits for workers of which none is left to others that serve its speed."""
    with context.database.reading() as tx:
        lost = queue.handed_to(tx, deserted)
    for job in lost:
        with context.database.writing() as tx:
            is_moved = move(context, tx, job)
        if is_moved:
            # Should such a worker come back, it must not begin a job anew that others run.
            context.durable.cancel([job_call(job.job, job.handed, job.pool).id])


def sweep(context: Context) -> Swept:
    """Hand over again what the job engine has lost, and delete what is kept no longer."""
    return Swept(
        handed_again=_revive(context),
        pictures=_forget_pictures(context),
        keys=_forget_keys(context),
        calls=context.durable.forget(after(context.clock.now(), seconds=-CALLS_KEPT)),
    )


def clear_orphans(context: Context) -> int:
    """Delete stored pictures that nobody was told of: their worker died between storing and telling. How many."""
    before = after(context.clock.now(), seconds=-ORPHAN_AFTER)
    cleared = context.store.sweep_leftovers(before)
    old = (name for name, changed in context.store.names() if changed < before and is_name(name))
    while batch := list(islice(old, 200)):
        with context.database.reading() as tx:
            known = records.known(tx, batch)
        for name in set(batch) - known:
            context.store.delete(name)
            cleared += 1
    return cleared


def _revive(context: Context) -> int:
    """Jobs that are with the job engine by our books, but not by its own."""
    with context.database.reading() as tx:
        still = queue.stale(tx, after(context.clock.now(), seconds=-STUCK_AFTER))
    if not still:
        return 0
    calls = {job_call(one.job, one.handed, one.pool).id: one.job for one in still}
    lost = set(calls) - context.durable.unfinished(calls)
    for call in lost:
        with context.database.writing() as tx:
            hand_again(context, tx, calls[call])
    context.durable.wake(JOBS)
    return len(lost)


def _forget_pictures(context: Context) -> int:
    """Those that jobs brought, and those that came inside their orders.

    Rows first: a picture without a row is an orphan that nobody can reach; a row without a picture is a lie.
    """
    kept_since = after(context.clock.now(), seconds=-3600 * context.settings.retention_hours)
    with context.database.writing() as tx:
        names = records.older_than(tx, kept_since)
        records.forget(tx, names)
        given = queue.forget_bulk(tx, kept_since)
    for name in names:
        context.store.delete(name)
    return len(names) + given


def _forget_keys(context: Context) -> int:
    with context.database.writing() as tx:
        return idempotency.forget_before(tx, after(context.clock.now(), seconds=-KEYS_KEPT))
