"""The documentation page: Swagger UI from this server itself, under a policy that lets nothing else in."""

from collections.abc import Awaitable, Callable
from functools import cache
from importlib.resources import files
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from pictoris.api.endpoint import Endpoint
from pictoris.api.errors import error_reply
from pictoris.api.openapi import describe
from pictoris.api.replies import json_reply
from pictoris.api.threads import Threads

KINDS: Final = {
    "swagger-ui-bundle.js": "text/javascript",
    "swagger-ui.css": "text/css",
    "docs.js": "text/javascript",
}
"""Everything that the page loads."""

HEADERS: Final = {
    # Swagger UI draws its icons from data: URLs and sets style attributes.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pictoris API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<noscript>This page needs JavaScript; the description itself is at <a href="/openapi.json">/openapi.json</a>.</noscript>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/docs.js"></script>
</body>
</html>
"""


def description_of(
    endpoints: tuple[Endpoint, ...], threads: Threads
) -> Callable[[Request], Awaitable[Response]]:
    """A handler that gives the description of these endpoints; it is written when first asked for."""

    @cache
    def written() -> dict[str, Any]:
        return describe(endpoints)

    async def description(_request: Request) -> Response:
        return json_reply(await threads.run(written))

    return description


async def page(_request: Request) -> Response:
    """The page."""
    return Response(PAGE, headers=HEADERS, media_type="text/html")


async def asset(request: Request) -> Response:
    """One of the files that the page loads; there are no others."""
    name = str(request.path_params["name"])
    if name not in KINDS:
        return error_reply(404, sentence="The documentation has no such file.", code="not_found")
    headers = {**HEADERS, "Cache-Control": "public, max-age=3600"}
    return Response(_read(name), headers=headers, media_type=KINDS[name])


@cache
def _read(name: str) -> bytes:
    return files("pictoris.api").joinpath("static", name).read_bytes()
