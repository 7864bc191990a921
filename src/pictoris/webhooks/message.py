"""The message object: what the status endpoint, the event stream and every webhook say of a job."""

import json
from typing import Final

from pictoris.buttons import offered
from pictoris.infra.clock import iso
from pictoris.nouns import Job, Json, State

STATUS: Final = {
    State.WAITING: "QUEUED",
    State.ADMITTED: "QUEUED",
    State.RUNNING: "PROCESSING",
    State.DONE: "DONE",
    State.FAILED: "FAIL",
    State.CANCELLED: "FAIL",
}
"""How clients call our states: only `DONE` and `FAIL` are final."""

_TOLD_ELSEWHERE: Final = frozenset({"seed", "prompt", "notes", "engine", "mask"})
_NOTHING: Final[tuple[Json, ...]] = (None, "", [], {})

_FALLBACK: Final = {
    State.FAILED: ("The job failed and its credits were returned.", "job_failed"),
    State.CANCELLED: ("Job cancelled", "cancelled"),
}


def message_of(job: Job, base_url: str) -> dict[str, Json]:
    """Tell of a job as ImaginePro does; `base_url` (no slash at its end) is where its pictures are served.

    `error` (a sentence) and `code` (for programs) exist only on `FAIL`: clients take any `error` for a failure.
    `uri` and `images` exist only on `DONE`; `engine`, `warnings`, `seed` and `parameters` are extensions, left out
    when there are none.
    """
    message: dict[str, Json] = {
        "messageId": job.id,
        "prompt": job.order.prompt or "\n".join(job.outcome.content),
        "status": STATUS[job.state],
        "progress": job.progress,
        "createdAt": iso(job.created),
        "updatedAt": iso(job.updated),
        "buttons": list(offered(job)),
        "ref": job.order.ref or "",
    }
    if job.order.parent is not None:
        message["originatingMessageId"] = job.order.parent
    if job.state is State.DONE:
        message |= _result(job, base_url) | _lineage(job)
    if job.state in _FALLBACK:
        sentence, code = _FALLBACK[job.state]
        message |= {"error": job.error or sentence, "code": job.error_code or code}
    return message


def is_final(job: Job) -> bool:
    """Whether nothing will change any more."""
    return STATUS[job.state] in {"DONE", "FAIL"}


def encode(message: dict[str, Json]) -> bytes:
    """The message as the bytes that every reader gets: compact JSON in UTF-8."""
    return json.dumps(message, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _result(job: Job, base_url: str) -> dict[str, Json]:
    outcome = job.outcome
    images: list[Json] = [_url(name, base_url) for name in outcome.artifacts] or _described(job)
    result: dict[str, Json] = {"images": images}
    if images:
        result["uri"] = _url(outcome.grid, base_url) if outcome.grid else images[0]
    said: dict[str, Json] = {
        "content": list(outcome.content),
        "warnings": list(outcome.warnings),
        "engine": outcome.engine,
    }
    return result | {name: value for name, value in said.items() if value}


def _lineage(job: Job) -> dict[str, Json]:
    """What a picture came from, enough to make it again; only of jobs that draw lots."""
    params = job.order.params
    if params.get("seed") is None:
        return {}
    told = {name: _links(value) for name, value in params.items() if name not in _TOLD_ELSEWHERE}
    return {
        "seed": params["seed"],
        "parameters": {name: value for name, value in told.items() if value not in _NOTHING},
    }


def _links(value: Json) -> Json:
    """The same without `data:` URLs: nobody wants the pictures back that they sent."""
    if isinstance(value, str):
        return None if value[:5].lower() == "data:" else value
    if isinstance(value, list):
        return [link for one in value if (link := _links(one)) is not None]
    if isinstance(value, dict):
        return {name: link for name, one in value.items() if (link := _links(one)) is not None}
    return value


def _url(name: str, base_url: str) -> str:
    return f"{base_url}/files/{name}"


def _described(job: Job) -> list[Json]:
    """A job that brought words only shows the picture they are about; a `data:` URL would be no link."""
    url = job.order.params.get("image")
    return [url] if isinstance(url, str) and url.startswith(("http://", "https://")) else []
