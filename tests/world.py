"""A whole Pictoris for tests: a real database and store, a clock turned by hand, and a workbench that does as it is told."""

import base64
import struct
import threading
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa

from pictoris import operations, reads
from pictoris.accounts import keys
from pictoris.artifacts.decoding import Decoder
from pictoris.artifacts.store import open_store
from pictoris.buttons import STAGES, Stage
from pictoris.credits import ledger
from pictoris.errors import Failed
from pictoris.flow import enroll, submit
from pictoris.flow.announce import announce
from pictoris.flow.cancel import cancel
from pictoris.flow.context import Context
from pictoris.flow.perform import perform
from pictoris.flow.submit import Terms
from pictoris.infra.clock import HandClock, SystemClock
from pictoris.infra.database import Database
from pictoris.infra.durable import Durable
from pictoris.infra.fetch import Door, DoorRules
from pictoris.infra.migrate import migrate
from pictoris.jobs import lanes, pools, queue, workers
from pictoris.jobs.idempotency import Once
from pictoris.nouns import AccountId, Job, JobId, Speed
from pictoris.ports import Finished, Made, Progress, Work
from pictoris.settings import Settings
from pictoris.webhooks import outbox
from tests.databases import sqlalchemy_url


def png(width: int = 4, height: int = 3, grey: int = 128) -> bytes:
    """A grey PNG, made by hand: tests of the journey need no picture library."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes([grey]) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


class Tell(Protocol):
    """Tells percent, and a preview if there is one."""

    def __call__(self, percent: int, preview: str | None = None) -> None: ...


@dataclass
class ToldBench:
    """Fills `Performs`: gives one small picture, or does what `behave` says instead."""

    behave: Callable[[Work, "Tell", Callable[[], bool]], None] = lambda *_: None
    seen: list[Work] = field(default_factory=list)

    def perform(self, work: Work, report: Callable[[Progress], None], stop: Callable[[], bool]) -> Finished:
        def tell(percent: int, preview: str | None = None) -> None:
            report(Progress(percent=percent, preview=preview))

        self.seen.append(work)
        tell(50)
        self.behave(work, tell, stop)
        if stop():
            raise Failed("The work was stopped.", code="cancelled")
        return _finished(work)

    def tidy(self) -> int:
        return 0

    def close(self) -> None:
        """Nothing to end."""


def _finished(work: Work) -> Finished:
    """One picture, or four with their grid for operations whose messages show that."""
    count = 4 if STAGES.get(work.operation) is Stage.GRID else 1
    pictures = tuple(_made(work.folder / f"result-{number}") for number in range(count))
    grid = _made(work.folder / "grid", width=8, height=6) if count > 1 else None
    notes = tuple({"cell": number} for number in range(count))
    return Finished(pictures=pictures, grid=grid, notes=notes, content=(), warnings=(), engine="told")


def _made(path: Path, width: int = 4, height: int = 3) -> Made:
    path.write_bytes(png(width, height))
    return Made(path=path, format="png", width=width, height=height)


@dataclass
class World:
    """The context, and the few things that tests do with it again and again."""

    context: Context
    clock: HandClock
    bench: ToldBench

    def account(self, email: str = "a@example.com", credits: int = 100, plan: str = "STARTER") -> AccountId:  # noqa: A002
        """Open an account that holds exactly these credits."""
        key = enroll.issue_key(self.context, email, plan=plan, credits_=credits)
        found = reads.caller(self.context.database, keys.digest_of(key) or "")
        assert found is not None
        return found.id

    def order(
        self, account: AccountId, *, once: Once | None = None, terms: Terms | None = None, **fields: object
    ) -> JobId:
        """Submit an upscale of an uploaded picture."""
        asked = {"image": self.picture_url(), "scale": 2.0} | fields
        checked = submit.check(self.context, account, "upscale", asked, terms or Terms())  # type: ignore[arg-type]
        return submit.submit(self.context, checked, once).job

    def let_jobs_have_speeds(self) -> None:
        """From now on `upscale` has speeds, as operations that paint have."""
        upscale = replace(self.context.operations["upscale"], has_speeds=True)
        self.context = replace(self.context, operations=dict(self.context.operations) | {"upscale": upscale})

    def order_at(self, account: AccountId, speed: Speed | None) -> JobId:
        """Submit an upscale at this speed."""
        return self.order(account, terms=Terms(speed=speed))

    def picture_url(self) -> str:
        """A tiny picture as a `data:` URL: no network, no store."""

        return "data:image/png;base64," + base64.b64encode(png()).decode()

    def perform(self, job: JobId) -> Job:
        """What a worker does with a job that it was handed."""
        perform(self.context, job)
        return self.job(job)

    def cancel(self, account: AccountId, job: JobId) -> Job:
        """The caller cancels."""
        cancel(self.context, account, job)
        return self.job(job)

    def announce_all(self) -> None:
        """What a worker does with all pending news."""
        for news in self.news("pending"):
            announce(self.context, news)

    def job(self, job: JobId) -> Job:
        """The job as it stands."""
        with self.context.database.reading() as tx:
            found = queue.find(tx, job)
        assert found is not None
        return found

    def balance(self, account: AccountId) -> int:
        """Credits that the account holds."""
        with self.context.database.reading() as tx:
            held = ledger.balance(tx, account)
        return held.credits + held.credits_extra

    def ledger(self, account: AccountId) -> list[tuple[str, int]]:
        """The lines of the ledger: kind and what it moved."""
        query = (
            sa.select(ledger.ledger).where(ledger.ledger.c.account == account).order_by(ledger.ledger.c.id)
        )
        with self.context.database.reading() as tx:
            return [(row.kind, row.delta + row.delta_extra) for row in tx.execute(query)]

    def news(self, state: str) -> list[str]:
        """Ids of the news in this state."""
        query = (
            sa.select(outbox.news.c.id).where(outbox.news.c.state == state).order_by(outbox.news.c.created)
        )
        with self.context.database.reading() as tx:
            return list(tx.execute(query).scalars())

    def deliveries(self) -> list[tuple[int | None, str]]:
        """The delivery log: status and result of every attempt."""
        with self.context.database.reading() as tx:
            rows = tx.execute(sa.select(outbox.delivery).order_by(outbox.delivery.c.id))
            return [(row.status, row.result) for row in rows]

    def admitted(self) -> int:
        """Jobs that hold a place with the workers."""
        with self.context.database.reading() as tx:
            return int(tx.execute(sa.select(sa.func.sum(pools.capacity.c.running))).scalar_one())

    def lanes(self) -> dict[str, tuple[int, int]]:
        """Account → running and waiting."""
        with self.context.database.reading() as tx:
            return {row.account: (row.running, row.waiting) for row in tx.execute(sa.select(lanes.lane))}

    def set_slots(self, slots: int, speeds: Collection[Speed] = tuple(Speed)) -> None:
        """Pretend that a worker with so many slots is there, which serves these speeds."""
        pool = pools.name_of(speeds)
        with self.context.database.writing() as tx:
            workers.beat(tx, f"told-{pool}", slots=slots, at=self.clock.now(), pool=pool)
            pools.set_slots(tx, workers.slots(tx))

    def check_books(self, accounts: Sequence[AccountId]) -> None:
        """The ledger's sum is the balance, of every account."""
        for account in accounts:
            assert sum(moved for _, moved in self.ledger(account)) == self.balance(account)


