"""What the ImaginePro documentation lists and this version does not do yet: the one list of it."""

from typing import Final, Literal, NoReturn

from starlette.responses import Response

from pictoris.api.endpoint import Call, Endpoint
from pictoris.api.paths import both_families
from pictoris.api.schemas import Submitted
from pictoris.errors import NotBuilt

PLANNED: Final[tuple[tuple[Literal["GET", "POST", "PUT"], str, str], ...]] = (
    ("POST", "/api/v1/{family}/commands", "Run a Midjourney command on a linked account"),
    ("POST", "/api/v1/video/mj/generate", "Generate a video between two frames"),
    ("POST", "/api/v1/video/mj/extend", "Extend a video"),
    ("GET", "/api/v1/message/trace/{id}", "Tell which linked account ran a job"),
    ("GET", "/api/v1/discord/tokens", "List linked accounts"),
    ("GET", "/api/v1/discord/token/{id}", "Show a linked account"),
    ("PUT", "/api/v1/discord/token/{id}", "Switch a linked account on or off"),
    ("GET", "/api/v1/discord/token/{id}/queue", "Show the queue of a linked account"),
    ("GET", "/api/v1/queue/count", "Count the jobs in the queue"),
    ("POST", "/api/v1/queue/pause", "Pause the queue"),
    ("POST", "/api/v1/queue/resume", "Resume the queue"),
    ("POST", "/api/v1/queue/reboot", "Restart the queue"),
)


async def answer(call: Call) -> Response:
    """Say so."""
    _refuse(call.request.url.path)


def endpoints() -> tuple[Endpoint, ...]:
    """Every planned endpoint; it asks for a key like the others and then answers 501."""
    return tuple(
        Endpoint(
            method=method,
            paths=both_families(path) if "{family}" in path else (path,),
            answer=answer,
            summary=f"{summary} (not in this version)",
            tag="Planned",
            gives=Submitted,
            is_planned=True,
        )
        for method, path, summary in PLANNED
    )


def _refuse(path: str) -> NoReturn:
    raise NotBuilt(f"{path} is part of the API, but this version does not do it yet.")
