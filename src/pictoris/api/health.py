"""Whether the server lives, whether it can do its work, and what it counts."""

import threading
from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from pictoris import reads
from pictoris.api.endpoint import Service
from pictoris.api.errors import reply_to
from pictoris.api.metrics import CONTENT_TYPE
from pictoris.api.replies import json_reply
from pictoris.errors import PictorisError
from pictoris.flow.context import Context
from pictoris.infra.clock import Instant, after

TRUSTED_FOR: Final = 1_000
"""Milliseconds for which a state is told again without asking: nobody can wear the store out by looking."""

SETTLED_AFTER: Final = 10.0
"""Seconds after which no transaction can still bring a job that ended then."""


class Health:
    """Answers those who watch the server; none of it needs a key."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._state: dict[str, bool] = {}
        self._asked = Instant(0)
        self._counted_until = service.context.clock.now()
        self._counting = threading.Lock()

    async def alive(self, _request: Request) -> Response:
        """The process answers: that is all it says."""
        return json_reply({"status": "ok"})

    async def ready(self, _request: Request) -> Response:
        """200 if database, store and a worker answer, else 503; the body says which."""
        now = self._service.context.clock.now()
        if not 0 <= now - self._asked < TRUSTED_FOR:
            self._state = await self._service.threads.run(state_of, self._service.context)
            self._asked = now
        is_ready = all(self._state.values())
        return json_reply({"ready": is_ready, **self._state}, status=200 if is_ready else 503)

    async def metrics(self, _request: Request) -> Response:
        """Counters in the text form of Prometheus."""
        try:
            page = await self._service.threads.run(self._page)
        except PictorisError as error:
            return reply_to(error)
        return Response(page, media_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"})

    def _page(self) -> bytes:
        context, metrics = self._service.context, self._service.metrics
        depth = reads.queue_depth(context.database)
        # One look at a time: two at once would count the same jobs twice.
        with self._counting:
            until = after(context.clock.now(), seconds=-SETTLED_AFTER)
            if until > self._counted_until:
                metrics.count_ended(reads.ended_between(context.database, self._counted_until, until))
                self._counted_until = until
        return metrics.page(depth, streams=self._service.watch.count)


def state_of(context: Context) -> dict[str, bool]:
    """What answers now: the database, the store, and at least one worker."""
    recently = after(context.clock.now(), seconds=-context.settings.dead_after)
    return {
        "database": _answers(lambda: reads.is_alive(context.database)),
        "store": _answers(context.store.check),
        "engine": _answers(lambda: reads.working_slots(context.database, recently) > 0),
    }


def _answers(ask: Callable[[], bool | None]) -> bool:
    """Whether a question is answered, and not with no."""
    try:
        return ask() is not False
    except PictorisError:
        return False
