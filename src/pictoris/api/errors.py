"""Our errors as HTTP: the one table of status codes, and the one shape of an error body."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from pictoris.api.replies import json_reply
from pictoris.errors import (
    Conflict,
    Failed,
    Forbidden,
    InvalidRequest,
    NotBuilt,
    NotEnoughCredits,
    NotFound,
    PictorisError,
    TooLarge,
    TooMany,
    Unauthorized,
    Unavailable,
)

STATUS_OF_CLASS: Final[Mapping[type[PictorisError], int]] = {
    InvalidRequest: 400,
    Unauthorized: 401,
    NotEnoughCredits: 401,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    TooLarge: 413,
    TooMany: 429,
    NotBuilt: 501,
    Unavailable: 503,
    Failed: 422,
    PictorisError: 500,
}
"""What a kind of error answers; the nearest class in the tree counts."""

STATUS_OF_CODE: Final[Mapping[str, int]] = {
    "body_timeout": 408,
    "unsupported_media_type": 415,
    "unsupported_encoding": 415,
    "idempotency_key_reused": 422,
    "image_too_large": 413,
}
"""Codes that HTTP has a closer word for than their class says."""

CODE_OF_STATUS: Final[Mapping[int, str]] = {
    400: "bad_request",
    404: "not_found",
    405: "method_not_allowed",
    413: "payload_too_large",
    416: "range_not_satisfiable",
    500: "internal_error",
}
"""What the framework's own refusals are called."""

RETRY_AFTER: Final = "5"
"""Seconds to stay away when the database or the store does not answer."""

_SENTENCES: Final = {
    404: "There is no {method} {path} here: look at /docs for what there is.",
    405: "{path} does not take {method}: look at the Allow header for what it takes.",
    500: "Something went wrong on this server; nothing that you sent is to blame. Try again later.",
}

_log = structlog.get_logger(__name__)


def status_of(error: PictorisError, *, empty_purse: int = 401) -> int:
    """The HTTP status of an error; `empty_purse` is the operator's choice for missing credits (401 or 402)."""
    if isinstance(error, NotEnoughCredits):
        return empty_purse
    if error.code in STATUS_OF_CODE:
        return STATUS_OF_CODE[error.code]
    return next(STATUS_OF_CLASS[kind] for kind in type(error).__mro__ if kind in STATUS_OF_CLASS)


def error_reply(
    status: int, *, sentence: str, code: str, headers: Mapping[str, str] | None = None
) -> Response:
    """The one shape: clients of the official kits are shown `error` and nothing else, so it carries the sentence."""
    body = {"message": sentence, "error": sentence, "statusCode": status, "code": code}
    return json_reply(body, status=status, headers=headers)


def reply_to(error: PictorisError, *, empty_purse: int = 401) -> Response:
    """Answer with an error of our own, and the headers that belong to its kind."""
    headers = {}
    if isinstance(error, Unauthorized):
        invalid = ', error="invalid_token"' if error.code == "invalid_api_key" else ""
        headers["WWW-Authenticate"] = f'Bearer realm="pictoris"{invalid}'
    elif isinstance(error, TooMany):
        headers["Retry-After"] = str(max(1, error.retry_after))
    elif isinstance(error, Unavailable):
        headers["Retry-After"] = RETRY_AFTER
    status = status_of(error, empty_purse=empty_purse)
    return error_reply(status, sentence=error.message, code=error.code, headers=headers)


def reply_to_fault(request: Request, error: Exception) -> Response:
    """Answer an error that nobody foresaw: the log gets all of it, the caller a sentence."""
    _log.error("request_failed", method=request.method, path=request.url.path, exc_info=error)
    return error_reply(500, sentence=_SENTENCES[500], code=CODE_OF_STATUS[500])


async def reply_to_http(request: Request, error: Exception) -> Response:
    """Answer what the framework refuses itself (no such route, wrong method) in our shape."""
    if not isinstance(error, HTTPException):
        raise TypeError(f"{error!r} is not a refusal of the framework")
    status = error.status_code
    template = _SENTENCES.get(status, f"{HTTPStatus(status).phrase}: {error.detail}.")
    sentence = template.format(method=request.method, path=request.url.path)
    code = CODE_OF_STATUS.get(status, "http_error")
    return error_reply(status, sentence=sentence, code=code, headers=error.headers)


async def reply_to_anything(request: Request, error: Exception) -> Response:
    """The last resort of the framework, for what happens outside our own routes."""
    return reply_to_fault(request, error)
