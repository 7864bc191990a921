"""Stored pictures over HTTP: found in the database by name, never by a path that somebody wrote."""

import re
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from pictoris import reads
from pictoris.api.errors import error_reply, reply_to
from pictoris.api.threads import Threads
from pictoris.artifacts.names import CONTENT_TYPES, is_name
from pictoris.errors import NotFound, PictorisError
from pictoris.flow.context import Context
from pictoris.nouns import Artifact

_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})\Z", re.ASCII)

HEADERS: Final = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Accept-Ranges": "bytes",
}


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes `first` to `last`, both included."""

    first: int
    last: int


class Unsatisfiable(PictorisError):
    """The bytes that were asked for are not there, or are asked for in too many pieces."""

    default_code = "range_not_satisfiable"


class Files:
    """Serves pictures to whoever knows their name."""

    def __init__(self, context: Context, threads: Threads) -> None:
        self._context = context
        self._threads = threads

    async def answer(self, request: Request) -> Response:
        """`GET` or `HEAD` one picture, whole or one range of it."""
        name = str(request.path_params["name"])
        try:
            if not is_name(name):
                raise NotFound("There is no such file.")
            artifact = await self._threads.run(reads.artifact, self._context.database, name)
            return await self._send(request, artifact)
        except Unsatisfiable as error:
            return error_reply(416, sentence=error.message, code=error.code)
        except PictorisError as error:
            return reply_to(error)

    async def _send(self, request: Request, artifact: Artifact) -> Response:
        headers = {**HEADERS, "ETag": f'"{artifact.name}"'}
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        span = span_of(request.headers.get("range"), artifact.size)
        data = b""
        if request.method == "GET":
            data = await self._threads.run(self._context.store.get, artifact.name)
        return _reply(data, artifact, span, headers)


def span_of(header: str | None, size: int) -> Span | None:
    """The one range that is asked for; None for the whole. Raises `Unsatisfiable`.

    RFC 9110 lets a server refuse several ranges; pictures need one at most.
    """
    if header is None:
        return None
    match = _RANGE.match(header.replace(" ", ""))
    if match is None or match.group(1, 2) == ("", ""):
        raise Unsatisfiable("Ask for one range of bytes, like bytes=0-1023.")
    first, last = match.group(1, 2)
    if first == "":
        return _checked(Span(max(0, size - int(last)), size - 1), size)
    return _checked(Span(int(first), min(int(last or size), size - 1)), size)


def _checked(span: Span, size: int) -> Span:
    if span.first > span.last:
        raise Unsatisfiable(f"The file has {size} bytes: the range lies outside.")
    return span


def _reply(data: bytes, artifact: Artifact, span: Span | None, headers: dict[str, str]) -> Response:
    kind = CONTENT_TYPES[artifact.format]
    if span is None:
        headers["Content-Length"] = str(artifact.size)
        return Response(data, headers=headers, media_type=kind)
    headers["Content-Length"] = str(span.last - span.first + 1)
    headers["Content-Range"] = f"bytes {span.first}-{span.last}/{artifact.size}"
    return Response(data[span.first : span.last + 1], status_code=206, headers=headers, media_type=kind)
