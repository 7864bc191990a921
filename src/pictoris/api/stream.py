"""Progress as server-sent events: `progress` while it lasts, then `done` or `fail`, then the end."""

from collections.abc import AsyncIterator
from typing import Final

from starlette.responses import Response, StreamingResponse

from pictoris import reads
from pictoris.api.endpoint import Call, Endpoint
from pictoris.api.ids import job_id_of
from pictoris.nouns import Job
from pictoris.webhooks.message import encode, is_final, message_of

HEADERS: Final = {
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
    "X-Content-Type-Options": "nosniff",
}

_SIGN_OF_LIFE: Final = b": still there\n\n"


async def answer(call: Call) -> Response:
    """Stream what happens to a job. `Last-Event-ID` is the revision that the client knows already.

    A client that knows the end is told 204: that is how browsers learn not to connect again.
    """
    call.service.watch.check_room(call.account.id)
    job = await call.run(reads.job, call.context.database, call.account.id, job_id_of(call.in_path("id")))
    known = _revision_of(call.request.headers.get("last-event-id", ""))
    if is_final(job) and known >= job.revision:
        return Response(status_code=204, headers=HEADERS)
    return StreamingResponse(_events(call, job, known), headers=HEADERS, media_type="text/event-stream")


def endpoints() -> tuple[Endpoint, ...]:
    """The stream of one job."""
    return (
        Endpoint(
            method="GET",
            paths=("/api/v1/message/stream/{id}",),
            answer=answer,
            summary="Progress as server-sent events, then the final message; resumable by Last-Event-ID",
            tag="Extensions",
            gives=None,
            refuses=frozenset({404}),
        ),
    )


async def _events(call: Call, job: Job, known: int) -> AsyncIterator[bytes]:
    base_url = call.context.settings.base_url
    if job.revision > known:
        yield event_of(job, base_url)
    async for news in call.service.watch.follow(job):
        yield _SIGN_OF_LIFE if news is None else event_of(news, base_url)


def event_of(job: Job, base_url: str) -> bytes:
    """A job as one event: its revision is the id, so that a client can say where it stopped listening.

    Only here a job that is at work shows its `preview`: whoever polls or is called back is spared the bytes.
    """
    message = message_of(job, base_url)
    if job.preview is not None:
        message["preview"] = f"data:image/jpeg;base64,{job.preview}"
    name = str(message["status"]).lower() if is_final(job) else "progress"
    return b"id: %d\nevent: %b\ndata: %b\n\n" % (job.revision, name.encode(), encode(message))


def _revision_of(last_event_id: str) -> int:
    return int(last_event_id) if last_event_id.isascii() and last_event_id.isdigit() else 0
