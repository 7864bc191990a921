"""The message object: what the status endpoint, the event stream and every webhook say of a job."""

import json
from typing import Final

from pictoris.infra.clock import iso
from pictoris.nouns import Job, Json, State

CANCEL: Final = "Cancel Job"
"""The one button that every unfinished job offers."""

STATUS: Final = {
    State.WAITING: "QUEUED",
    State.ADMITTED: "QUEUED",
    State.RUNNING: "PROCESSING",
    State.DONE: "DONE",
    State.FAILED: "FAIL",
    State.CANCELLED: "FAIL",
}
"""How clients call our states: only `DONE` and `FAIL` are final."""

_FALLBACK: Final = {
    State.FAILED: ("The job failed and its credits were returned.", "job_failed"),
    State.CANCELLED: ("Job cancelled", "cancelled"),
}


def message_of(job: Job, base_url: str) -> dict[str, Json]:
    """Tell of a job as ImaginePro does; `base_url` (no slash at its end) is where its pictures are served.

    `error` (a sentence) and `code` (for programs) exist only on `FAIL`: clients take any `error` for a failure.
    `uri` and `images` exist only on `DONE`; `engine` and `warnings` are extensions, left out when empty.
    """
    message: dict[str, Json] = {
        "messageId": job.id,
        "prompt": job.order.prompt or "\n".join(job.outcome.content),
        "status": STATUS[job.state],
        "progress": job.progress,
        "createdAt": iso(job.created),
        "updatedAt": iso(job.updated),
        "buttons": list(buttons_of(job)),
        "ref": job.order.ref or "",
    }
    if job.order.parent is not None:
        message["originatingMessageId"] = job.order.parent
    if job.state is State.DONE:
        message |= _result(job, base_url)
    if job.state in _FALLBACK:
        sentence, code = _FALLBACK[job.state]
        message |= {"error": job.error or sentence, "code": job.error_code or code}
    return message


def buttons_of(job: Job) -> tuple[str, ...]:
    """The buttons that may be pressed on this job now."""
    return () if is_final(job) else (CANCEL,)


def is_final(job: Job) -> bool:
    """Whether nothing will change any more."""
    return STATUS[job.state] in {"DONE", "FAIL"}


def encode(message: dict[str, Json]) -> bytes:
    """The message as the bytes that every reader gets: compact JSON in UTF-8."""
    return json.dumps(message, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _result(job: Job, base_url: str) -> dict[str, Json]:
    images: list[Json] = [f"{base_url}/files/{name}" for name in job.outcome.artifacts] or _described(job)
    result: dict[str, Json] = {"images": images}
    if images:
        result["uri"] = images[0]
    if job.outcome.content:
        result["content"] = list(job.outcome.content)
    if job.outcome.warnings:
        result["warnings"] = list(job.outcome.warnings)
    if job.outcome.engine:
        result["engine"] = job.outcome.engine
    return result


def _described(job: Job) -> list[Json]:
    """A job that brought words only shows the picture they are about; a `data:` URL would be no link."""
    url = job.order.params.get("image")
    return [url] if isinstance(url, str) and url.startswith(("http://", "https://")) else []
