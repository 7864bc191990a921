"""Buttons: cancelling, and refusing what is not offered (requirement 11, threats K21, M08)."""

import pytest

pytestmark = pytest.mark.anyio
PATHS = [
    f"/api/v1/{family}/{kind}" for family in ("nova", "midjourney") for kind in ("button", "boost/button")
]


async def ordered(api):
    return (await api.upscale()).json()["messageId"]


@pytest.mark.parametrize("path", PATHS)
async def test_a_job_is_cancelled_and_its_credits_come_back(shared, path):
    before = shared.world.balance(shared.account)
    job = await ordered(shared)
    reply = await shared.post(path, json={"messageId": job, "button": "Cancel Job"})
    assert (reply.status_code, reply.json()["success"], reply.json()["messageId"]) == (200, True, job)
    said = (await shared.get(f"/api/v1/message/fetch/{job}")).json()
    assert (said["status"], said["error"], said["buttons"]) == ("FAIL", "Job cancelled", [])
    assert shared.world.balance(shared.account) == before


async def test_the_spelling_of_the_kits_readme_is_taken(shared):
    body = {"message_id": await ordered(shared), "button": "Cancel Job"}
    assert (await shared.post("/api/v1/nova/button", json=body)).status_code == 200


async def test_what_is_finished_cannot_be_cancelled(api):
    body = {"messageId": await api.finished(), "button": "Cancel Job"}
    reply = await api.post("/api/v1/nova/button", json=body)
    assert (reply.status_code, reply.json()["code"]) == (409, "already_finished")


@pytest.mark.parametrize(
    "button", ["U1", "V4", "🔄", "⬅️", "cancel job", "Cancel Job ", "Vary (Region)", "x" * 5000]
)
async def test_a_button_that_is_not_offered_is_refused_and_the_offered_are_named(shared, button):
    body = {"messageId": await ordered(shared), "button": button, "mask": "UklGR", "prompt": "x"}
    reply = await shared.post("/api/v1/nova/button", json=body)
    assert (reply.status_code, reply.json()["code"]) == (400, "button_not_offered")
    assert reply.json()["error"].endswith("its buttons now: Cancel Job.")


async def test_a_finished_message_offers_none(api):
    reply = await api.post("/api/v1/nova/button", json={"messageId": await api.finished(), "button": "U1"})
    assert reply.json()["error"].endswith("its buttons now: none.")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"button": "Cancel Job"}, 400),
        ({"messageId": "x"}, 400),
        ({"messageId": "", "button": "Cancel Job"}, 400),
        ({"messageId": 7, "button": "Cancel Job"}, 400),
        ({"messageId": "x", "button": "Cancel Job"}, 404),
        ({"messageId": "00000000-0000-4000-8000-000000000000", "button": "U1"}, 404),
    ],
)
async def test_what_is_missing_or_unknown_is_said(shared, body, status):
    reply = await shared.post("/api/v1/nova/button", json=body)
    assert (reply.status_code, reply.json()["statusCode"]) == (status, status)


async def imagined(api, **fields):
    said = (await api.post("/api/v1/nova/imagine", json={"prompt": "a fox"} | fields)).json()
    api.world.perform(said["messageId"])
    return said["messageId"]


async def fetched(api, message):
    return (await api.get(f"/api/v1/message/fetch/{message}")).json()


async def test_a_grid_is_picked_from_and_the_picture_offers_what_continues_it(api):
    grid = await imagined(api, prompt="a fox --ar 4:3")
    assert (await fetched(api, grid))["buttons"] == ["U1", "U2", "U3", "U4", "🔄", "V1", "V2", "V3", "V4"]
    reply = await api.post("/api/v1/nova/button", json={"messageId": grid, "button": "U2", "ref": "order-7"})
    picked = reply.json()["messageId"]
    api.world.perform(picked)
    message = await fetched(api, picked)
    assert (message["status"], message["originatingMessageId"], message["ref"]) == ("DONE", grid, "order-7")
    assert message["images"] == [message["uri"]]
    assert {"Zoom Out 2x", "Vary (Region)", "⬅️", "Make Square", "Upscale (4x)"} <= set(message["buttons"])


async def test_an_arrow_without_its_invisible_mark_is_pressed_too(api):
    picked = (
        await api.post("/api/v1/nova/button", json={"messageId": await imagined(api), "button": "U1"})
    ).json()
    api.world.perform(picked["messageId"])
    body = {"messageId": picked["messageId"], "button": "⬅"}
    assert (await api.post("/api/v1/nova/button", json=body)).status_code == 200


async def test_a_mask_goes_along_with_a_region(api):
    picked = (
        await api.post("/api/v1/nova/button", json={"messageId": await imagined(api), "button": "U1"})
    ).json()
    api.world.perform(picked["messageId"])
    body = {"messageId": picked["messageId"], "button": "Vary (Region)"}
    refused = await api.post("/api/v1/nova/button", json=body)
    assert (refused.status_code, refused.json()["error"].split(":")[0]) == (400, "mask is required")
    mask = api.world.picture_url().partition(",")[2]
    said = (await api.post("/api/v1/nova/button", json=body | {"mask": mask, "prompt": "a bird"})).json()
    assert api.world.job(said["messageId"]).order.prompt == "a bird"


async def test_a_button_pressed_twice_with_one_key_is_one_job(api):
    body = {"messageId": await imagined(api), "button": "V1"}
    before = api.world.balance(api.account)
    replies = [
        await api.post("/api/v1/nova/button", json=body, headers={"Idempotency-Key": "k"}) for _ in range(2)
    ]
    assert replies[0].json() == replies[1].json()
    assert api.world.balance(api.account) == before - 5


async def test_a_banned_word_in_a_remix_is_refused_and_costs_nothing(api):
    body = {"messageId": await imagined(api), "button": "V1", "prompt": "a n.u.d.e portrait"}
    before = api.world.balance(api.account)
    reply = await api.post("/api/v1/nova/button", json=body)
    assert (reply.status_code, reply.json()["code"]) == (400, "invalid_prompt")
    assert api.world.balance(api.account) == before
