"""Request → order → hold → job, and the answer only after the commit."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import sqlalchemy as sa
from pydantic import ValidationError

from pictoris.accounts import accounts
from pictoris.artifacts import records
from pictoris.artifacts.names import own_name
from pictoris.credits import ledger
from pictoris.errors import InvalidRequest, NotFound, TooMany
from pictoris.flow.admit import admit
from pictoris.flow.context import JOBS, Context
from pictoris.infra.clock import Instant
from pictoris.infra.ids import new_seed, new_uuid
from pictoris.jobs import lanes, queue
from pictoris.jobs.idempotency import Once, only_once
from pictoris.nouns import AccountId, Credits, JobId, Json, Order, Speed
from pictoris.operations.base import AnyOperation, Params
from pictoris.words import moderation


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a request says beside the parameters of its operation."""

    ref: str | None = None
    webhook: str | None = None
    timeout: int = 900
    """Seconds that the job may run."""
    speed: Speed | None = None
    """How soon it is wanted, unless the parameters say so themselves; None is `fast`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the caller gets for an order: the job's id, and when it was taken."""

    job: JobId
    created: Instant


def check(context: Context, account: AccountId, name: str, fields: Mapping[str, Json], terms: Terms) -> Order:
    """Turn a request into one order, or refuse it: see `check_all`; one that asks for several is refused."""
    orders = check_all(context, account, name, fields, terms)
    if len(orders) > 1:
        raise InvalidRequest(
            f"prompt: its alternatives or --repeat make {len(orders)} jobs, and only one can be made here: "
            "leave them out.",
            code="one_job_only",
        )
    return orders[0]


def check_all(
    context: Context, account: AccountId, name: str, fields: Mapping[str, Json], terms: Terms
) -> tuple[Order, ...]:
    """Turn a request into the orders that it asks for, or refuse it. Changes nothing, asks no other host.

    Raises `InvalidRequest` for parameters, words and URLs that cannot be taken, `NotFound` for an unknown operation.
    """
    operation = context.operations.get(name)
    if operation is None:
        raise NotFound(f"No operation is called {name}.", code="unknown_operation")
    params = _parse(operation, fields)
    for role, url in params.image_urls().items():
        _check_input(context, operation, role, url)
    _check_words(context, account, operation.prompt(params))
    if terms.webhook:
        context.door.check_webhook(terms.webhook)
    return tuple(_order(context, account, operation, one, terms) for one in operation.expand(params))


def _order(
    context: Context, account: AccountId, operation: AnyOperation, params: Params, terms: Terms
) -> Order:
    settled = operation.settle(params, new_seed())
    listed = context.settings.price_of(operation.name, operation.credits)
    speed, priority, factor = _at_speed(context, operation, settled, terms)
    return Order(
        account=account,
        operation=operation.name,
        params=settled.model_dump(mode="json"),
        price=Credits(math.ceil(operation.price(settled, listed) * factor)),
        prompt=operation.prompt(settled),
        ref=terms.ref,
        webhook=terms.webhook,
        timeout=terms.timeout,
        speed=speed,
        priority=priority,
    )


def _at_speed(
    context: Context, operation: AnyOperation, params: Params, terms: Terms
) -> tuple[Speed, int, Decimal]:
    """Speed, priority and what the price is multiplied with; exactly, for the price is rounded up."""
    if not operation.has_speeds:
        return Speed.FAST, context.settings.speeds.terms(Speed.FAST).priority, Decimal(1)
    speed = operation.speed(params) or terms.speed or Speed.FAST
    table = context.settings.speeds.terms(speed)
    return speed, table.priority, Decimal(str(table.price))


def submit(context: Context, order: Order, once: Once | None = None) -> Receipt:
    """Take one order: see `submit_all`."""
    return submit_all(context, (order,), once)[0]


def submit_all(context: Context, orders: Sequence[Order], once: Once | None = None) -> tuple[Receipt, ...]:
    """Take orders of one account: hold their prices, write the jobs, hand over what there is room for; all or nothing.

    Raises `NotEnoughCredits`, `TooMany` if the account's queue is full, `Conflict` if the idempotency key came with
    another request.
    """
    with context.database.writing() as tx:
        now = context.clock.now()
        kept = only_once(
            tx, orders[0].account, once, now, lambda: [_take(context, tx, order, now) for order in orders]
        )
    context.durable.wake(JOBS)
    return tuple(receipt_from(one) for one in kept) if isinstance(kept, list) else ()


def _take(context: Context, tx: sa.Connection, order: Order, now: Instant) -> Json:
    job = JobId(new_uuid())
    ledger.hold(tx, order.account, job, order.price, now)
    place, waiting = lanes.join(tx, order, now, context.ladder)
    queue.add(tx, job, order, place=place, at=now)
    if waiting > context.settings.queue_limit:
        raise TooMany(
            f"{context.settings.queue_limit} jobs of this account are waiting already: come back when some are done.",
            retry_after=30,
            code="queue_full",
        )
    admit(context, tx, order.account)
    return [job, now]


def _parse(operation: AnyOperation, fields: Mapping[str, Json]) -> Params:
    try:
        params: Params = operation.params.model_validate(fields)
    except ValidationError as error:
        raise InvalidRequest(sentence_of(error)) from error
    return params


def sentence_of(error: ValidationError) -> str:
    """The first thing that pydantic found wrong, as a sentence."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    field = ".".join(str(part) for part in first["loc"]) or "body"
    if first["type"] == "missing":
        return f"{field} is required."
    message = first["msg"].removeprefix("Value error, ").rstrip(".")
    return f"{field}: {message[0].lower()}{message[1:]}."


def _check_words(context: Context, account: AccountId, prompt: str) -> None:
    """Refuse a prompt with words that nobody or this account does not want, or with flags that cannot be read."""
    if not prompt:
        return
    with context.database.reading() as tx:
        ban_words = accounts.ban_words(tx, account)
    verdict = moderation.check(prompt, ban_words)
    if not verdict.ok:
        raise InvalidRequest(f"prompt: {verdict.message}", code="invalid_prompt")


def _check_input(context: Context, operation: AnyOperation, role: str, url: str) -> None:
    name = own_name(url, context.settings.base_url)
    if name is None:
        context.door.check(url, refused_hosts=operation.refused_hosts)
        return
    with context.database.reading() as tx:
        if records.find(tx, name) is None:
            raise InvalidRequest(
                f"{role}: this server has no such file (any more): upload it again.", code="file_gone"
            )


def receipt_from(kept: Json) -> Receipt:
    """Read a receipt as the idempotency table keeps it: job and time."""
    match kept:
        case [str(job), int(created)]:
            return Receipt(job=JobId(job), created=Instant(created))
        case _:
            raise AssertionError(f"{kept!r} is not a receipt")
