"""A worker's housekeeping: signs of life, other workers' deaths, and the sweep, in one thread of its own."""

import threading
import time

import structlog

from pictoris.errors import PictorisError
from pictoris.flow.announce import announce
from pictoris.flow.context import ANNOUNCE, PERFORM, WEBHOOKS, Context, jobs_queue
from pictoris.flow.perform import perform
from pictoris.flow.sweep import beat, clear_orphans, sweep
from pictoris.infra.ids import new_token
from pictoris.jobs import pools, workers
from pictoris.nouns import JobId

SWEEP_EVERY = 10.0
"""Seconds between two sweeps."""

CLEAR_EVERY = 360
"""Sweeps between two searches for orphans, which list the whole store: an hour."""

_WEBHOOKS_AT_A_TIME = 16

_log = structlog.get_logger()


class Worker:
    """Runs durable calls in this process until it is stopped; one a process."""

    def __init__(self, context: Context) -> None:
        self.id = f"worker-{new_token()}"
        """Never used before, so that nobody takes the calls of an earlier process for those of this one."""
        self._context = context
        self._stop = threading.Event()
        self._sweeps = 0
        self._thread = threading.Thread(target=self._keep_house, name="housekeeping", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        context = self._context
        beat(context, self.id, recover=False)
        functions = {
            PERFORM: lambda argument: perform(context, JobId(argument)),
            ANNOUNCE: lambda argument: announce(context, argument),
        }
        jobs = jobs_queue(pools.name_of(context.settings.worker_speeds))
        queues = {jobs: context.settings.slots, WEBHOOKS: _WEBHOOKS_AT_A_TIME}
        context.durable.start(self.id, functions, queues)
        self._thread.start()

    def stop(self, *, patience: int = 25) -> None:
        """Take no more calls, wait up to `patience` seconds for those that run, and say goodbye.

        What still runs then is found by other workers as soon as this one's silence is noticed.
        """
        self._context.durable.stop(patience=patience)
        self._stop.set()
        self._thread.join(timeout=5)
        self._context.bench.close()
        with self._context.database.writing() as tx:
            workers.retire(tx, self.id)

    def _keep_house(self) -> None:
        sweep_at = time.monotonic() + SWEEP_EVERY
        while not self._stop.wait(self._context.settings.heartbeat):
            try:
                beat(self._context, self.id)
                if time.monotonic() >= sweep_at:
                    sweep_at = time.monotonic() + SWEEP_EVERY
                    self._sweep()
            except PictorisError as error:
                # The database or the store is away: the next round will see.
                _log.warning("housekeeping was put off", reason=error.message)
            except Exception:  # noqa: BLE001 - the outermost loop of the thread: it must not end
                _log.exception("housekeeping failed")

    def _sweep(self) -> None:
        self._sweeps += 1
        self._context.bench.tidy()
        sweep(self._context)
        if self._sweeps % CLEAR_EVERY == 0:
            clear_orphans(self._context)
