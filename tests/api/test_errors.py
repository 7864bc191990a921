"""What an error looks like on the wire."""

import json

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request

from pictoris import errors
from pictoris.api.errors import (
    STATUS_OF_CLASS,
    reply_to,
    reply_to_anything,
    reply_to_http,
    status_of,
)

pytestmark = pytest.mark.anyio

REQUEST = Request({"type": "http", "method": "PUT", "path": "/x", "headers": [], "query_string": b""})


def content_of(reply):
    return json.loads(reply.body)


def all_errors(kind=errors.PictorisError):
    yield kind
    for child in kind.__subclasses__():
        if child.__module__ == errors.__name__:
            yield from all_errors(child)


@pytest.mark.parametrize("kind", list(all_errors()))
def test_every_kind_of_error_has_a_place_in_the_table(kind):
    assert kind in STATUS_OF_CLASS or kind is errors.Refused


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.InvalidRequest("x"), 400),
        (errors.InvalidRequest("x", code="url_not_allowed"), 400),
        (errors.InvalidRequest("x", code="unsupported_media_type"), 415),
        (errors.InvalidRequest("x", code="body_timeout"), 408),
        (errors.Unauthorized("x"), 401),
        (errors.NotEnoughCredits(5, 1), 401),
        (errors.Forbidden("x"), 403),
        (errors.NotFound("x"), 404),
        (errors.Conflict("x"), 409),
        (errors.Conflict("x", code="idempotency_key_reused"), 422),
        (errors.TooLarge("x"), 413),
        (errors.TooMany("x", retry_after=3), 429),
        (errors.NotBuilt("x"), 501),
        (errors.Unavailable("x"), 503),
        (errors.Failed("x", code="image_corrupt"), 422),
        (errors.Failed("x", code="image_too_large"), 413),
        (errors.PictorisError("x"), 500),
    ],
)
def test_the_status_is_the_one_that_clients_know(error, status):
    assert status_of(error) == status


def test_an_operator_may_answer_an_empty_purse_with_402():
    assert status_of(errors.NotEnoughCredits(5, 1), empty_purse=402) == 402


def test_the_body_has_the_documented_shape_and_error_carries_the_sentence():
    reply = reply_to(errors.InvalidRequest("source is required.", code="invalid_parameter"))
    assert content_of(reply) == {
        "message": "source is required.",
        "error": "source is required.",
        "statusCode": 400,
        "code": "invalid_parameter",
    }


@pytest.mark.parametrize(
    ("error", "header", "value"),
    [
        (errors.Unauthorized("x"), "www-authenticate", 'Bearer realm="pictoris"'),
        (
            errors.Unauthorized("x", code="invalid_api_key"),
            "www-authenticate",
            'Bearer realm="pictoris", error="invalid_token"',
        ),
        (errors.TooMany("x", retry_after=0), "retry-after", "1"),
        (errors.TooMany("x", retry_after=7), "retry-after", "7"),
        (errors.Unavailable("x"), "retry-after", "5"),
    ],
)
def test_a_refusal_says_in_a_header_what_to_do_next(error, header, value):
    assert reply_to(error).headers[header] == value


@pytest.mark.parametrize(
    ("status", "code", "word"),
    [(404, "not_found", "/x"), (405, "method_not_allowed", "PUT"), (418, "http_error", "Teapot")],
)
async def test_what_the_framework_refuses_has_our_shape_too(status, code, word):
    reply = await reply_to_http(REQUEST, HTTPException(status, headers={"Allow": "GET"}))
    content = content_of(reply)
    assert (content["statusCode"], content["code"]) == (status, code)
    assert word in content["error"]
    assert reply.headers["allow"] == "GET"


async def test_a_fault_of_ours_tells_the_caller_nothing_of_its_inside():
    reply = await reply_to_anything(REQUEST, RuntimeError("password=secret"))
    assert reply.status_code == 500
    assert b"secret" not in reply.body
