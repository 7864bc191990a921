"""The jobs' rows: added, moved from state to state, found again.

Every move names the states it may start from, and a worker's moves name its attempt: whoever comes late, after
a cancel or with an older attempt, changes nothing.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from pictoris.infra.clock import Instant
from pictoris.infra.database import metadata, one
from pictoris.jobs.states import ENDED, before
from pictoris.nouns import AccountId, Credits, Job, JobId, Order, Outcome, Speed, State

job = sa.Table(
    "job",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("account", sa.String(64), nullable=False),
    sa.Column("operation", sa.String(64), nullable=False),
    sa.Column("params", sa.Text, nullable=False),
    sa.Column("price", sa.BigInteger, nullable=False),
    sa.Column("prompt", sa.Text, nullable=False),
    sa.Column("ref", sa.Text),
    sa.Column("webhook", sa.Text),
    sa.Column("timeout", sa.Integer, nullable=False),
    sa.Column("priority", sa.Integer, nullable=False),
    sa.Column("place", sa.BigInteger, nullable=False),
    sa.Column("parent", sa.String(64)),
    sa.Column("button", sa.String(64), nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("progress", sa.Integer, nullable=False),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("handed", sa.Integer, nullable=False),
    sa.Column("revision", sa.BigInteger, nullable=False),
    sa.Column("created", sa.BigInteger, nullable=False),
    sa.Column("updated", sa.BigInteger, nullable=False),
    sa.Column("error", sa.Text, nullable=False),
    sa.Column("error_code", sa.String(64), nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("speed", sa.String(16), nullable=False, server_default="fast"),
    sa.Column("pool", sa.String(64), nullable=False, server_default="tools"),
    sa.Column("preview", sa.Text),
    sa.Column("bulk", sa.Text),
    sa.Column("notes", sa.Text),
    sa.CheckConstraint("price >= 0", name="price_not_negative"),
    sa.CheckConstraint("progress between 0 and 100", name="progress_percent"),
)
# Written as literals: SQLite uses a partial index only if it can read the condition in the query itself.
_waiting = job.c.state == sa.literal_column("'waiting'")
sa.Index(
    "ix_job_waiting",
    job.c.account,
    job.c.speed,
    job.c.place,
    sqlite_where=_waiting,
    postgresql_where=_waiting,
)
_handed = job.c.state.in_([sa.literal_column("'admitted'"), sa.literal_column("'running'")])
sa.Index("ix_job_handed", job.c.updated, sqlite_where=_handed, postgresql_where=_handed)
_ended = job.c.state.in_([sa.literal_column(f"'{state.value}'") for state in sorted(ENDED)])
sa.Index("ix_job_ended", job.c.updated, sqlite_where=_ended, postgresql_where=_ended)
_bulky: sa.ColumnElement[bool] = sa.literal_column("bulk IS NOT NULL", sa.Boolean)
sa.Index("ix_job_bulk", job.c.updated, sqlite_where=_bulky, postgresql_where=_bulky)
sa.Index("ix_job_history", job.c.account, job.c.created.desc())

_LONG = 8192
"""Characters of JSON above which a parameter is bulk: only a picture that it holds itself is as long."""

TOLD = tuple(column for column in job.c if column.name not in {"bulk", "notes"})
"""What has to be read to tell how a job stands: not the pictures inside its parameters, nor the engine's notes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The waiting job of an account that has waited longest among those of its speed."""

    job: JobId
    speed: Speed
    priority: int
    place: int
    since: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A job that workers have been given."""

    job: JobId
    account: AccountId
    speed: Speed
    handed: int
    """How often it was handed over: the number of its call."""
    pool: str


def add(tx: sa.Connection, job_id: JobId, order: Order, *, place: int, at: Instant) -> None:
    """Write a new job down; it waits at this place of its lane."""
    bulk = {
        name: value
        for name, value in order.params.items()
        if len(json.dumps(value, ensure_ascii=False)) > _LONG
    }
    short = {name: value for name, value in order.params.items() if name not in bulk}
    tx.execute(
        sa.insert(job).values(
            id=job_id,
            account=order.account,
            operation=order.operation,
            params=json.dumps(short),
            bulk=json.dumps(bulk) if bulk else None,
            price=order.price,
            prompt=order.prompt,
            ref=order.ref,
            webhook=order.webhook,
            timeout=order.timeout,
            priority=order.priority,
            place=place,
            parent=order.parent,
            button=order.button,
            state=State.WAITING.value,
            progress=0,
            attempt=0,
            handed=0,
            revision=1,
            created=at,
            updated=at,
            error="",
            error_code="",
            outcome="{}",
            speed=order.speed.value,
        )
    )


def _first_of(speed: Speed) -> sa.Select[Any]:
    first = (
        sa.select(job.c.id, job.c.speed, job.c.priority, job.c.place, job.c.created)
        .where(job.c.account == sa.bindparam("account"), job.c.speed == speed.value, _waiting)
        .order_by(job.c.place)
        .limit(1)
    )
    return sa.select(first.subquery())


_heads = sa.union_all(*(_first_of(speed) for speed in Speed))
"""A look into the index for each speed: the same effort for a lane of ten jobs and of a hundred thousand."""


def heads(tx: sa.Connection, account: AccountId) -> list[Head]:
    """The first waiting job of this account of each speed, in no order."""
    return [
        Head(
            job=JobId(row.id),
            speed=Speed(row.speed),
            priority=row.priority,
            place=row.place,
            since=Instant(row.created),
        )
        for row in tx.execute(_heads, {"account": account})
    ]


def hand_over(tx: sa.Connection, job_id: JobId, at: Instant, *, pool: str | None = None) -> int | None:
    """Mark a job as given to the job engine; the count of times that this happened, None if it may not.

    `pool`: the workers that it is given to, if not to the same as before.
    """
    row = tx.execute(
        sa.update(job)
        .where(
            job.c.id == job_id,
            job.c.state.in_([State.WAITING.value, State.ADMITTED.value, State.RUNNING.value]),
        )
        .values(
            state=sa.case((_waiting, State.ADMITTED.value), else_=job.c.state),
            handed=job.c.handed + 1,
            pool=job.c.pool if pool is None else pool,
            updated=at,
        )
        .returning(job.c.handed)
    ).first()
    return None if row is None else int(row.handed)


def begin(tx: sa.Connection, job_id: JobId, at: Instant) -> Job | None:
    """A worker takes the job up: a new attempt, which alone may report and finish. None if it has ended."""
    row = (
        tx.execute(
            sa.update(job)
            .where(job.c.id == job_id, job.c.state.in_([state.value for state in before(State.RUNNING)]))
            .values(
                state=State.RUNNING.value,
                attempt=job.c.attempt + 1,
                revision=job.c.revision + 1,
                updated=at,
                preview=None,
            )
            .returning(*job.c)
        )
        .mappings()
        .first()
    )
    return None if row is None else read(row)


def report(
    tx: sa.Connection, attempt: Job, progress: int, at: Instant, *, preview: str | None = None
) -> bool:
    """Store progress if it has grown, and a preview if there is one; False when the attempt owns the job no more."""
    percent = min(progress, 99)
    has_grown = job.c.progress < percent
    shown = {} if preview is None else {"preview": preview}
    tx.execute(
        sa.update(job)
        .where(_owned(attempt), sa.true() if shown else has_grown)
        .values(
            progress=sa.case((has_grown, percent), else_=job.c.progress),
            revision=job.c.revision + 1,
            updated=at,
            **shown,
        )
    )
    return owns(tx, attempt)


def owns(tx: sa.Connection, attempt: Job) -> bool:
    """Whether this attempt may still report and finish."""
    return tx.execute(sa.select(job.c.id).where(_owned(attempt))).first() is not None


def finish(tx: sa.Connection, attempt: Job, outcome: Outcome, at: Instant) -> bool:
    """The job is done, if this attempt still owns it."""
    brought = asdict(outcome)
    notes = json.dumps(brought.pop("notes"))
    ending = _ending(State.DONE, "", "", at)
    ending |= {"progress": 100, "outcome": json.dumps(brought), "notes": notes}
    return one(tx.execute(sa.update(job).where(_owned(attempt)).values(ending)))


def fail(tx: sa.Connection, attempt: Job, *, error: str, code: str, at: Instant) -> bool:
    """The job has failed, if this attempt still owns it."""
    return one(
        tx.execute(sa.update(job).where(_owned(attempt)).values(_ending(State.FAILED, error, code, at)))
    )


def cancel(tx: sa.Connection, account: AccountId, job_id: JobId, at: Instant) -> State | None:
    """End a job at any stage; the state it was in, None if it had ended or is not this account's."""
    found = tx.execute(
        sa.select(job.c.state).where(job.c.id == job_id, job.c.account == account).with_for_update()
    ).first()
    if found is None or State(found.state) in ENDED:
        return None
    tx.execute(
        sa.update(job)
        .where(job.c.id == job_id)
        .values(_ending(State.CANCELLED, "Job cancelled", "cancelled", at))
    )
    return State(found.state)


