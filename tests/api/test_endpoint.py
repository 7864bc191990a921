"""What every request passes: limits, strict bodies, idempotency keys; and what every answer looks like."""

import json

import pytest
import sqlalchemy as sa

from tests.api.conftest import opened

pytestmark = pytest.mark.anyio
ORDER = "/api/v1/flux/upscale"


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        pytest.param(b"[" * 100_000, {}, 400, "invalid_json", id="J01"),
        pytest.param(b'{"scale":' + b"9" * 5000 + b"}", {}, 400, "out_of_range", id="J02"),
        pytest.param(b'{"scale":9223372036854775808}', {}, 400, "out_of_range", id="J03"),
        pytest.param(b'{"scale":NaN}', {}, 400, "invalid_json", id="J04"),
        pytest.param(b'{"scale":2,"scale":3}', {}, 400, "duplicate_key", id="J05"),
        pytest.param(b'{"image":"\xff"}', {}, 400, "invalid_json", id="J06"),
        pytest.param(b'{"ref":"\\ud800"}', {}, 400, "invalid_string", id="J07"),
        pytest.param(b'{"ref":"\\u0000"}', {}, 400, "invalid_string", id="J08"),
        pytest.param(b"\xef\xbb\xbf{}", {}, 400, "invalid_json", id="J09"),
        pytest.param(
            b'{"image":"https://a.example/b.png","scale":"2"}', {}, 400, "invalid_parameter", id="J10"
        ),
        pytest.param(b'{"a":"' + b"x" * 2**21 + b'"}', {}, 413, "payload_too_large", id="J11"),
        pytest.param(
            json.dumps({str(n): 1 for n in range(101)}).encode(), {}, 413, "too_many_fields", id="J12"
        ),
        pytest.param(b"{}", {"Content-Encoding": "gzip"}, 415, "unsupported_encoding", id="J15"),
        pytest.param(b"{}", {"Content-Type": "text/plain"}, 415, "unsupported_media_type", id="J16"),
        pytest.param(b'{"ref":"a\\r\\nX-Evil: 1"}', {}, 400, "invalid_string", id="A20"),
        pytest.param(b"", {}, 400, "invalid_parameter", id="no-body"),
    ],
)
async def test_a_bad_body_is_a_clear_refusal_in_json(shared, body, headers, status, code):
    reply = await shared.post(ORDER, content=body, headers={"Content-Type": "application/json"} | headers)
    said = reply.json()
    assert (reply.status_code, said["code"], said["statusCode"]) == (status, code, status)
    assert said["error"] == said["message"] != ""


async def test_j21_fields_that_are_not_the_callers_to_set_are_not_set(api):
    reply = await api.upscale(
        json={"credits": 10**6, "userId": "x", "status": "DONE", "price": 0, "account": "x"}
    )
    message = (await api.get(f"/api/v1/message/fetch/{reply.json()['messageId']}")).json()
    assert message["status"] == "QUEUED"
    assert api.world.balance(api.account) == 98


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/nothing", 404, "not_found"),
        ("GET", "/", 404, "not_found"),
        ("PATCH", "/api/v1/nova/faceswap", 405, "method_not_allowed"),
        ("GET", "/api/v1/nova/faceswap", 405, "method_not_allowed"),
        ("GET", "/api/v1/message/fetch/a/b", 404, "not_found"),
    ],
)
async def test_j19_what_is_not_there_says_so_in_json(shared, method, path, status, code):
    reply = await shared.call(method, path)
    said = reply.json()
    assert (reply.status_code, said["statusCode"], said["code"]) == (status, status, code)
    assert path in said["error"]


async def test_m01_the_same_key_and_body_is_one_job(api):
    body = {"image": api.world.picture_url(), "scale": 2}
    headers = {"Idempotency-Key": "once"}
    ids = {(await api.post(ORDER, json=body, headers=headers)).json()["messageId"] for _ in range(4)}
    assert len(ids) == 1
    assert api.world.balance(api.account) == 98


async def test_m01_families_and_slashes_are_the_same_request(api):
    body = {"url": api.world.picture_url()}
    replies = [
        await api.post(f"http://pictoris.test{path}", json=body, headers={"Idempotency-Key": "same"})
        for path in ("/api/v1/nova/describe", "//api/v1/midjourney/describe/")
    ]
    assert [reply.status_code for reply in replies] == [200, 200]
    assert replies[0].json() == replies[1].json()


