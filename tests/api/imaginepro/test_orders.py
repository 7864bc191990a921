"""Orders: every operation has its paths, takes what clients send, and answers as documented."""

import pytest

from pictoris import operations
from pictoris.api.imaginepro.orders import PATHS
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
    }[name]


def test_every_operation_can_be_ordered():
    assert set(PATHS) == set(operations.find())


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