def find(tx: sa.Connection, job_id: JobId, account: AccountId | None = None) -> Job | None:
    """A job by its id; with `account`, only if it is that account's."""
    query = sa.select(job).where(job.c.id == job_id)
    if account is not None:
        query = query.where(job.c.account == account)
    row = tx.execute(query).mappings().first()
    return None if row is None else read(row)


def told(tx: sa.Connection, job_id: JobId) -> Job | None:
    """A job by its id, without what only the work needs: see `TOLD`."""
    row = tx.execute(sa.select(*TOLD).where(job.c.id == job_id)).mappings().first()
    return None if row is None else read(row)


def forget_bulk(tx: sa.Connection, before: Instant) -> int:
    """Forget the pictures inside the parameters of jobs that ended before then; how many jobs had some."""
    is_old = sa.and_(
        _bulky, job.c.updated < before, job.c.state.in_([state.value for state in sorted(ENDED)])
    )
    return tx.execute(sa.update(job).where(is_old).values(bulk=None)).rowcount


def pool_of(tx: sa.Connection, job_id: JobId) -> str:
    """The workers that a job was given to last."""
    return str(tx.execute(sa.select(job.c.pool).where(job.c.id == job_id)).scalar_one())


def stale(tx: sa.Connection, since: Instant, limit: int = 100) -> list[Handed]:
    """Jobs that were handed over and have not stirred since then, the stillest first."""
    return _found_handed(tx, job.c.updated < since, limit)


