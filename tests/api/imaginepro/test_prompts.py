"""Words about words (threat J20)."""

import pytest

from pictoris.api.imaginepro.prompts import LONGEST

pytestmark = pytest.mark.anyio
CHECKS = ("/api/v1/nova/prompt-check", "/api/v1/midjourney/prompt-check")


@pytest.mark.parametrize("path", CHECKS)
async def test_a_harmless_prompt_passes(shared, path):
    reply = await shared.post(path, json={"prompt": "red kite over dunes --ar 3:2"})
    assert (reply.status_code, reply.json()) == (200, {"status": "SUCCESS"})


async def test_the_accounts_own_words_count_in_any_disguise(api):
    await api.post("/api/v1/nova/ban-words", json={"words": ["zeppelin"]})
    for prompt in ("a zeppelin", "a ZEPPELIN", "a zep\u200dpelin", "a ｚｅｐｐｅｌｉｎ"):
        said = (await api.post(CHECKS[0], json={"prompt": prompt})).json()
        assert said["status"] == "FAIL"
        assert said["message"]
    other = await api.post(CHECKS[0], json={"prompt": "a zeppelin"}, key=api.new_key("other@example.com"))
    assert other.json() == {"status": "SUCCESS"}


async def test_an_extended_prompt_says_what_was_said_and_more(shared):
    reply = await shared.post("/api/v1/tools/prompt-extend", json={"prompt": "red kite over dunes"})
    assert set(reply.json()) == {"prompt"}
    assert "red kite over dunes" in reply.json()["prompt"]
    assert len(reply.json()["prompt"]) > len("red kite over dunes")


@pytest.mark.parametrize("path", [*CHECKS, "/api/v1/tools/prompt-extend"])
@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "invalid_parameter"),
        ({"prompt": ""}, "invalid_parameter"),
        ({"prompt": 7}, "invalid_parameter"),
        ({"prompt": "x" * (LONGEST + 1)}, "prompt_too_long"),
    ],
)
async def test_a_prompt_is_text_of_a_sane_length(shared, path, body, code):
    reply = await shared.post(path, json=body)
    assert (reply.status_code, reply.json()["code"]) == (400, code)


async def test_words_are_free(shared):
    before = shared.world.balance(shared.account)
    await shared.post(CHECKS[0], json={"prompt": "a fox"})
    await shared.post("/api/v1/tools/prompt-extend", json={"prompt": "a fox"})
    assert shared.world.balance(shared.account) == before