async def test_m01_a_cancel_that_is_sent_twice_is_one_cancel(api):
    body = {"messageId": (await api.upscale()).json()["messageId"], "button": "Cancel Job"}
    replies = [
        await api.post("/api/v1/nova/button", json=body, headers={"Idempotency-Key": "stop"})
        for _ in range(2)
    ]
    assert [reply.status_code for reply in replies] == [200, 200]
    assert replies[0].json() == replies[1].json()


async def test_m02_the_same_key_with_another_body_is_refused(api):
    headers = {"Idempotency-Key": "once"}
    await api.upscale(headers=headers)
    reply = await api.upscale(json={"scale": 3}, headers=headers)
    assert (reply.status_code, reply.json()["code"]) == (422, "idempotency_key_reused")


async def test_m03_tenants_do_not_share_keys(api):
    headers = {"Idempotency-Key": "once"}
    other = api.new_key("other@example.com")
    mine = (await api.upscale(headers=headers)).json()["messageId"]
    theirs = (await api.upscale(headers=headers, key=other)).json()["messageId"]
    assert mine != theirs


async def test_m04_without_a_key_two_are_two(api):
    assert len({(await api.upscale()).json()["messageId"] for _ in range(2)}) == 2


@pytest.mark.parametrize("key", ["", " ", "x" * 256, "naïve", "a\tb"])
async def test_a_key_that_is_none_is_refused(shared, key):
    reply = await shared.upscale(headers={"Idempotency-Key": key.encode("latin-1")})
    assert (reply.status_code, reply.json()["code"]) == (400, "invalid_idempotency_key")


async def test_an_empty_purse_answers_401_as_documented(api):
    poor = api.new_key("poor@example.com", credits=1)
    reply = await api.upscale(key=poor)
    assert (reply.status_code, reply.json()["code"]) == (401, "insufficient_credits")
    assert "2 credits" in reply.json()["error"]


async def test_an_operator_may_choose_402(world_with):
    with world_with(insufficient_credits_status=402) as world:
        async with opened(world) as api:
            reply = await api.upscale(key=api.new_key("poor@example.com", credits=1))
            assert (reply.status_code, reply.json()["statusCode"]) == (402, 402)


async def test_every_answer_says_how_much_is_left(api):
    reply = await api.get("/api/v1/subscription/account-info")
    assert reply.headers["ratelimit-limit"] == "50"
    assert reply.headers["ratelimit-remaining"] == "49"


async def test_too_many_orders_are_told_to_wait(api):
    replies = [await api.post(ORDER, json={}) for _ in range(11)]
    assert [reply.status_code for reply in replies] == [400] * 10 + [429]
    assert replies[-1].json()["statusCode"] == 429
    assert int(replies[-1].headers["retry-after"]) >= 1
    assert replies[-1].headers["ratelimit-remaining"] == "0"


async def test_documented_limits_can_be_switched_on(world_with):
    with world_with(rate_limits="imaginepro") as world:
        async with opened(world) as api:
            statuses = [(await api.upscale()).status_code for _ in range(2)]
            reads = [(await api.get("/api/v1/message/fetch/x")).status_code for _ in range(11)]
    assert statuses == [200, 429]
    assert reads == [404] * 10 + [429]


async def test_limits_can_be_switched_off(world_with):
    with world_with(rate_limits="off") as world:
        async with opened(world) as api:
            reply = await api.get("/api/v1/subscription/account-info")
    assert "ratelimit-limit" not in reply.headers


async def test_a_database_that_is_away_is_503_and_come_back(api):
    database = api.world.context.database
    present, database.engine = database.engine, sa.create_engine("sqlite:////nowhere/at/all.sqlite")
    reply = await api.get("/api/v1/nova/ban-words")
    database.engine = present
    assert (reply.status_code, reply.json()["code"]) == (503, "unavailable")
    assert reply.headers["retry-after"] == "5"


async def test_a_fault_of_ours_is_json_too(api):
    object.__setattr__(api.world.context, "operations", None)
    reply = await api.upscale()
    assert (reply.status_code, reply.json()["code"]) == (500, "internal_error")
    assert "NoneType" not in reply.text
