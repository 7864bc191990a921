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
from pictoris.flow.context import Context
from pictoris.flow.submit import Receipt, check, submit
from pictoris.infra.clock import iso
from pictoris.jobs.idempotency import Once
from pictoris.nouns import AccountId, Json
from pictoris.operations.base import AnyOperation

PATHS: Final[Mapping[str, tuple[str, ...]]] = {
    "faceswap": both_families("/api/v1/{family}/faceswap"),
    "describe": both_families("/api/v1/{family}/describe"),
    "remove_background": ("/api/v1/tools/remove-bg",),
    "upscale": ("/api/v1/flux/upscale",),
}
"""Operation → where this dialect takes it."""


def endpoints() -> tuple[Endpoint, ...]:
    """An endpoint for every operation that this dialect has a path for."""
    known = operations.find()
    return tuple(_endpoint(known[name], paths) for name, paths in PATHS.items() if name in known)


def receipt_reply(receipt: Receipt, *, with_ids: bool) -> Response:
    """The submit reply; `with_ids` adds the spellings that the README of the official Python kit reads."""
    reply: dict[str, object] = {
        "success": True,
        "messageId": receipt.job,
        "createdAt": iso(receipt.created),
    }
    if with_ids:
        reply |= {"message_id": receipt.job, "id": receipt.job}
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
        receipt = await call.run(_order, call.context, call.account.id, name, call.fields, call.once())
        call.service.metrics.count_submit(name)
        return receipt_reply(receipt, with_ids=call.context.settings.submit_reply_ids)

    return answer


def _order(
    context: Context, account: AccountId, name: str, fields: Mapping[str, Json], once: Once | None
) -> Receipt:
    return submit(context, check(context, account, name, fields, terms_of(fields)), once)


def _fields_of(operation: AnyOperation) -> type[BaseModel]:
    """The operation's own parameters and the common fields, as one documented body."""
    name = f"{to_camel(operation.name)[0].upper()}{to_camel(operation.name)[1:]}Request"
    return create_model(name, __base__=(operation.params, BaseFields), __doc__=operation.summary)
