"""Paths as clients write them: doubled slashes, a slash at the end, two families for the same thing."""

import re
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

FAMILIES: Final = ("nova", "midjourney")
"""The same endpoints under the newer and the older name."""

_SLASHES: Final = re.compile("/{2,}")
_OLDER: Final = re.compile("^/api/v1/midjourney/")


def tidy(path: str) -> str:
    """One slash where several are, none at the end."""
    if "//" in path:
        path = _SLASHES.sub("/", path)
    return path.rstrip("/") or "/"


def canonical(path: str) -> str:
    """The one name of a path: tidy, and in the newer family."""
    return _OLDER.sub("/api/v1/nova/", tidy(path))


def both_families(path: str) -> tuple[str, ...]:
    """The path in each family; `path` holds `{family}` where they differ."""
    return tuple(path.replace("{family}", family) for family in FAMILIES)


class TidyPaths:
    """Middleware: the application sees tidy paths only, so that its routes are written once."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path = scope["path"]
            if "//" in path or path.endswith("/"):
                scope = {**scope, "path": tidy(path)}
        await self._app(scope, receive, send)
