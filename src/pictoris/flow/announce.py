"""News → webhook, with patience: one attempt a call, and the next one is written before this one is forgotten."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import sqlalchemy as sa

from pictoris.accounts import accounts
from pictoris.errors import PictorisError
from pictoris.flow.context import ANNOUNCE, WEBHOOKS, Context
from pictoris.infra.clock import after
from pictoris.infra.durable import Call
from pictoris.infra.ids import new_token
from pictoris.jobs import queue
from pictoris.nouns import News, Webhook
from pictoris.webhooks import outbox
from pictoris.webhooks.message import encode, message_of
from pictoris.webhooks.schedule import Verdict, delay_before, verdict
from pictoris.webhooks.signing import sign

_BUSY_HOST = 1.0
"""Seconds after which news for a host with too many attempts in flight looks again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attempt:
    verdict: Verdict
    result: str
    status: int | None
    milliseconds: int
    retry_after: int | None


def announce(context: Context, news_id: str) -> None:
    """Try once to deliver news; on failure the next try is scheduled, or the news is given up."""
    with context.database.reading() as tx:
        news = outbox.pending(tx, news_id)
        job = None if news is None else queue.told(tx, news.job)
        webhook = None if news is None else accounts.webhook(tx, news.account, context.clock.now())
    if news is None or job is None or webhook is None:
        return
    body = encode(message_of(job, context.settings.base_url))
    with _slot(news.url, context.settings.webhooks.per_host) as free:
        if not free:
            _look_again(context, news)
            return
        attempt = _post(context, news, body, webhook)
    _record(context, news, attempt, webhook)


def _post(context: Context, news: News, body: bytes, webhook: Webhook) -> _Attempt:
    begun = context.clock.now()
    headers = sign(webhook.secrets, news.id, begun, body)
    try:
        answer = context.door.post(
            news.url, body=body, headers=headers, timeout=context.settings.webhooks.timeout
        )
    except PictorisError as error:
        return _Attempt(
            verdict=Verdict.RETRY,
            result=error.code,
            status=None,
            milliseconds=context.clock.now() - begun,
            retry_after=None,
        )
    judged = verdict(answer)
    return _Attempt(
        verdict=judged,
        result=judged.value,
        status=answer.status,
        milliseconds=context.clock.now() - begun,
        retry_after=answer.retry_after,
    )


def _record(context: Context, news: News, attempt: _Attempt, webhook: Webhook) -> None:
    """Log the attempt and decide what follows, in one transaction."""
    now = context.clock.now()
    is_default = news.url == webhook.url
    with context.database.writing() as tx:
        if outbox.pending(tx, news.id) is None:
            return
        outbox.log(
            tx, news, status=attempt.status, result=attempt.result, milliseconds=attempt.milliseconds, at=now
        )
        if attempt.verdict is Verdict.DELIVERED:
            outbox.move(tx, news, "delivered")
            if is_default and webhook.failing_since is not None:
                accounts.webhook_failing(tx, news.account, None)
            return
        delay = delay_before(news.attempt + 2, attempt.retry_after)
        is_old = now >= after(news.created, seconds=context.settings.webhooks.give_up_after)
        if attempt.verdict is Verdict.DISABLED or delay is None or is_old:
            outbox.move(tx, news, "given_up")
        else:
            outbox.move(tx, news, "pending")
            call_id = f"{news.id}.{news.attempt + 2}"
            context.durable.enqueue(
                tx, Call(id=call_id, queue=WEBHOOKS, function=ANNOUNCE, argument=news.id, delay=delay)
            )
        if is_default:
            _count_failure(context, tx, news, attempt, webhook)
    context.durable.wake(WEBHOOKS)


def _count_failure(
    context: Context, tx: sa.Connection, news: News, attempt: _Attempt, webhook: Webhook
) -> None:
    """A default webhook that is gone, or has failed for days, is switched off."""
    now = context.clock.now()
    patience = context.settings.webhooks.give_up_after
    tired = webhook.failing_since is not None and now >= after(webhook.failing_since, seconds=patience)
    if attempt.verdict is Verdict.DISABLED or tired:
        accounts.remove_webhook(tx, news.account)
    else:
        accounts.webhook_failing(tx, news.account, now)


def _look_again(context: Context, news: News) -> None:
    with context.database.writing() as tx:
        call_id = f"{news.id}.{news.attempt + 1}.{new_token(32)}"
        context.durable.enqueue(
            tx, Call(id=call_id, queue=WEBHOOKS, function=ANNOUNCE, argument=news.id, delay=_BUSY_HOST)
        )


_in_flight: Counter[str] = Counter()
_lock = threading.Lock()


@contextmanager
def _slot(url: str, limit: int) -> Iterator[bool]:
    """A place among the attempts that this process has in flight to one host; False if there is none."""
    host = urlsplit(url).netloc.lower()
    with _lock:
        free = _in_flight[host] < limit
        _in_flight[host] += free
    try:
        yield free
    finally:
        with _lock:
            _in_flight[host] -= free
            if not _in_flight[host]:
                del _in_flight[host]
