"""Who gets in, who does not, and what it costs to be wrong (threats A01, A02, A05, A06, A24)."""

import pytest
import sqlalchemy as sa

from pictoris.accounts.keys import new_key
from pictoris.flow import enroll

pytestmark = pytest.mark.anyio
PATH = "/api/v1/subscription/account-info"


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param([], id="none"),
        pytest.param([("Authorization", "Bearer")], id="no-key"),
        pytest.param([("Authorization", "Bearer ")], id="empty-key"),
        pytest.param([("Authorization", "Basic dXNlcjpwdw==")], id="other-scheme"),
        pytest.param([("X-API-Key", "sk-123")], id="other-header"),
        pytest.param([("Authorization", "Bearer a"), ("Authorization", "Bearer b")], id="two"),
    ],
)
async def test_a01_without_one_bearer_key_nobody_gets_in(shared, headers):
    reply = await shared.client.get(PATH, headers=headers)
    assert (reply.status_code, reply.json()["code"]) == (401, "unauthorized")
    assert reply.headers["www-authenticate"] == 'Bearer realm="pictoris"'


async def test_a01_a_key_in_the_url_is_no_key(shared):
    reply = await shared.client.get(
        PATH, params={"key": shared.key, "access_token": shared.key, "token": shared.key}
    )
    assert reply.status_code == 401


async def test_a02_a_key_that_cannot_be_one_costs_no_query(api):
    queries = []

    def note(*_):
        queries.append(1)

    sa.event.listen(api.world.context.database.engine, "before_cursor_execute", note)
    flipped = api.key[:-1] + ("0" if api.key[-1] != "0" else "1")
    for key in (
        flipped,
        api.key + "0",
        api.key[:-1],
        "sk-",
        "eyJhbGciOiJIUzI1NiJ9.e30.x",
        "pk" + api.key[2:],
    ):
        reply = await api.get(PATH, key=key)
        assert (reply.status_code, reply.json()["code"]) == (401, "invalid_api_key")
        assert 'error="invalid_token"' in reply.headers["www-authenticate"]
    assert queries == []


async def test_a_well_formed_key_that_nobody_was_given_opens_nothing(api):
    reply = await api.get(PATH, key=new_key()[0])
    assert (reply.status_code, reply.json()["code"]) == (401, "invalid_api_key")


async def test_the_scheme_is_read_without_regard_to_case_and_space(api):
    reply = await api.client.get(PATH, headers={"Authorization": f"bearer   {api.key} "})
    assert reply.status_code == 200


async def test_a05_a_revoked_key_is_dead_within_five_seconds(api):
    assert (await api.get(PATH)).status_code == 200
    enroll.revoke_key(api.world.context, api.key)
    api.world.clock.turn(seconds=5)
    assert (await api.get(PATH)).status_code == 401


async def test_a05_a_clock_that_is_set_back_does_not_keep_a_key_alive(api):
    assert (await api.get(PATH)).status_code == 200
    enroll.revoke_key(api.world.context, api.key)
    api.world.clock.turn(seconds=-3600)
    assert (await api.get(PATH)).status_code == 401


async def test_a_good_key_is_looked_up_once_in_a_while(api):
    queries = []
    sa.event.listen(
        api.world.context.database.engine, "before_cursor_execute", lambda *args: queries.append(args[2])
    )
    for _ in range(5):
        await api.get("/api/v1/message/fetch/not-an-id")
    assert len([query for query in queries if "api_key" in query]) == 1


async def test_a24_wrong_keys_are_throttled_and_good_ones_are_not(api):
    wrong = [(await api.get(PATH, key="sk-wrong")).status_code for _ in range(30)]
    assert wrong == [401] * 20 + [429] * 10
    refusal = await api.get(PATH, key="sk-wrong")
    assert int(refusal.headers["retry-after"]) >= 1
    assert refusal.json()["code"] == "rate_limited"
    assert (await api.get(PATH)).status_code == 200


async def test_a06_another_tenants_message_answers_the_same_bytes_as_an_unknown_one(api):
    job = await api.finished()
    other = api.new_key("other@example.com")
    unknown = "00000000-0000-4000-8000-000000000000"
    for path in ("/api/v1/message/fetch/{}", "/api/v1/message/stream/{}", "/api/v1/nova/message/{}"):
        theirs = await api.get(path.format(job), key=other)
        nobodys = await api.get(path.format(unknown), key=other)
        assert (theirs.status_code, theirs.content) == (404, nobodys.content)
    presses = [
        await api.post("/api/v1/nova/button", json={"messageId": one, "button": "Cancel Job"}, key=other)
        for one in (job, unknown)
    ]
    assert presses[0].status_code == 404
    assert presses[0].content == presses[1].content
