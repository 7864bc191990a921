"""Bodies, read strictly: bounded in bytes and time, UTF-8, JSON with one meaning, text that a database takes."""

import json
import math
from collections.abc import AsyncGenerator, Mapping
from typing import Final, NoReturn

import anyio
from starlette.requests import ClientDisconnect, Request

from pictoris.errors import InvalidRequest, TooLarge
from pictoris.nouns import Json

MAX_BYTES: Final = 1024 * 1024
MAX_SECONDS: Final = 30.0
MAX_FIELDS: Final = 100
MAX_DEPTH: Final = 32
MAX_INTEGER: Final = 2**63 - 1

ALIASES: Final = {
    "message_id": "messageId",
    "webhook_override": "webhookOverride",
    "disable_cdn": "disableCdn",
}
"""Spellings that are seen in the wild (the official kit's own samples send them)."""

_DIGITS: Final = 20
"""No integer with more digits fits 64 bits; longer ones are not even converted."""


async def read_fields(request: Request) -> tuple[dict[str, Json], bytes]:
    """The fields of a JSON body and its bytes; an empty body has no fields.

    Raises `TooLarge` for a body beyond the limits, and `InvalidRequest` for whatever else is wrong with it.
    """
    body = await read_json(request)
    return (given(fields_of(body)) if body else {}), body


async def read_json(request: Request, *, max_bytes: int = MAX_BYTES, seconds: float = MAX_SECONDS) -> bytes:
    """The bytes of a body that says it is JSON in UTF-8, or of an empty one, whatever that says."""
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise InvalidRequest("Send the body without Content-Encoding.", code="unsupported_encoding")
    body = await read_bytes(request, max_bytes=max_bytes, seconds=seconds)
    if body:
        _want_json(request)
    return body


async def read_bytes(request: Request, *, max_bytes: int, seconds: float = MAX_SECONDS) -> bytes:
    """The whole body, as far as it is within its bounds."""
    return b"".join([chunk async for chunk in chunks(request, max_bytes=max_bytes, seconds=seconds)])


async def chunks(
    request: Request, *, max_bytes: int, seconds: float = MAX_SECONDS
) -> AsyncGenerator[bytes, None]:
    """The body as it comes; it ends with an error as soon as it is too long or too late."""
    _refuse_length(request, max_bytes)
    deadline = anyio.current_time() + seconds
    total = 0
    stream = request.stream()
    while True:
        try:
            with anyio.fail_after(max(0.0, deadline - anyio.current_time())):
                chunk = await anext(stream, None)
        except TimeoutError:
            raise InvalidRequest(
                f"The body did not arrive within {seconds:g} seconds.", code="body_timeout"
            ) from None
        except ClientDisconnect:
            raise InvalidRequest("The connection ended before the body did.", code="bad_request") from None
        if chunk is None:
            return
        total += len(chunk)
        if total > max_bytes:
            _too_large(max_bytes)
        yield chunk


def fields_of(body: bytes) -> dict[str, Json]:
    """Parse a JSON object that means the same to every reader.

    Refuses what parsers disagree about: repeated keys, NaN, numbers too large for 64 bits, byte order marks, lone
    surrogates, NUL characters and endless nesting. Raises `InvalidRequest` or `TooLarge`.
    """
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidRequest("The body is not UTF-8.", code="invalid_json") from error
    if text.startswith("\ufeff"):
        raise InvalidRequest("The body starts with a byte order mark: send plain UTF-8.", code="invalid_json")
    try:
        value: Json = _DECODER.decode(text)
    except RecursionError as error:
        raise InvalidRequest("The body is nested too deeply.", code="invalid_json") from error
    except ValueError as error:
        raise InvalidRequest(f"The body is not valid JSON: {error}.", code="invalid_json") from error
    if not isinstance(value, dict):
        raise InvalidRequest('The body must be a JSON object, like {"prompt": "a fox"}.', code="invalid_json")
    _check_strings(value)
    return value


def given(fields: Mapping[str, Json]) -> dict[str, Json]:
    """The fields that say something: `null` and `""` count as absent, and every spelling gets its proper name."""
    present: dict[str, Json] = {
        name: value for name, value in fields.items() if value is not None and value != ""
    }
    aliased = {ALIASES[name]: value for name, value in present.items() if name in ALIASES}
    proper = {name: value for name, value in present.items() if name not in ALIASES}
    return {**aliased, **proper}


def _want_json(request: Request) -> None:
    kind, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    charset = parameters.partition("charset=")[2].strip(' "')
    if kind.strip() != "application/json" or charset not in {"", "utf-8", "utf8"}:
        raise InvalidRequest(
            "Send JSON in UTF-8 with Content-Type: application/json.", code="unsupported_media_type"
        )


def _refuse_length(request: Request, max_bytes: int) -> None:
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:_DIGITS]) > max_bytes:
        _too_large(max_bytes)


def _too_large(max_bytes: int) -> NoReturn:
    raise TooLarge(f"The body is larger than {max_bytes} bytes.")


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    if len(pairs) > MAX_FIELDS:
        raise TooLarge(f"An object has more than {MAX_FIELDS} fields.", code="too_many_fields")
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise InvalidRequest("A field is given twice: send each once.", code="duplicate_key")
    return fields


def _integer(digits: str) -> int:
    if len(digits) > _DIGITS or abs(number := int(digits)) > MAX_INTEGER:
        raise InvalidRequest("A number is too large for 64 bits.", code="out_of_range")
    return number


def _number(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number is too large")
    return number


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number in JSON")


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_number, parse_constant=_constant
)


def _check_strings(value: Json) -> None:
    """Walk without recursion: what comes in is as deep as its sender likes."""
    todo: list[tuple[Json, int]] = [(value, 1)]
    while todo:
        item, depth = todo.pop()
        if depth > MAX_DEPTH:
            raise InvalidRequest("The body is nested too deeply.", code="invalid_json")
        if isinstance(item, str):
            check_text(item)
        elif isinstance(item, dict):
            todo += [(part, depth + 1) for pair in item.items() for part in pair]
        elif isinstance(item, list):
            todo += [(part, depth + 1) for part in item]


def check_text(text: str) -> None:
    """Raise `InvalidRequest` for text that cannot be stored: lone surrogates and NUL characters."""
    try:
        stored = text.encode("utf-8")
    except UnicodeEncodeError:
        stored = b"\0"
    if b"\0" in stored:
        raise InvalidRequest(
            "A text holds a NUL character or half a surrogate pair: send whole Unicode characters.",
            code="invalid_string",
        )
