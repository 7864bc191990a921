"""An endpoint as a value, and the one entrance through which its requests come."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Final, Literal, ParamSpec, TypeAlias, TypeVar

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from pictoris.api.auth import Caller, Gate
from pictoris.api.body import read_fields
from pictoris.api.errors import reply_to, reply_to_fault
from pictoris.api.job_reader import JobReader
from pictoris.api.limits import Limits, Pace
from pictoris.api.metrics import Metrics
from pictoris.api.paths import canonical
from pictoris.api.threads import Threads
from pictoris.api.watch import Watch
from pictoris.errors import InvalidRequest, PictorisError
from pictoris.flow.context import Context
from pictoris.jobs.idempotency import Once
from pictoris.nouns import Account, Json

P = ParamSpec("P")
T = TypeVar("T")

LONGEST_KEY: Final = 255
"""Characters of an `Idempotency-Key`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What all endpoints share: the house behind them, and the moving parts of the service itself."""

    context: Context
    threads: Threads
    limits: Limits
    gate: Gate
    metrics: Metrics
    watch: Watch
    jobs: JobReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request that was let in: who calls, and the fields that they gave."""

    service: Service
    request: Request
    caller: Caller
    fields: Mapping[str, Json]
    body: bytes

    @property
    def account(self) -> Account:
        """The caller's account; its credits may be a moment old."""
        return self.caller.account

    @property
    def context(self) -> Context:
        """The house behind the service."""
        return self.service.context

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a function of the synchronous core."""
        return await self.service.threads.run(function, *args, **kwargs)

    def in_path(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    def once(self, said: bytes | None = None) -> Once | None:
        """The caller's `Idempotency-Key`, bound to what the request said (`said`: other bytes than the body's).

        Raises `InvalidRequest` for a key that is empty, too long, not plain ASCII, or given twice.
        """
        keys = self.request.headers.getlist("idempotency-key")
        if not keys:
            return None
        key = keys[0].strip().strip('"')
        if len(keys) > 1 or not 0 < len(key) <= LONGEST_KEY or not (key.isascii() and key.isprintable()):
            raise InvalidRequest(
                f"Idempotency-Key must be given once, as 1 to {LONGEST_KEY} printable ASCII characters.",
                code="invalid_idempotency_key",
            )
        request = f"{self.request.method} {canonical(self.request.url.path)}\n".encode()
        return Once(key, hashlib.sha256(request + (self.body if said is None else said)).hexdigest())


Answer: TypeAlias = Callable[[Call], Awaitable[Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One thing that a caller with a key may ask of this server. There is no endpoint without a key."""

    method: Literal["GET", "POST", "PUT", "DELETE"]
    paths: tuple[str, ...]
    """The first is the documented one, the others mean the same."""
    answer: Answer
    summary: str
    tag: str
    gives: type[BaseModel] | None
    """The shape of the answer; None: a stream of events."""
    takes: type[BaseModel] | None = None
    """The fields of the JSON body, for documentation: the answer checks them."""
    example: Mapping[str, object] | None = None
    """A body that is taken."""
    queries: Mapping[str, str] | None = None
    """Query parameter → what it means."""
    refuses: frozenset[int] = frozenset()
    """Statuses that it answers beside those that every endpoint may answer."""
    pace: Pace = Pace.OTHER
    reads_json: bool = True
    """Whether the body of a POST or PUT is read as JSON; an endpoint that says no takes forms and reads them itself."""
    is_job: bool = False
    """Whether it takes an order, whose message goes to a webhook in the end."""
    is_planned: bool = False
    """Whether it only says that this version does not do it."""


def serve(service: Service, endpoint: Endpoint, route: str) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint as a function of the framework; `route` is its name in the metrics."""
    seconds = service.metrics.seconds_of(endpoint.method, route)

    async def handle(request: Request) -> Response:
        began = perf_counter()
        reply = await _answer(service, endpoint, request)
        service.metrics.count_reply(endpoint.method, route, reply.status_code)
        seconds.observe(perf_counter() - began)
        return reply

    return handle


async def _answer(service: Service, endpoint: Endpoint, request: Request) -> Response:
    """Key, limit, body, answer; and whatever goes wrong, the caller gets JSON."""
    headers: Mapping[str, str] = {}
    try:
        caller = await service.gate.admit(request)
        allowance = service.limits.spend(endpoint.pace, caller.digest)
        headers = allowance.headers
        allowance.check()
        reply = await endpoint.answer(await _call(service, endpoint, request, caller))
    except PictorisError as error:
        reply = reply_to(error, empty_purse=service.context.settings.insufficient_credits_status)
    except Exception as error:  # noqa: BLE001 - one of the two outermost loops
        reply = reply_to_fault(request, error)
    reply.headers.update(headers)
    return reply


async def _call(service: Service, endpoint: Endpoint, request: Request, caller: Caller) -> Call:
    fields: Mapping[str, Json] = {}
    body = b""
    if endpoint.reads_json and endpoint.method in {"POST", "PUT"}:
        fields, body = await read_fields(request)
    return Call(service=service, request=request, caller=caller, fields=fields, body=body)
