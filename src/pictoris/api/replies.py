"""JSON answers: compact, never cached, never taken for anything else."""

import json
from collections.abc import Mapping
from typing import Final

from starlette.responses import Response

_HEADERS: Final = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def json_reply(
    content: Mapping[str, object] | list[object],
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An answer with `content` as compact JSON in UTF-8; NaN raises `ValueError`."""
    body = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    return bytes_reply(body, status=status, headers=headers)


def bytes_reply(body: bytes, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """An answer whose JSON is written already."""
    return Response(
        body, status_code=status, headers={**_HEADERS, **(headers or {})}, media_type="application/json"
    )
