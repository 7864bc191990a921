"""Job → input pictures → recipe → pictures; no transaction is open meanwhile."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog

from pictoris.artifacts.names import own_name
from pictoris.errors import Failed, NotFound, Unavailable
from pictoris.flow.admit import hand_again
from pictoris.flow.context import JOBS, Context
from pictoris.flow.finish import deliver, fail
from pictoris.infra.clock import Instant, after
from pictoris.jobs import queue
from pictoris.nouns import Job, JobId
from pictoris.operations.base import Params
from pictoris.ports import Finished, Progress, Work

FETCHED = 10
RECIPE = (15, 97)
"""Percent: what fetching and decoding take, and the span of the recipe; storing is the rest."""

CRASHED = "engine_crashed"
"""The code with which the workbench says that its process died."""

_LOOK = 0.25
"""Seconds between two looks at whether the job is still ours."""

_WRITE = 0.25
"""Seconds between two writings of what a recipe tells: an engine may tell of every step."""

_log = structlog.get_logger()


def perform(context: Context, job_id: JobId) -> None:
    """Carry a job from its row to its end. Safe to call again: an ended job stays as it is.

    Raises nothing but `Unavailable`; then the sweep hands the job over again.
    """
    with context.database.writing() as tx:
        attempt = queue.begin(tx, job_id, context.clock.now())
    if attempt is None:
        return
    if attempt.attempt > context.settings.max_attempts:
        error = f"This job ended {context.settings.max_attempts} workers without a result; your credits were returned."
        fail(context, attempt, error=error, code="poison")
        return
    with TemporaryDirectory(prefix="pictoris-job-") as folder:
        try:
            finished = _carry_out(context, attempt, Path(folder))
            deliver(context, attempt, finished)
        except Failed as failure:
            _end_badly(context, attempt, failure)
        except Unavailable:
            raise
        except Exception:  # noqa: BLE001 - the outermost loop of a job: whatever it is, the credits go back
            _log.exception("job failed for a reason of ours", job=job_id, operation=attempt.order.operation)
            error = (
                "Something went wrong on the server; your credits were returned. Please tell the operator."
            )
            fail(context, attempt, error=error, code="internal_error")


def _end_badly(context: Context, attempt: Job, failure: Failed) -> None:
    """A crashed engine costs one attempt; every other failure would only come again."""
    if failure.code != CRASHED or attempt.attempt >= context.settings.max_attempts:
        fail(context, attempt, error=failure.message, code=failure.code)
        return
    _log.warning("the engine crashed, the job is begun again", job=attempt.id, attempt=attempt.attempt)
    with context.database.writing() as tx:
        hand_again(context, tx, attempt.id)
    context.durable.wake(JOBS)


def _carry_out(context: Context, attempt: Job, folder: Path) -> Finished:
    watch = _Watch(context, attempt)
    operation = context.operations[attempt.order.operation]
    params: Params = operation.params.model_validate(dict(attempt.order.params))
    inputs = {}
    urls = params.image_urls()
    for number, (role, url) in enumerate(urls.items(), start=1):
        data = _bytes_of(context, url, operation.refused_hosts)
        watch.report(FETCHED * number // len(urls))
        inputs[role] = folder / f"{role}.raster"
        context.decoder.decode(data, inputs[role], longest=operation.longest_input)
        watch.check()
    work = Work(operation=operation.name, params=attempt.order.params, inputs=inputs, folder=folder)
    watch.report(RECIPE[0])
    try:
        return context.bench.perform(work, watch.hear, watch.stop)
    except Failed as failure:
        raise watch.reason or failure from failure


def _bytes_of(context: Context, url: str, refused_hosts: Mapping[str, str] | None) -> bytes:
    """The bytes behind an input URL; our own pictures come out of the store, not through HTTP."""
    name = own_name(url, context.settings.base_url)
    if name is None:
        return context.door.fetch(url, refused_hosts=refused_hosts)
    try:
        return context.store.get(name)
    except NotFound as error:
        raise Failed("The input picture is not kept any more: upload it again.", code="file_gone") from error


class _Watch:
    """Knows whether an attempt may go on: its time is not up, and nobody has ended or taken over the job."""

    def __init__(self, context: Context, attempt: Job) -> None:
        self._context = context
        self._attempt = attempt
        self._deadline = after(context.clock.now(), seconds=attempt.order.timeout)
        self._next_look = self._next_write = context.clock.now()
        self._unwritten: Progress | None = None
        self.reason: Failed | None = None

    def report(self, percent: int, preview: str | None = None) -> None:
        """Store progress; the same write shows whether the job is still ours."""
        now = self._context.clock.now()
        with self._context.database.writing() as tx:
            if not queue.report(tx, self._attempt, percent, now, preview=preview):
                self.reason = _taken_away()

    def hear(self, progress: Progress) -> None:
        """Store what the recipe tells of itself: now, or together with what it tells next."""
        if progress.preview is None and self._unwritten is not None:
            progress = replace(progress, preview=self._unwritten.preview)
        self._unwritten = progress
        self._write_if_due(self._context.clock.now())

    def stop(self) -> bool:
        """Whether the work must end now; asks the database only from time to time."""
        now = self._context.clock.now()
        self._write_if_due(now)
        if now >= self._deadline:
            seconds = self._attempt.order.timeout
            self.reason = Failed(
                f"The job did not end within {seconds} seconds; your credits were returned.", code="timeout"
            )
        elif self.reason is None and now >= self._next_look:
            self._look(now)
        return self.reason is not None

    def check(self) -> None:
        """Raise the reason to stop, if there is one."""
        if self.stop():
            raise self.reason or _taken_away()

    def _write_if_due(self, now: Instant) -> None:
        told, (first, last) = self._unwritten, RECIPE
        if told is not None and now >= self._next_write:
            self._unwritten, self._next_write = None, after(now, seconds=_WRITE)
            self.report(first + told.percent * (last - first) // 100, told.preview)

    def _look(self, now: Instant) -> None:
        self._next_look = after(now, seconds=_LOOK)
        with self._context.database.reading() as tx:
            if not queue.owns(tx, self._attempt):
                self.reason = _taken_away()


def _taken_away() -> Failed:
    return Failed("Job cancelled", code="cancelled")
