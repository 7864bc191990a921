"""Questions for lists and pages: rows in, views out; nothing here writes."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from pictoris.accounts import accounts, keys
from pictoris.artifacts import records
from pictoris.credits import ledger
from pictoris.errors import NotFound
from pictoris.infra.clock import Instant
from pictoris.infra.database import Database
from pictoris.jobs import lanes, queue, workers
from pictoris.nouns import Account, AccountId, Artifact, Credits, Job, JobId, State


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueDepth:
    """How much there is to do: jobs that wait in lanes, and jobs that workers have."""

    waiting: int
    running: int


_caller = (
    sa.select(
        accounts.account.c.id,
        accounts.account.c.email,
        accounts.account.c.plan,
        accounts.account.c.expires,
        ledger.purse.c.quota,
        ledger.purse.c.credits,
        ledger.purse.c.credits_extra,
    )
    .join(ledger.purse, ledger.purse.c.account == accounts.account.c.id)
    .join(keys.api_key, keys.api_key.c.account == accounts.account.c.id)
    .where(keys.api_key.c.digest == sa.bindparam("digest"), keys.api_key.c.revoked.is_(None))
)


def caller(database: Database, digest: str) -> Account | None:
    """The account that a key opens, with what it holds now; None for an unknown or revoked key."""
    with database.reading() as tx:
        row = tx.execute(_caller, {"digest": digest}).first()
    if row is None:
        return None
    return Account(
        id=AccountId(row.id),
        email=row.email,
        plan=row.plan,
        quota=Credits(row.quota),
        credits=Credits(row.credits),
        credits_extra=Credits(row.credits_extra),
        expires=Instant(row.expires),
    )


_job = sa.select(*queue.TOLD).where(
    queue.job.c.id == sa.bindparam("id"), queue.job.c.account == sa.bindparam("account")
)


def job(database: Database, account: AccountId, job_id: JobId) -> Job:
    """A job of this account. Raises `NotFound`, the same for unknown ids and for other accounts' jobs."""
    with database.reading() as tx:
        row = tx.execute(_job, {"id": job_id, "account": account}).mappings().first()
    if row is None:
        raise NotFound("There is no message with this id.", code="not_found")
    return queue.read(row)


_jobs = sa.select(*queue.TOLD).where(queue.job.c.id.in_(sa.bindparam("ids", expanding=True)))


def jobs(database: Database, ids: Iterable[JobId]) -> dict[JobId, Job]:
    """Those of these jobs that there are, whoever's they are: the caller compares the account."""
    with database.reading() as tx:
        found = [queue.read(row) for row in tx.execute(_jobs, {"ids": list(ids)}).mappings()]
    return {one.id: one for one in found}


def history(database: Database, account: AccountId, since: Instant, *, page: int, size: int) -> list[Job]:
    """Jobs of this account that brought a result since then, newest first; `page` counts from 1."""
    done = queue.job.c.state == State.DONE.value
    query = (
        sa.select(*queue.TOLD)
        .where(queue.job.c.account == account, queue.job.c.created >= since, done)
        .order_by(queue.job.c.created.desc(), queue.job.c.id)
        .limit(size)
        .offset((page - 1) * size)
    )
    with database.reading() as tx:
        return [queue.read(row) for row in tx.execute(query).mappings()]


def revisions(database: Database, ids: Iterable[JobId]) -> dict[JobId, int]:
    """The revision of each of these jobs: it has grown if there is something new to tell."""
    query = sa.select(queue.job.c.id, queue.job.c.revision).where(queue.job.c.id.in_(list(ids)))
    with database.reading() as tx:
        return {JobId(row.id): int(row.revision) for row in tx.execute(query)}


def ban_words(database: Database, account: AccountId) -> list[str]:
    """The account's own ban words."""
    with database.reading() as tx:
        return accounts.ban_words(tx, account)


def artifact(database: Database, name: str) -> Artifact:
    """A stored picture by its name. Raises `NotFound`."""
    with database.reading() as tx:
        found = records.find(tx, name)
    if found is None:
        raise NotFound("There is no such file, or it is kept no longer.", code="not_found")
    return found


def queue_depth(database: Database) -> QueueDepth:
    """How much there is to do."""
    with database.reading() as tx:
        row = tx.execute(
            sa.select(
                sa.func.coalesce(sa.func.sum(lanes.lane.c.waiting), 0).label("waiting"),
                sa.func.coalesce(sa.func.sum(lanes.lane.c.running), 0).label("running"),
            )
        ).one()
    return QueueDepth(waiting=int(row.waiting), running=int(row.running))


def ended_between(database: Database, since: Instant, until: Instant) -> dict[tuple[str, str], int]:
    """How many jobs ended from `since` on and before `until`, by operation and state."""
    with database.reading() as tx:
        return queue.ended_between(tx, since, until)


def is_alive(database: Database) -> bool:
    """Whether the database answers. Raises `Unavailable` if it does not."""
    with database.reading() as tx:
        return bool(tx.execute(sa.select(sa.literal(1))).scalar_one())


def working_slots(database: Database, since: Instant) -> int:
    """Jobs that the workers which gave a sign of life since then can run at a time."""
    alive = sa.select(sa.func.coalesce(sa.func.sum(workers.worker.c.slots), 0)).where(
        workers.worker.c.seen >= since
    )
    with database.reading() as tx:
        return int(tx.execute(alive).scalar_one())
