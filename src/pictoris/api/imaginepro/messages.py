"""How a job stands: asked more often than anything else, under all the paths that clients use."""

from typing import Final

from starlette.responses import Response

from pictoris.api.endpoint import Call, Endpoint
from pictoris.api.ids import job_id_of
from pictoris.api.limits import Pace
from pictoris.api.replies import bytes_reply
from pictoris.api.schemas import Message
from pictoris.webhooks.message import encode, message_of

PATHS: Final = (
    "/api/v1/message/fetch/{id}",
    "/api/v1/nova/message/{id}",
    "/api/v1/midjourney/message/{id}",
    "/api/v1/video/mj/fetch/{id}",
)


async def answer(call: Call) -> Response:
    """The message of one job."""
    job = await call.service.jobs.read(call.account.id, job_id_of(call.in_path("id")))
    return bytes_reply(encode(message_of(job, call.context.settings.base_url)))


def endpoints() -> tuple[Endpoint, ...]:
    """The status endpoint."""
    return (
        Endpoint(
            method="GET",
            paths=PATHS,
            answer=answer,
            summary="How a job stands, and its result",
            tag="Messages",
            gives=Message,
            refuses=frozenset({404}),
            pace=Pace.STATUS,
        ),
    )
