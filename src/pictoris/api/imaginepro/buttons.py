"""Buttons: what may be done to a message; what each of them means stands in the graph of buttons."""

from typing import Annotated

from pydantic import Field
from starlette.responses import Response

from pictoris.api.endpoint import Call, Endpoint
from pictoris.api.ids import job_id_of
from pictoris.api.imaginepro.orders import receipt_reply
from pictoris.api.imaginepro.terms import BaseFields, terms_of
from pictoris.api.limits import Pace
from pictoris.api.paths import both_families
from pictoris.api.schemas import Submitted
from pictoris.flow.press import Press, press
from pictoris.operations.painting import LARGEST_SEED


class ButtonRequest(BaseFields):
    """A button and the message that offers it."""

    message_id: Annotated[str, Field(min_length=1, description="The message whose button it is.")]
    button: Annotated[str, Field(min_length=1, description="One of the message's `buttons`, exactly.")]
    prompt: str | None = Field(default=None, description="Other words than the message's.")
    mask: str | None = Field(
        default=None,
        description="For `Vary (Region)`: base64 of a PNG or WebP picture, white where to paint anew.",
    )
    seed: Annotated[int, Field(ge=0, le=LARGEST_SEED)] | None = Field(
        default=None, description="Extension: the seed of what follows; else drawn."
    )


async def answer(call: Call) -> Response:
    """Press a button."""
    said = ButtonRequest.of(call.fields)
    pressed = Press(
        message=job_id_of(said.message_id),
        button=said.button,
        prompt=said.prompt,
        mask=said.mask,
        seed=said.seed,
    )
    receipt = await call.run(
        press,
        call.context,
        call.account.id,
        pressed,
        terms_of(call.fields, call.request.url.path),
        call.once(),
    )
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
            example={"messageId": "5b0f6a52-6d3e-4a55-9d6e-0c4f9b6f2f11", "button": "U1"},
            refuses=frozenset({404, 409}),
            pace=Pace.SUBMIT,
            is_job=True,
        ),
    )
