"""Bodies that lie, drip, burst or mean two things are refused before anything trusts them (threats J)."""

import json
import tracemalloc

import anyio
import pytest
from starlette.requests import Request

from pictoris.api import body
from pictoris.errors import InvalidRequest, Refused, TooLarge
from pictoris.nouns import Json

pytestmark = pytest.mark.anyio
JSON = {"content-type": "application/json"}


def request_with(*parts, headers=JSON, pause=0.0):
    """A request whose body arrives in these parts, as chunked transfer brings it: no length is declared."""
    coming = list(parts)

    async def receive():
        if pause:
            await anyio.sleep(pause)
        part = coming.pop(0) if coming else b""
        return {"type": "http.request", "body": part, "more_body": bool(coming)}

    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": raw}
    return Request(scope, receive)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        pytest.param(b"[" * 1_000 + b"]" * 1_000, "invalid_json", id="J01-nested"),
        pytest.param(b'{"a":' * 100_000, "invalid_json", id="J01-nested-objects"),
        pytest.param(b"[" * 1_000_000, "invalid_json", id="J01-unclosed"),
        pytest.param(b'{"a":' + b"[" * 40 + b"]" * 40 + b"}", "invalid_json", id="J01-just-too-deep"),
        pytest.param(b'{"n":' + b"9" * 5_000 + b"}", "out_of_range", id="J02-5000-digits"),
        pytest.param(b'{"n":-' + b"9" * 1_000_000 + b"}", "out_of_range", id="J02-million-digits"),
        pytest.param(b'{"n":9223372036854775808}', "out_of_range", id="J03-2^63"),
        pytest.param(b'{"n":NaN}', "invalid_json", id="J04-nan"),
        pytest.param(b'{"n":-Infinity}', "invalid_json", id="J04-infinity"),
        pytest.param(b'{"n":1e400}', "invalid_json", id="J04-1e400"),
        pytest.param(b'{"prompt":"a","prompt":"b"}', "duplicate_key", id="J05"),
        pytest.param(b'{"a":{"b":1,"b":2}}', "duplicate_key", id="J05-inside"),
        pytest.param(b'{"prompt":"\xff\xfe"}', "invalid_json", id="J06"),
        pytest.param(b'{"prompt":"\\ud800"}', "invalid_string", id="J07"),
        pytest.param(b'{"\\udfff":1}', "invalid_string", id="J07-key"),
        pytest.param(b'{"prompt":"a\\u0000b"}', "invalid_string", id="J08"),
        pytest.param(b'{"a":[{"b":"\\u0000"}]}', "invalid_string", id="J08-inside"),
        pytest.param('{"prompt":"a"}'.encode("utf-16"), "invalid_json", id="J09-utf16"),
        pytest.param(b'\xef\xbb\xbf{"prompt":"a"}', "invalid_json", id="J09-bom"),
        pytest.param(b"", "invalid_json", id="nothing"),
        pytest.param(b"{", "invalid_json", id="cut-off"),
        pytest.param(b'{"a":1} x', "invalid_json", id="trailing"),
        pytest.param(b"[]", "invalid_json", id="array"),
        pytest.param(b'"text"', "invalid_json", id="string"),
    ],
)
def test_a_body_that_is_not_one_plain_object_is_refused(raw, code):
    with pytest.raises(InvalidRequest) as caught:
        body.fields_of(raw)
    assert caught.value.code == code


def test_more_than_a_hundred_fields_are_refused():
    with pytest.raises(TooLarge) as caught:
        body.fields_of(json.dumps({str(number): 1 for number in range(300_000 // 4)}).encode())
    assert caught.value.code == "too_many_fields"


def test_what_is_said_plainly_is_understood():
    raw = '{"prompt":"Grüße \\ud83d\\udd04 🔄\\n", "scale":2.5, "n":9223372036854775807, "a":[{"b":null}]}'
    assert body.fields_of(raw.encode()) == {
        "prompt": "Grüße 🔄 🔄\n",
        "scale": 2.5,
        "n": 2**63 - 1,
        "a": [{"b": None}],
    }


def test_null_and_empty_text_count_as_absent():
    assert body.given({"ref": "", "timeout": None, "scale": 0, "is": False}) == {"scale": 0, "is": False}


def test_spellings_with_underscores_are_the_same_fields():
    fields: dict[str, Json] = {
        "message_id": "m",
        "webhook_override": "w",
        "disable_cdn": True,
        "output_format": "png",
    }
    assert body.given(fields) == {
        "messageId": "m",
        "webhookOverride": "w",
        "disableCdn": True,
        "output_format": "png",
    }


def test_the_documented_spelling_wins_unless_it_says_nothing():
    assert body.given({"messageId": "a", "message_id": "b"}) == {"messageId": "a"}
    assert body.given({"message_id": "b", "messageId": ""}) == {"messageId": "b"}


async def test_an_empty_body_has_no_fields_whatever_it_is_called():
    assert await body.read_fields(request_with(b"", headers={})) == ({}, b"")


async def test_the_bytes_come_with_the_fields():
    fields, raw = await body.read_fields(request_with(b'{"a"', b": 1}"))
    assert (fields, raw) == ({"a": 1}, b'{"a": 1}')


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        pytest.param({"content-type": "text/plain"}, "unsupported_media_type", id="J16-text"),
        pytest.param(
            {"content-type": "application/x-www-form-urlencoded"}, "unsupported_media_type", id="J16-form"
        ),
        pytest.param({}, "unsupported_media_type", id="J16-none"),
        pytest.param(
            {"content-type": "application/json; charset=utf-16"}, "unsupported_media_type", id="J09-charset"
        ),
        pytest.param({**JSON, "content-encoding": "gzip"}, "unsupported_encoding", id="J15"),
    ],
)
async def test_a_body_in_another_dress_is_refused(headers, code):
    with pytest.raises(InvalidRequest) as caught:
        await body.read_fields(request_with(b'{"a":1}', headers=headers))
    assert caught.value.code == code


@pytest.mark.parametrize("kind", ["application/json", "application/JSON; charset=UTF-8", "application/json;"])
async def test_json_is_known_by_its_name(kind):
    fields, _ = await body.read_fields(request_with(b'{"a":1}', headers={"content-type": kind}))
    assert fields == {"a": 1}


async def test_a_declared_giant_is_refused_before_a_byte_is_read():
    request = request_with(b"x", headers={**JSON, "content-length": str(100 * 2**20)})
    with pytest.raises(TooLarge):
        await body.read_fields(request)


async def test_an_undeclared_giant_is_cut_off_at_the_limit():
    request = request_with(*[b"x" * 65_536] * 1_600)
    tracemalloc.start()
    with pytest.raises(TooLarge):
        await body.read_fields(request)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * 2**20


async def test_a_body_that_drips_is_given_up_in_time():
    request = request_with(*[b"x"] * 1_000, pause=0.02)
    with pytest.raises(Refused) as caught:
        await body.read_bytes(request, max_bytes=10_000, seconds=0.1)
    assert caught.value.code == "body_timeout"


async def test_a_caller_who_hangs_up_is_no_fault_of_ours():
    async def receive():
        return {"type": "http.disconnect"}

    with pytest.raises(InvalidRequest):
        await body.read_fields(Request({**request_with().scope}, receive))
