"""Work of several callers that fits together is done as one batch; each caller hears of its own and may leave.

One thread works as long as there is something to do. The callers wait in their own threads, and call their own
`report` and `stopped` there: one that is stopped returns at once, and its cells are passed over or thrown away.
"""

import threading
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from pictoris.errors import Failed
from pictoris.ports import Array, Stopped

KindT = TypeVar("KindT", bound=Hashable)
CellT = TypeVar("CellT")
DoneT = TypeVar("DoneT")

_LOOKS = 0.1
"""Seconds between two questions whether a caller still wants its work, while no step ends."""

Shown = Callable[[float, "Sequence[Array | None]"], None]
"""Tell the fraction done and how each cell looks so far."""


class Ticket(Generic[KindT, CellT, DoneT]):
    """The work of one caller; touched under the lock of its `Batches` only."""

    def __init__(self, kind: KindT, cells: Sequence[CellT]) -> None:
        self.kind = kind
        self.cells = cells
        self.waiting = deque(range(len(cells)))
        self.fractions = [0.0] * len(cells)
        self.previews: list[Array | None] = [None] * len(cells)
        self.done: dict[int, DoneT] = {}
        self.error: BaseException | None = None
        self.is_wanted = True
        self.news = 0

    @property
    def is_over(self) -> bool:
        """Whether there is nothing to wait for."""
        return self.error is not None or len(self.done) == len(self.cells)


class Part(Generic[KindT, CellT, DoneT]):
    """One cell of a ticket while it is in a batch: what the batch is told, and whom it tells."""

    def __init__(self, ticket: Ticket[KindT, CellT, DoneT], index: int, changed: threading.Condition) -> None:
        self.ticket = ticket
        self.index = index
        self.changed = changed

    @property
    def cell(self) -> CellT:
        """What is to be painted."""
        return self.ticket.cells[self.index]

    @property
    def is_wanted(self) -> bool:
        """Whether anybody still waits for it."""
        return self.ticket.is_wanted

    @property
    def is_done(self) -> bool:
        """Whether it has its result."""
        return self.index in self.ticket.done

    def tell(self, fraction: float, preview: "Array | None") -> None:
        """Say how far it is; a second attempt never goes back."""
        with self.changed:
            self.ticket.fractions[self.index] = max(fraction, self.ticket.fractions[self.index])
            self.ticket.previews[self.index] = preview
            self.ticket.news += 1
            self.changed.notify_all()

    def finish(self, result: DoneT) -> None:
        """Hand the result over."""
        with self.changed:
            self.ticket.done[self.index] = result
            self.ticket.fractions[self.index] = 1.0
            self.ticket.news += 1
            self.changed.notify_all()


class Batches(Generic[KindT, CellT, DoneT]):
    """Gathers cells of the same kind, at most `most(kind)` at a time, and lets `run` finish each of them."""

    def __init__(
        self,
        run: Callable[[KindT, Sequence[Part[KindT, CellT, DoneT]]], None],
        *,
        most: Callable[[KindT], int],
        wait: float,
    ) -> None:
        """`wait` is how many seconds the first cells of an idle engine wait for others."""
        self._run = run
        self._most = most
        self._wait = wait
        self._changed = threading.Condition()
        self._tickets: list[Ticket[KindT, CellT, DoneT]] = []
        self._is_working = False

    def do(self, kind: KindT, cells: Sequence[CellT], show: Shown, stopped: Stopped) -> list[DoneT]:
        """Have cells painted and give their results in order.

        Raises `Failed("cancelled")` as soon as `stopped` says so, or what went wrong with these cells.
        """
        ticket: Ticket[KindT, CellT, DoneT] = Ticket(kind, cells)
        with self._changed:
            self._tickets.append(ticket)
            self._changed.notify_all()
            if not self._is_working:
                self._is_working = True
                threading.Thread(target=self._work, name="diffusion", daemon=True).start()
        try:
            self._attend(ticket, show, stopped)
        finally:
            with self._changed:
                ticket.is_wanted = False
                ticket.waiting.clear()
        if ticket.error is not None:
            raise ticket.error
        return [ticket.done[index] for index in range(len(cells))]

    def _attend(self, ticket: Ticket[KindT, CellT, DoneT], show: Shown, stopped: Stopped) -> None:
        """Pass news on until the work is over."""
        heard = 0
        while True:
            if stopped():
                raise Failed("The job was cancelled.", code="cancelled")
            with self._changed:
                if ticket.news == heard and not ticket.is_over:
                    self._changed.wait(_LOOKS)
                news, is_over = ticket.news, ticket.is_over
                fraction, previews = sum(ticket.fractions) / len(ticket.cells), list(ticket.previews)
            if news > heard and not is_over:
                show(fraction, previews)
            heard = news
            if is_over:
                return

    def _work(self) -> None:
        is_first = True
        while parts := self._next(is_first=is_first):
            is_first = False
            self._run_safely(parts)

    def _next(self, *, is_first: bool) -> list[Part[KindT, CellT, DoneT]]:
        """Parts of the next batch: those of whoever waits longest, and what fits to them; none if all is done."""
        with self._changed:
            self._tickets = [one for one in self._tickets if one.waiting]
            if not self._tickets:
                self._is_working = False
                return []
            kind = self._tickets[0].kind
            most = max(1, self._most(kind))
            if is_first:
                self._changed.wait_for(lambda: self._count(kind) >= most, self._wait)
            parts: list[Part[KindT, CellT, DoneT]] = []
            for ticket in self._tickets:
                while ticket.kind == kind and ticket.waiting and len(parts) < most:
                    parts.append(Part(ticket, ticket.waiting.popleft(), self._changed))
            return parts or self._next(is_first=False)

    def _count(self, kind: KindT) -> int:
        return sum(len(one.waiting) for one in self._tickets if one.kind == kind)

    def _run_safely(self, parts: Sequence[Part[KindT, CellT, DoneT]]) -> None:
        """Run a batch; if it fails, each caller's cells alone, so that nobody fails for another's picture."""
        error = self._attempt(parts)
        tickets = {id(part.ticket): part.ticket for part in parts}
        if error is None:
            return
        for ticket in tickets.values():
            own = [part for part in parts if part.ticket is ticket and not part.is_done]
            cause = error if len(tickets) == 1 else self._attempt(own)
            if cause is not None:
                self._fail(ticket, cause)

    def _attempt(self, parts: Sequence[Part[KindT, CellT, DoneT]]) -> BaseException | None:
        wanted = [part for part in parts if part.is_wanted]
        try:
            if wanted:
                self._run(wanted[0].ticket.kind, wanted)
        except BaseException as error:  # noqa: BLE001 - it is raised again, in the thread of whoever waits for it
            return error
        return None

    def _fail(self, ticket: Ticket[KindT, CellT, DoneT], error: BaseException) -> None:
        with self._changed:
            ticket.error = error
            ticket.waiting.clear()
            self._changed.notify_all()
