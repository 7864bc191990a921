"""Durable calls: a function and one word, written in the caller's transaction, run by some worker, at least once.

A narrow wrapper round DBOS Transact, which keeps the calls in the same database (SQLite or PostgreSQL): chosen because
it enqueues in our own transaction on both. Four of its inner parts are used, all here, and a contract test meets each:
recovery of another worker's calls, the polling loop of a queue (so that it can be woken instead of polling fast), what
that loop is told of its queue (so that each worker has a number of its own), and the statuses of many calls at once.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSConfig, EnqueueOptions
from dbos._dbos import _get_dbos_instance
from dbos._queue import queue_worker_thread
from dbos._serialization import DBOSPortableJSONSerializer
from typing_extensions import override

from pictoris.infra.clock import Instant, iso

_NAME = "pictoris"
_WORKFLOW = "pictoris.call"
_VERSION = "1"
"""Calls are data (a name and a word), so any version of the program can run what another one wrote."""
_CHANNEL = "pictoris_wake"
_RETRY = 0.5
"""Seconds after which a lost line to PostgreSQL is tried again."""
_ECHO = 0.05
"""Seconds between a look that somebody rang for and the next one; the pauses double from there to the usual one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What is to be run: a registered function, its argument, and an id that makes a second writing a no-op."""

    id: str
    queue: str
    function: str
    argument: str
    delay: float = 0.0
    """Seconds to wait before it may run."""


class Durable:
    """Writes durable calls; after `start` it runs them too."""

    def __init__(self, engine: sa.Engine, *, poll: float = 0.5) -> None:
        """`engine` must point at the database whose transactions `enqueue` will be given; `stop` disposes of it.

        `poll`: seconds between two looks at a queue that nobody woke, the bound for what other processes enqueue.
        """
        self._poll = poll
        self._engine = engine
        self._serializer = DBOSPortableJSONSerializer()
        self._client = DBOSClient(
            system_database_engine=engine, serializer=self._serializer, application_name=_NAME, lazy=True
        )
        self._bells: dict[str, _Bell] = {}
        self._threads: list[threading.Thread] = []

    def enqueue(self, tx: sa.Connection, call: Call) -> None:
        """Write a call in the caller's transaction; a call with this id that exists already stays as it is."""
        options: EnqueueOptions = {
            "workflow_name": _WORKFLOW,
            "queue_name": call.queue,
            "workflow_id": call.id,
            "app_version": _VERSION,
        }
        if call.delay > 0:
            options["delay_seconds"] = call.delay
        self._client.enqueue_in_transaction(tx, options, call.function, call.argument)
        if tx.dialect.name == "postgresql":
            tx.execute(sa.select(sa.func.pg_notify(_CHANNEL, call.queue)))

    def wake(self, queue: str) -> None:
        """Make this process look now at a queue and at those below it (`jobs` wakes `jobs.turbo`).

        Call it after the transaction that enqueued.
        """
        for name, bell in self._bells.items():
            if f"{name}.".startswith(f"{queue}."):
                bell.ring()

    def cancel(self, ids: Iterable[str]) -> None:
        """See to it that calls which have not begun never do; one that runs is not interrupted."""
        self._client.cancel_workflows(list(ids))

    def unfinished(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids whose call is still to be run, or running."""
        statuses = self._client._sys_db.get_workflow_statuses(list(ids))  # noqa: SLF001 - see the module's head
        return {
            found["workflow_uuid"]
            for found in statuses
            if found["status"] in {"ENQUEUED", "DELAYED", "PENDING"}
        }

    def forget(self, before: Instant, limit: int = 500) -> int:
        """Drop the rows of calls that ended before that moment, at most `limit`; how many they were.

        The library keeps them for ever.
        """
        ended = self._client.list_workflows(
            status=["SUCCESS", "ERROR", "CANCELLED"],
            completed_before=iso(before),
            limit=limit,
            load_input=False,
            load_output=False,
        )
        if ended:
            self._client.delete_workflows([call.workflow_id for call in ended])
        return len(ended)

    def start(
        self, worker: str, functions: Mapping[str, Callable[[str], None]], queues: Mapping[str, int]
    ) -> None:
        """Begin to run calls in this process, under a worker id that was never used before.

        `queues`: name → how many calls of it this process runs at a time. One process starts one `Durable`.
        """
        config: DBOSConfig = {
            "name": _NAME,
            "system_database_engine": self._engine,
            "executor_id": worker,
            "application_version": _VERSION,
            "serializer": self._serializer,
            "log_level": "ERROR",
        }
        DBOS(config=config)
        DBOS.listen_queues([])
        _register(functions)
        DBOS.launch()
        for name, concurrency in queues.items():
            queue = DBOS.register_queue(name, polling_interval_sec=self._poll)
            # From the row that all workers share, each would take the number of the one that came last.
            queue.database_backed_queue = False
            queue._worker_concurrency, queue._polling_interval_sec = concurrency, self._poll  # noqa: SLF001 - see above
            self._bells[name] = bell = _Bell()
            arguments = (bell, _get_dbos_instance(), queue)
            self._begin(f"queue-{name}", queue_worker_thread, arguments)
        if self._engine.dialect.name == "postgresql":
            self._begin("queue-listener", self._listen, ())

    def recover(self, workers: Iterable[str]) -> None:
        """Give the calls that dead workers were running back to their queues."""
        DBOS._recover_pending_workflows(list(workers))  # noqa: SLF001 - see the module's head
        for name in self._bells:
            self.wake(name)

    def stop(self, *, patience: int = 0) -> None:
        """Take no more calls, wait up to `patience` seconds for those that run, and let go of the database."""
        for bell in self._bells.values():
            bell.set()
        if self._bells:
            DBOS.destroy(workflow_completion_timeout_sec=patience)
        for thread in self._threads:
            thread.join(timeout=5)
        self._bells.clear()
        self._client.destroy()
        self._engine.dispose()

    def _begin(self, name: str, target: Callable[..., None], arguments: tuple[Any, ...]) -> None:
        thread = threading.Thread(target=target, args=arguments, name=name, daemon=True)
        thread.start()
        self._threads.append(thread)

    def _listen(self) -> None:
        """PostgreSQL tells of what other processes enqueue; if the line is lost, polling goes on."""
        while not any(bell.is_set() for bell in self._bells.values()):
            try:
                with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                    self._hear(connection)
            except sa.exc.SQLAlchemyError:
                next(iter(self._bells.values())).pause(_RETRY)

    def _hear(self, connection: sa.Connection) -> None:
        driver: Any = connection.connection.driver_connection
        connection.exec_driver_sql(f"LISTEN {_CHANNEL}")
        try:
            while not any(bell.is_set() for bell in self._bells.values()):
                for notice in driver.notifies(timeout=1.0, stop_after=1):
                    self.wake(notice.payload)
        finally:
            # The pool must not lend this connection on with its listener.
            connection.invalidate()


class _Bell(threading.Event):
    """The stop signal of a polling loop whose pauses can be cut short: `wait` returns False when it rings.

    The look that follows may come too early: the call that ends is still counted as running, or another process holds
    the lock. So a ring echoes: some more looks follow, each after twice the pause of the one before.
    """

    def __init__(self) -> None:
        super().__init__()
        self._rung = threading.Event()
        self._echo = threading.TIMEOUT_MAX

    def ring(self) -> None:
        """End the pause of the loop, or let it skip its next one."""
        self._rung.set()

    def pause(self, seconds: float) -> None:
        """Wait, unless the loop is told to stop."""
        super().wait(seconds)

    @override
    def set(self) -> None:
        super().set()
        self._rung.set()

    @override
    def wait(self, timeout: float | None = None) -> bool:
        pause = min(threading.TIMEOUT_MAX if timeout is None else timeout, self._echo)
        self._echo = _ECHO if self._rung.wait(pause) else 2 * pause
        self._rung.clear()
        return self.is_set()


_functions: dict[str, Callable[[str], None]] = {}


@DBOS.workflow(name=_WORKFLOW)
def _call(function: str, argument: str) -> None:
    """The one workflow there is: it looks the function up by its name."""
    _functions[function](argument)


def _register(functions: Mapping[str, Callable[[str], None]]) -> None:
    _functions.clear()
    _functions.update(functions)


def migrate(url: sa.URL) -> None:
    """Bring the tables of the job engine up to date, in a database that this process may alter."""
    DBOS.migrate(url.render_as_string(hide_password=False))
