"""Orders: every operation has its paths, takes what clients send, and answers as documented."""

import pytest

from pictoris import operations
from pictoris.api.imaginepro.orders import PATHS
from pictoris.buttons import ACTIONS
from tests.api.conftest import opened

pytestmark = pytest.mark.anyio
CASES = [(name, path) for name, paths in PATHS.items() for path in paths]


def body_for(api, name):
    picture = api.world.picture_url()
    return {
        "faceswap": {"source": picture, "target": picture},
        "describe": {"url": picture},
        "remove_background": {"image": picture},
        "upscale": {"image": picture, "scale": 2},
        "imagine": {"prompt": "a fox"},
        "blend": {"urls": [picture, picture]},
        "flux": {"prompt": "a fox"},
        "compose": {"contents": [{"type": "text", "text": "a hat"}, {"type": "image", "url": picture}]},
        "zimage": {"prompt": "a fox"},
    }[name]


def test_every_operation_can_be_ordered_by_a_path_or_by_a_button():
    by_button = {action.operation for action in ACTIONS.values() if action.operation}
    assert set(PATHS) | by_button == set(operations.find())


@pytest.mark.parametrize(("name", "path"), CASES)
async def test_an_order_is_answered_as_documented(shared, name, path):
    reply = await shared.post(path, json=body_for(shared, name))
    said = reply.json()
    assert reply.status_code == 200
    assert set(said) == {"success", "messageId", "createdAt"}
    assert said["success"] is True
    message = (await shared.get(f"/api/v1/message/fetch/{said['messageId']}")).json()
    assert message["createdAt"] == said["createdAt"]


@pytest.mark.parametrize(("name", "path"), CASES)
async def test_every_example_of_the_description_is_taken(shared, name, path):
    example = operations.find()[name].example.model_dump(mode="json", by_alias=True)
    assert (await shared.post(path, json=example)).status_code == 200


@pytest.mark.parametrize(("name", "path"), CASES)
async def test_a_missing_picture_is_named(shared, name, path):
    for field in body_for(shared, name):
        body = {key: value for key, value in body_for(shared, name).items() if key != field}
        reply = await shared.post(path, json=body)
        assert (reply.status_code, reply.json()["code"]) == (400, "invalid_parameter")
        assert reply.json()["error"].startswith(f"{field} is required")


@pytest.mark.parametrize(
    "extra",
    [
        {"ref": "", "webhookOverride": "", "timeout": 900},
        {"ref": None, "webhookOverride": None, "timeout": None, "disableCdn": None},
        {"ref": "order-7", "disable_cdn": True, "webhook_override": "https://hooks.example/x"},
        {"process_mode": "fast", "aspect_ratio": "1:1", "webhook_endpoint": "https://hooks.example/"},
        {"negativePrompt": "x", "width": 64, "cfgScale": 7.5, "model": "x"},
        {"output_format": "webp", "output_quality": "80"},
        {"output_format": "webp", "output_quality": 80},
        {"outputFormat": "jpeg", "outputQuality": "100"},
    ],
)
async def test_what_clients_send_along_is_taken(shared, extra):
    assert (await shared.upscale(json=extra)).status_code == 200


async def test_the_webhook_of_one_order_is_kept_under_either_spelling(shared):
    for name in ("webhookOverride", "webhook_override"):
        reply = await shared.upscale(json={name: "https://hooks.example/x"})
        assert shared.world.job(reply.json()["messageId"]).order.webhook == "https://hooks.example/x"


@pytest.mark.parametrize(
    ("field", "url", "code"),
    [
        ("image", "http://169.254.169.254/latest/meta-data", "url_not_allowed"),
        ("image", "file:///etc/passwd", "scheme_not_allowed"),
        ("image", "http://example.com:22/", "port_not_allowed"),
        ("image", "not a url", None),
        ("webhookOverride", "http://localhost/", "url_not_allowed"),
        ("webhookOverride", "http://pictoris.test/", "url_not_allowed"),
        ("image", "http://pictoris.test/files/" + "0" * 32 + ".png", "file_gone"),
    ],
)
async def test_a_url_that_is_not_allowed_is_refused_before_anything_is_charged(shared, field, url, code):
    before = shared.world.balance(shared.account)
    reply = await shared.upscale(json={field: url})
    assert reply.status_code == 400
    assert code is None or reply.json()["code"] == code
    assert shared.world.balance(shared.account) == before