def handed_to(tx: sa.Connection, pools: Sequence[str], limit: int = 100) -> list[Handed]:
    """Jobs that were handed to these pools of workers and have not ended, the stillest first."""
    return _found_handed(tx, job.c.pool.in_(pools), limit)


def _found_handed(tx: sa.Connection, condition: sa.ColumnElement[bool], limit: int) -> list[Handed]:
    columns = (job.c.id, job.c.account, job.c.speed, job.c.handed, job.c.pool)
    query = sa.select(*columns).where(_handed, condition).order_by(job.c.updated).limit(limit)
    return [
        Handed(
            job=JobId(row.id),
            account=AccountId(row.account),
            speed=Speed(row.speed),
            handed=row.handed,
            pool=row.pool,
        )
        for row in tx.execute(query)
    ]


def read(values: sa.RowMapping) -> Job:
    """A row becomes a job; one with the columns of `TOLD` alone lacks long parameters and notes."""
    kept = json.loads(values["outcome"])
    order = Order(
        account=AccountId(values["account"]),
        operation=values["operation"],
        params=json.loads(values["params"]) | json.loads(values.get("bulk") or "{}"),
        price=Credits(values["price"]),
        prompt=values["prompt"],
        ref=values["ref"],
        webhook=values["webhook"],
        timeout=values["timeout"],
        speed=Speed(values["speed"]),
        priority=values["priority"],
        parent=JobId(values["parent"]) if values["parent"] else None,
        button=values["button"],
    )
    return Job(
        id=JobId(values["id"]),
        order=order,
        state=State(values["state"]),
        progress=values["progress"],
        attempt=values["attempt"],
        revision=values["revision"],
        created=Instant(values["created"]),
        updated=Instant(values["updated"]),
        error=values["error"],
        error_code=values["error_code"],
        outcome=Outcome(
            artifacts=tuple(kept.get("artifacts", ())),
            grid=kept.get("grid", ""),
            notes=tuple(json.loads(values.get("notes") or "[]")),
            width=kept.get("width", 0),
            height=kept.get("height", 0),
            content=tuple(kept.get("content", ())),
            warnings=tuple(kept.get("warnings", ())),
            engine=kept.get("engine", ""),
        ),
        preview=values["preview"],
    )


def _owned(attempt: Job) -> sa.ColumnElement[bool]:
    return sa.and_(
        job.c.id == attempt.id, job.c.attempt == attempt.attempt, job.c.state == State.RUNNING.value
    )


def _ending(state: State, error: str, code: str, at: Instant) -> dict[str, Any]:
    return {
        "state": state.value,
        "error": error,
        "error_code": code,
        "revision": job.c.revision + 1,
        "updated": at,
        "preview": None,
    }


def ended_between(tx: sa.Connection, since: Instant, until: Instant) -> dict[tuple[str, str], int]:
    """How many jobs ended from `since` on and before `until`, by operation and state."""
    query = (
        sa.select(job.c.operation, job.c.state, sa.func.count())
        .where(_ended, job.c.updated >= since, job.c.updated < until)
        .group_by(job.c.operation, job.c.state)
    )
    return {(operation, state): count for operation, state, count in tx.execute(query)}