@contextmanager
def open_world(
    database_url: str, folder: Path, *, real_time: bool = False, poll: float = 0.5, **settings: object
) -> Iterator[World]:
    """A world on a migrated database; `settings` as in `Settings`. In real time its hand clock turns nothing."""
    chosen = Settings(data=folder, database_url=database_url, public_url="http://pictoris.test", **settings)  # type: ignore[arg-type]
    clock = HandClock()
    bench = ToldBench()
    database = Database(sqlalchemy_url(database_url))
    migrate(database)
    context = Context(
        settings=chosen,
        clock=SystemClock() if real_time else clock,
        database=database,
        durable=Durable(database.engine_for_jobs(), poll=poll),
        store=open_store((folder / "files").resolve().as_uri(), {}),
        door=Door(
            DoorRules(
                ports=chosen.inputs.ports,
                trusted_origins=frozenset(chosen.trusted_origins),
                own_origin="http://pictoris.test",
            )
        ),
        decoder=Decoder(max_pixels=chosen.inputs.max_pixels),
        bench=bench,
        operations=operations.find(),
    )
    try:
        yield World(context=context, clock=clock, bench=bench)
    finally:
        context.durable.stop()
        context.decoder.close()
        context.database.close()


def in_parallel(count: int, act: Callable[[int], None]) -> None:
    """Run `act` in so many threads at once, and raise what any of them raised."""
    raised: list[BaseException] = []
    gate = threading.Barrier(count)

    def run(number: int) -> None:
        gate.wait()
        try:
            act(number)
        except BaseException as error:  # noqa: BLE001 - raised again below
            raised.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if raised:
        raise raised[0]
