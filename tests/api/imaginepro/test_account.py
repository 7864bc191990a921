"""What an account asks about itself."""

import pytest

from pictoris.flow import enroll

pytestmark = pytest.mark.anyio
INFO = "/api/v1/subscription/account-info"
WORDS = ("/api/v1/nova/ban-words", "/api/v1/midjourney/ban-words")


async def test_credits_are_told_as_they_are_now_even_with_a_key_that_is_remembered(api):
    before = (await api.get(INFO)).json()
    await api.upscale()
    after = (await api.get(INFO)).json()
    assert set(before) == {"type", "creditsQuota", "credits", "creditsExtra", "expiredAt", "email"}
    assert (before["type"], before["email"]) == ("STARTER", "caller@example.com")
    assert before["credits"] + before["creditsExtra"] == 100
    assert after["credits"] + after["creditsExtra"] == 98


async def test_bought_credits_stand_apart(api):
    enroll.grant(api.world.context, "caller@example.com", 7)
    assert (await api.get(INFO)).json()["creditsExtra"] == 7


async def test_a_json_body_on_a_get_is_tolerated(api):
    assert (await api.call("GET", INFO, json={})).status_code == 200


async def test_the_history_shows_results_newest_first_a_page_at_a_time(api):
    jobs: list[str] = []
    for _ in range(3):
        jobs.insert(0, await api.finished())
        api.world.clock.turn(seconds=1)
    await api.upscale()
    first = (await api.get("/api/v1/nova/images?page=1&size=2")).json()["images"]
    second = (await api.get("/api/v1/midjourney/images?page=2&size=2")).json()["images"]
    assert [one["id"] for one in first + second] == jobs
    assert set(first[0]) == {"id", "type", "button", "prompt", "uri", "createdAt"}
    assert (first[0]["type"], first[0]["button"]) == ("UPSCALE", "")
    assert (await api.client.get(first[0]["uri"])).status_code == 200


async def test_the_history_ends_after_a_day(api):
    await api.finished()
    api.world.clock.turn(seconds=24 * 3600 + 1)
    assert (await api.get("/api/v1/nova/images")).json() == {"images": []}


async def test_the_history_of_others_is_not_shown(api):
    await api.finished()
    reply = await api.get("/api/v1/nova/images", key=api.new_key("other@example.com"))
    assert reply.json() == {"images": []}


@pytest.mark.parametrize(
    "query", ["page=0", "size=0", "size=1001", "page=-1", "page=x", "size=1.5", "page=" + "9" * 400]
)
async def test_a_page_is_a_whole_number_within_bounds(shared, query):
    reply = await shared.get(f"/api/v1/nova/images?{query}")
    assert (reply.status_code, reply.json()["code"]) == (400, "invalid_parameter")


async def test_an_empty_query_means_the_default(shared):
    assert (await shared.get("/api/v1/nova/images?page=&size=")).status_code == 200


async def test_ban_words_are_replaced_as_a_whole_and_read_in_either_family(api):
    assert (await api.get(WORDS[0])).json() == {"words": []}
    said = (await api.post(WORDS[0], json={"words": ["gore", "blood", "gore"]})).json()
    assert said == (await api.get(WORDS[1])).json() == {"words": ["gore", "blood"]}
    await api.post(WORDS[1], json={"words": []})
    assert (await api.get(WORDS[0])).json() == {"words": []}


@pytest.mark.parametrize("words", [None, "gore", [7], [""], ["x" * 101], ["x"] * 1001, {"a": 1}])
async def test_a_list_of_words_is_a_list_of_words(shared, words):
    reply = await shared.post(WORDS[0], json={"words": words})
    assert (reply.status_code, reply.json()["code"]) == (400, "invalid_parameter")
