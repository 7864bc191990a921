"""Buttons: what may be done to a message; today that is to cancel it."""

from typing import Annotated, Final

from pydantic import Field
from starlette.responses import Response

from pictoris import reads
from pictoris.api.endpoint import Call, Endpoint
from pictoris.api.ids import job_id_of
from pictoris.api.imaginepro.orders import receipt_reply
from pictoris.api.imaginepro.terms import BaseFields
from pictoris.api.limits import Pace
from pictoris.api.paths import both_families
from pictoris.api.schemas import Submitted
from pictoris.errors import InvalidRequest
from pictoris.flow.cancel import cancel
from pictoris.flow.context import Context
from pictoris.flow.submit import Receipt
from pictoris.jobs.idempotency import Once
from pictoris.nouns import AccountId, Job
from pictoris.webhooks.message import CANCEL, buttons_of

_VARIATION_SELECTOR: Final = "\ufe0f"


class ButtonRequest(BaseFields):
    """A button and the message that offers it."""

    message_id: Annotated[str, Field(min_length=1, description="The message whose button it is.")]
    button: Annotated[str, Field(min_length=1, description="One of the message's `buttons`, exactly.")]


async def answer(call: Call) -> Response:
    """Press a button."""
    pressed = ButtonRequest.of(call.fields)
    receipt = await call.run(_press, call.context, call.account.id, pressed, call.once())
    return receipt_reply(receipt, with_ids=call.context.settings.submit_reply_ids)


def endpoints() -> tuple[Endpoint, ...]:
    """The button endpoint and its boosted twin."""
    paths = both_families("/api/v1/{family}/button") + both_families("/api/v1/{family}/boost/button")
    return (
        Endpoint(
            method="POST",
            paths=paths,
            answer=answer,
            summary="Press one of a message's buttons",
            tag="Messages",
            takes=ButtonRequest,
            gives=Submitted,
            example={"messageId": "5b0f6a52-6d3e-4a55-9d6e-0c4f9b6f2f11", "button": CANCEL},
            refuses=frozenset({404, 409}),
            pace=Pace.SUBMIT,
        ),
    )


def _press(context: Context, account: AccountId, pressed: ButtonRequest, once: Once | None) -> Receipt:
    job = reads.job(context.database, account, job_id_of(pressed.message_id))
    if plain(pressed.button) != plain(CANCEL):
        raise _not_offered(job, pressed.button)
    return cancel(context, account, job.id, once)


def plain(button: str) -> str:
    """A button without the invisible mark that makes an arrow an emoji: clients often lose it."""
    return button.replace(_VARIATION_SELECTOR, "")


def _not_offered(job: Job, button: str) -> InvalidRequest:
    offered = ", ".join(buttons_of(job)) or "none"
    return InvalidRequest(
        f"This message does not offer {button[:40]!r}; its buttons now: {offered}.", code="button_not_offered"
    )
