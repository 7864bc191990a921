"""One watcher for everyone who listens to jobs: a query a tick, however many they are."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Final

import anyio
import structlog

from pictoris import reads
from pictoris.api.threads import Threads
from pictoris.errors import NotFound, PictorisError, TooMany
from pictoris.flow.context import Context
from pictoris.nouns import AccountId, Job, JobId
from pictoris.webhooks.message import is_final

TICK: Final = 0.2
"""Seconds between two looks at the watched jobs."""

HEARTBEAT: Final = 15.0
"""Seconds of silence after which a listener gets a sign of life."""

MOST_OF_ONE: Final = 20
"""Listeners of one account."""

MOST: Final = 2_000
"""Listeners altogether."""

_log = structlog.get_logger(__name__)


class Listener:
    """Someone who wants to know about one job; who listens slowly misses what lies between, never the end."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.is_over = False
        """Whether nothing will come any more: the job is gone, or the server stops."""
        self._news = anyio.Event()

    def tell(self, job: Job) -> None:
        """Hand over the job as it is now."""
        self.job = job
        self._news.set()

    def dismiss(self) -> None:
        """Tell that nothing will come any more."""
        self.is_over = True
        self._news.set()

    async def hear(self, seconds: float) -> bool:
        """Wait for news, at most so long; whether there is any."""
        with anyio.move_on_after(seconds):
            await self._news.wait()
        is_new = self._news.is_set()
        if is_new:
            self._news = anyio.Event()
        return is_new


class Watch:
    """Knows who listens to what, and tells them."""

    def __init__(
        self, context: Context, threads: Threads, *, tick: float = TICK, heartbeat: float = HEARTBEAT
    ) -> None:
        self._context = context
        self._threads = threads
        self._tick = tick
        self._heartbeat = heartbeat
        self._listeners: dict[JobId, set[Listener]] = {}
        self._of_account: Counter[AccountId] = Counter()
        self._is_closing = False
        self._someone = anyio.Event()

    @property
    def count(self) -> int:
        """How many listen now."""
        return self._of_account.total()

    def check_room(self, account: AccountId) -> None:
        """Raise `TooMany` if this account, or everybody together, listens to too much already."""
        if self._of_account[account] >= MOST_OF_ONE or self.count >= MOST:
            raise TooMany(
                f"At most {MOST_OF_ONE} streams of an account may be open: close one, or poll the status.",
                retry_after=5,
                code="too_many_streams",
            )

    async def follow(self, job: Job) -> AsyncIterator[Job | None]:
        """The job each time that it has changed, up to its end; None is a sign of life in between."""
        with self._listening(job) as listener:
            while not (is_final(job) or listener.is_over or self._is_closing):
                has_news = await listener.hear(self._heartbeat)
                if not has_news:
                    yield None
                elif listener.job.revision > job.revision:
                    job = listener.job
                    yield job

    async def run(self) -> None:
        """Watch until cancelled; asks the database nothing while nobody listens."""
        while True:
            await self._someone.wait()
            await anyio.sleep(self._tick)
            try:
                await self._look()
            except PictorisError as error:
                _log.warning("streams_wait_for_database", code=error.code)

    def close(self) -> None:
        """Let every listener go: the server stops."""
        self._is_closing = True
        for listeners in self._listeners.values():
            for listener in listeners:
                listener.dismiss()

    @contextmanager
    def _listening(self, job: Job) -> Iterator[Listener]:
        listener = Listener(job)
        self._listeners.setdefault(job.id, set()).add(listener)
        self._of_account[job.order.account] += 1
        self._someone.set()
        try:
            yield listener
        finally:
            self._forget(listener)

    def _forget(self, listener: Listener) -> None:
        job, account = listener.job.id, listener.job.order.account
        self._of_account.subtract([account])
        self._of_account = +self._of_account
        self._listeners[job].discard(listener)
        if not self._listeners[job]:
            del self._listeners[job]
        if not self._listeners:
            self._someone = anyio.Event()

    async def _look(self) -> None:
        revisions = await self._threads.run(reads.revisions, self._context.database, list(self._listeners))
        for job_id, listeners in list(self._listeners.items()):
            known = min(listener.job.revision for listener in listeners)
            if job_id not in revisions:
                _dismiss(listeners)
            elif revisions[job_id] > known:
                await self._tell(job_id, listeners)

    async def _tell(self, job_id: JobId, listeners: set[Listener]) -> None:
        account = next(iter(listeners)).job.order.account
        try:
            job = await self._threads.run(reads.job, self._context.database, account, job_id)
        except NotFound:
            _dismiss(listeners)
            return
        for listener in listeners:
            listener.tell(job)


def _dismiss(listeners: set[Listener]) -> None:
    for listener in listeners:
        listener.dismiss()