async def test_face_swap_says_why_it_takes_no_picture_of_midjourney(shared):
    body = {"source": "https://cdn.midjourney.com/a/0_0.png", "target": shared.world.picture_url()}
    reply = await shared.post("/api/v1/nova/faceswap", json=body)
    assert reply.status_code == 400
    assert "Midjourney" in reply.json()["error"]


async def test_the_ids_of_the_readme_can_be_switched_on(world_with):
    with world_with(submit_reply_ids=True) as world:
        async with opened(world) as api:
            said = (await api.upscale()).json()
    assert said["message_id"] == said["id"] == said["messageId"]


async def test_a_prompt_with_alternatives_makes_a_job_of_each_and_says_which(api):
    reply = await api.post("/api/v1/nova/imagine", json={"prompt": "a {red, blue} fox --repeat 2"})
    said = reply.json()
    assert said["messageId"] == said["messageIds"][0]
    prompts = [api.world.job(job).order.prompt for job in said["messageIds"]]
    assert prompts == ["a red fox", "a red fox", "a blue fox", "a blue fox"]
    assert api.world.balance(api.account) == 60


async def test_alternatives_that_cannot_all_be_paid_make_no_job_at_all(api):
    reply = await api.post("/api/v1/nova/imagine", json={"prompt": "a fox --repeat 11"})
    assert (reply.status_code, reply.json()["code"]) == (401, "insufficient_credits")
    assert api.world.balance(api.account) == 100


@pytest.mark.parametrize(
    ("prompt", "code"),
    [
        ("a fox --ar wide", "invalid_prompt"),
        ("a fox --chaos 101", "invalid_prompt"),
        ("a fox --nope", "invalid_prompt"),
        ("nude portrait", "invalid_prompt"),
        ("", "invalid_parameter"),
        ("x" * 6001, "invalid_parameter"),
        ("http://169.254.169.254/x.png a fox", "url_not_allowed"),
        ("a fox --sref http://127.0.0.1/x.png", "url_not_allowed"),
        ("a fox --cref http://[::1]/x.png", "url_not_allowed"),
        ("a fox --oref http://localhost/x.png", "url_not_allowed"),
    ],
)
async def test_a_prompt_that_cannot_be_painted_is_refused_and_costs_nothing(shared, prompt, code):
    before = shared.world.balance(shared.account)
    reply = await shared.post("/api/v1/nova/imagine", json={"prompt": prompt})
    assert (reply.status_code, reply.json()["code"]) == (400, code)
    assert shared.world.balance(shared.account) == before


async def test_the_ban_words_of_the_account_hold_for_every_way_to_paint(api):
    await api.post("/api/v1/nova/ban-words", json={"words": ["fox"]})
    for path, body in (
        ("/api/v1/nova/imagine", {"prompt": "a F0X"}),
        ("/api/v1/flux/imagine", {"prompt": "a fox"}),
        ("/api/v1/universal/zimage", {"prompt": "a fox"}),
        ("/api/v1/universal/imagine", {"contents": [{"type": "text", "text": "a fox"}]}),
    ):
        reply = await api.post(path, json=body)
        assert (reply.status_code, reply.json()["code"]) == (400, "invalid_prompt")


@pytest.mark.parametrize(
    ("path", "fields", "speed", "price"),
    [
        ("/api/v1/nova/imagine", {"prompt": "a fox"}, "fast", 10),
        ("/api/v1/nova/imagine", {"prompt": "a fox --relax"}, "relax", 5),
        ("/api/v1/nova/imagine", {"prompt": "a fox --turbo"}, "turbo", 20),
        ("/api/v1/nova/imagine", {"prompt": "a fox", "process_mode": "relax"}, "relax", 5),
        ("/api/v1/nova/imagine", {"prompt": "a fox --turbo", "process_mode": "relax"}, "turbo", 20),
        ("/api/v1/nova/boost/imagine", {"prompt": "a fox"}, "boost", 10),
        ("/api/v1/flux/imagine", {"prompt": "a fox", "n": 3}, "fast", 18),
        ("/api/v1/flux/imagine", {"prompt": "a fox --relax", "n": 3}, "relax", 9),
    ],
)
async def test_a_speed_has_its_own_price_and_turn(shared, path, fields, speed, price):
    job = (await shared.post(path, json=fields)).json()["messageId"]
    order = shared.world.job(job).order
    assert (order.speed.value, order.price) == (speed, price)


async def test_tools_have_one_speed(shared):
    job = (await shared.upscale(json={"process_mode": "turbo"})).json()["messageId"]
    assert (shared.world.job(job).order.speed.value, shared.world.job(job).order.price) == ("fast", 2)
