"""Pull the plug at the n-th step into the outside world: from then on, the process does nothing any more."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import sqlalchemy as sa

from pictoris.artifacts.store import Store
from pictoris.flow.context import Context
from pictoris.infra.database import Database


class PlugPulled(Exception):
    """The process is dead."""


@dataclass
class Plug:
    """Counts steps; the n-th one and all after it fail."""

    at: int
    steps: list[str] = field(default_factory=list)

    def step(self, what: str) -> None:
        self.steps.append(what)
        if self.is_pulled:
            raise PlugPulled(what)

    @property
    def is_pulled(self) -> bool:
        return len(self.steps) >= self.at


@dataclass
class _Store:
    """The store, a step before and after each change."""

    real: Store
    plug: Plug

    def put(self, name: str, data: bytes, content_type: str) -> None:
        self.plug.step("before put")
        self.real.put(name, data, content_type)
        self.plug.step("after put")

    def get(self, name: str) -> bytes:
        self.plug.step("get")
        return self.real.get(name)

    def delete(self, name: str) -> None:
        self.plug.step("before delete")
        self.real.delete(name)


@dataclass
class _Database:
    """The database, a step before and after each transaction, and before each commit."""

    real: Database
    plug: Plug

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        self.plug.step("begin")
        with self.real.writing() as tx:
            yield tx
            self.plug.step("before commit")
        self.plug.step("after commit")

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        self.plug.step("read")
        with self.real.reading() as tx:
            yield tx


@contextmanager
def plugged(context: Context, *, at: int) -> Iterator[tuple[Context, Plug]]:
    """The same world, dead after so many steps; every statement is one too."""
    plug = Plug(at=at)

    def on_statement(_connection, _cursor, statement, *_):
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK")):
            plug.step(statement)

    engine = context.database.engine
    sa.event.listen(engine, "before_cursor_execute", on_statement)
    try:
        yield (
            replace(
                context,
                database=_Database(context.database, plug),  # type: ignore[arg-type]
                store=_Store(context.store, plug),  # type: ignore[arg-type]
            ),
            plug,
        )
    finally:
        sa.event.remove(engine, "before_cursor_execute", on_statement)
