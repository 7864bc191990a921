"""JSON answers."""

import json

import pytest

from pictoris.api.replies import bytes_reply, json_reply


def test_an_answer_is_json_that_nobody_keeps_or_mistakes():
    reply = json_reply({"prompt": "Grüße 🔄"}, headers={"Retry-After": "1"})
    assert json.loads(bytes(reply.body)) == {"prompt": "Grüße 🔄"}
    assert reply.headers["content-type"] == "application/json"
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["retry-after"] == "1"


def test_what_json_cannot_say_is_not_said():
    with pytest.raises(ValueError, match="JSON"):
        json_reply({"n": float("nan")})


def test_bytes_that_are_json_already_are_sent_as_they_are():
    assert bytes_reply(b'{"a":1}').body == b'{"a":1}'
