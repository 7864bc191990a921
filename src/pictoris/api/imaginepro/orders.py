"""Orders: one endpoint for each operation, and the answer that they share."""

from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel, create_model
from pydantic.alias_generators import to_camel
from starlette.responses import Response

from pictoris import operations
from pictoris.api.endpoint import Answer, Call, Endpoint
from pictoris.api.imaginepro.terms import BaseFields, terms_of
from pictoris.api.limits import Pace
from pictoris.api.paths import both_families
from pictoris.api.replies import json_reply
from pictoris.api.schemas import Submitted
from pictoris.flow.submit import Receipt, Terms, check_all, submit_all
from pictoris.infra.clock import iso
from pictoris.jobs.idempotency import Once
from pictoris.operations.base import AnyOperation

PATHS: Final[Mapping[str, tuple[str, ...]]] = {
    "faceswap": both_families("/api/v1/{family}/faceswap"),
    "describe": both_families("/api/v1/{family}/describe"),
    "remove_background": ("/api/v1/tools/remove-bg",),
    "upscale": ("/api/v1/flux/upscale",),
    "imagine": both_families("/api/v1/{family}/imagine") + both_families("/api/v1/{family}/boost/imagine"),
    "blend": both_families("/api/v1/{family}/blend"),
    "flux": ("/api/v1/flux/imagine",),
    "compose": ("/api/v1/universal/imagine", "/api/v1/gemini/imagine"),
    "zimage": ("/api/v1/universal/zimage",),
}
"""Operation → where this dialect takes it; the others are ordered by buttons."""


def endpoints() -> tuple[Endpoint, ...]:
    """An endpoint for every operation that this dialect has a path for."""
    known = operations.find()
    return tuple(_endpoint(known[name], paths) for name, paths in PATHS.items() if name in known)


def receipt_reply(receipt: Receipt, *others: Receipt, with_ids: bool) -> Response:
    """The submit reply; `with_ids` adds the spellings that the README of the official Python kit reads.

    A prompt that asks for several jobs gets `messageIds` too, an extension; `messageId` is the first of them.
    """
    reply: dict[str, object] = {
        "success": True,
        "messageId": receipt.job,
        "createdAt": iso(receipt.created),
    }
    if with_ids:
        reply |= {"message_id": receipt.job, "id": receipt.job}
    if others:
        reply["messageIds"] = [one.job for one in (receipt, *others)]
    return json_reply(reply)


def _endpoint(operation: AnyOperation, paths: tuple[str, ...]) -> Endpoint:
    return Endpoint(
        method="POST",
        paths=paths,
        answer=_ordering(operation.name),
        summary=operation.summary,
        tag="Operations",
        takes=_fields_of(operation),
        gives=Submitted,
        example=operation.example.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        pace=Pace.SUBMIT,
        is_job=True,
    )


def _ordering(name: str) -> Answer:
    async def answer(call: Call) -> Response:
        receipts = await call.run(
            _order, call, name, terms_of(call.fields, call.request.url.path), call.once()
        )
        for _ in receipts:
            call.service.metrics.count_submit(name)
        return receipt_reply(*receipts, with_ids=call.context.settings.submit_reply_ids)

    return answer


def _order(call: Call, name: str, terms: Terms, once: Once | None) -> tuple[Receipt, ...]:
    orders = check_all(call.context, call.account.id, name, call.fields, terms)
    return submit_all(call.context, orders, once)


def _fields_of(operation: AnyOperation) -> type[BaseModel]:
    """The operation's own parameters and the common fields, as one documented body."""
    name = f"{to_camel(operation.name)[0].upper()}{to_camel(operation.name)[1:]}Request"
    return create_model(name, __base__=(operation.params, BaseFields), __doc__=operation.summary)
