"""What an account asks about itself: credits, its latest results, its ban words."""

from typing import Annotated, Final

from pydantic import Field
from starlette.responses import Response

from pictoris import reads
from pictoris.api.endpoint import Call, Endpoint
from pictoris.api.fields import Fields
from pictoris.api.paths import both_families
from pictoris.api.replies import json_reply
from pictoris.api.schemas import AccountInfo, BanWords, History
from pictoris.errors import InvalidRequest
from pictoris.flow.context import Context
from pictoris.flow.preferences import set_ban_words
from pictoris.infra.clock import after, iso
from pictoris.nouns import Account, AccountId, Job
from pictoris.webhooks.message import message_of

MOST_WORDS: Final = 1_000
LARGEST_PAGE: Final = 1_000
"""Results on one page of the history."""

_LAST_PAGE: Final = 1_000_000


class BanWordsRequest(Fields):
    """The whole list: what is not in it is allowed again."""

    words: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=100)]], Field(max_length=MOST_WORDS)
    ] = Field(description="Words or phrases; case and disguises do not matter.")


async def account_info(call: Call) -> Response:
    """Plan and credits, as they are now."""
    fresh = await call.run(reads.caller, call.context.database, call.caller.digest)
    return json_reply(_info(fresh or call.account))


async def history(call: Call) -> Response:
    """Results of the last hours, newest first."""
    page = _number(call, "page", default=1, most=_LAST_PAGE)
    size = _number(call, "size", default=10, most=LARGEST_PAGE)
    images = await call.run(_history, call.context, call.account.id, page, size)
    return json_reply({"images": images})


async def ban_words(call: Call) -> Response:
    """The list as it is."""
    return json_reply({"words": await call.run(reads.ban_words, call.context.database, call.account.id)})


async def replace_ban_words(call: Call) -> Response:
    """Another list instead."""
    words = list(dict.fromkeys(BanWordsRequest.of(call.fields).words))
    kept = await call.run(set_ban_words, call.context, call.account.id, words, call.once())
    return json_reply({"words": kept})


def endpoints() -> tuple[Endpoint, ...]:
    """Account information, history, ban words."""
    words = both_families("/api/v1/{family}/ban-words")
    return (
        Endpoint(
            method="GET",
            paths=("/api/v1/subscription/account-info",),
            answer=account_info,
            summary="Plan and credits",
            tag="Account",
            gives=AccountInfo,
        ),
        Endpoint(
            method="GET",
            paths=both_families("/api/v1/{family}/images"),
            answer=history,
            summary="Results of the last hours, newest first",
            tag="Account",
            gives=History,
            queries={"page": "From 1; default 1.", "size": f"1 to {LARGEST_PAGE}; default 10."},
        ),
        Endpoint(
            method="GET",
            paths=words,
            answer=ban_words,
            summary="The account's ban words",
            tag="Account",
            gives=BanWords,
        ),
        Endpoint(
            method="POST",
            paths=words,
            answer=replace_ban_words,
            summary="Replace the account's ban words",
            tag="Account",
            takes=BanWordsRequest,
            gives=BanWords,
            example={"words": ["gore"]},
        ),
    )


def _info(account: Account) -> dict[str, object]:
    return {
        "type": account.plan,
        "creditsQuota": account.quota,
        "credits": account.credits,
        "creditsExtra": account.credits_extra,
        "expiredAt": iso(account.expires),
        "email": account.email,
    }


def _history(context: Context, account: AccountId, page: int, size: int) -> list[dict[str, object]]:
    since = after(context.clock.now(), seconds=-3600 * context.settings.history_hours)
    jobs = reads.history(context.database, account, since, page=page, size=size)
    return [_line(context, job) for job in jobs]


def _line(context: Context, job: Job) -> dict[str, object]:
    message = message_of(job, context.settings.base_url)
    operation = context.operations.get(job.order.operation)
    return {
        "id": job.id,
        "type": operation.kind if operation else job.order.operation.upper(),
        "button": job.order.button,
        "prompt": message["prompt"],
        "uri": message.get("uri", ""),
        "createdAt": message["createdAt"],
    }


def _number(call: Call, name: str, *, default: int, most: int) -> int:
    text = call.request.query_params.get(name, "")
    if not text:
        return default
    digits = text if text.isascii() and text.isdecimal() and len(text) < len(str(most)) + 1 else "0"
    if not 1 <= int(digits) <= most:
        raise InvalidRequest(f"{name} must be a whole number from 1 to {most}.")
    return int(digits)
