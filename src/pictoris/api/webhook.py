"""The account's default webhook: set, and removed."""

from typing import Annotated

from pydantic import Field
from starlette.responses import Response

from pictoris.api.endpoint import Call, Endpoint
from pictoris.api.fields import Fields
from pictoris.api.replies import json_reply
from pictoris.api.schemas import Done, WebhookSet
from pictoris.flow.preferences import remove_webhook, set_webhook


class WebhookRequest(Fields):
    """Where news goes by default."""

    url: Annotated[str, Field(min_length=1, max_length=8192, description="An http(s) URL that takes POST.")]


async def set_answer(call: Call) -> Response:
    """Set the webhook; the secret in the answer is shown this once."""
    url = WebhookRequest.of(call.fields).url
    secret = await call.run(set_webhook, call.context, call.account.id, url, call.once())
    return json_reply({"url": url, "secret": secret})


async def remove_answer(call: Call) -> Response:
    """Send no news by default."""
    await call.run(remove_webhook, call.context, call.account.id)
    return json_reply({"success": True})


def endpoints() -> tuple[Endpoint, ...]:
    """Set and remove."""
    paths = ("/api/v1/webhook",)
    return (
        Endpoint(
            method="POST",
            paths=paths,
            answer=set_answer,
            summary="Set the account's default webhook and get its new secret",
            tag="Extensions",
            takes=WebhookRequest,
            gives=WebhookSet,
            example={"url": "https://your-server.example/pictoris"},
        ),
        Endpoint(
            method="DELETE",
            paths=paths,
            answer=remove_answer,
            summary="Remove the account's default webhook",
            tag="Extensions",
            gives=Done,
        ),
    )
