"""The account's default webhook."""

import pytest

from pictoris.accounts import accounts

pytestmark = pytest.mark.anyio
PATH = "/api/v1/webhook"


def url_of(api):
    with api.world.context.database.reading() as tx:
        return accounts.webhook(tx, api.account, api.world.clock.now()).url


async def test_a_webhook_is_set_with_a_secret_and_removed(api):
    reply = await api.post(PATH, json={"url": "https://hooks.example/x"})
    assert reply.json()["url"] == url_of(api) == "https://hooks.example/x"
    assert reply.json()["secret"].startswith("whsec_")
    gone = await api.call("DELETE", PATH)
    assert (gone.status_code, gone.json(), url_of(api)) == (200, {"success": True}, None)


async def test_each_setting_makes_a_new_secret_but_a_repeated_request_does_not(api):
    body = {"url": "https://hooks.example/x"}
    secrets = [(await api.post(PATH, json=body)).json()["secret"] for _ in range(2)]
    repeated = [
        (await api.post(PATH, json=body, headers={"Idempotency-Key": "k"})).json()["secret"] for _ in range(2)
    ]
    assert secrets[0] != secrets[1]
    assert repeated[0] == repeated[1]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://127.0.0.1/", "url_not_allowed"),
        ("http://pictoris.test/hook", "url_not_allowed"),
        ("ftp://hooks.example/", "scheme_not_allowed"),
        ("https://hooks.example:22/", "port_not_allowed"),
        ("https://hooks.example/\r\nX: y", "url_not_allowed"),
        ("", "invalid_parameter"),
        (7, "invalid_parameter"),
    ],
)
async def test_news_may_not_go_everywhere(shared, url, code):
    reply = await shared.post(PATH, json={"url": url})
    assert (reply.status_code, reply.json()["code"]) == (400, code)
    assert url_of(shared) is None
