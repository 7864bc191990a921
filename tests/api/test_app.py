"""The application as a whole: who gets in, what everybody is told, what is not there."""

import pytest
from starlette.routing import Route

from pictoris.api.app import endpoints
from tests.api.conftest import opened

pytestmark = pytest.mark.anyio

OPEN = {
    "/healthz",
    "/readyz",
    "/metrics",
    "/openapi.json",
    "/docs",
    "/docs/{name}",
    "/files/{name}",
}
"""All that answers without a key (threats A07)."""


async def test_every_route_asks_for_a_key_but_those_on_the_list(api):
    asked = set()
    for route in api.app.routes:
        assert isinstance(route, Route)
        if route.path in OPEN:
            continue
        for method in sorted(route.methods or ()):
            reply = await api.client.request(method, route.path.replace("{id}", "x"))
            assert (method, route.path, reply.status_code) == (method, route.path, 401)
            assert reply.headers["www-authenticate"].startswith("Bearer")
            asked.add(route.path)
    assert {path for endpoint in endpoints() for path in endpoint.paths} == asked


async def test_an_order_goes_its_way_through_http(api):
    reply = await api.upscale(json={"ref": "order-7"})
    assert reply.status_code == 200
    assert reply.json()["success"] is True
    job = reply.json()["messageId"]
    first = (await api.get(f"/api/v1/message/fetch/{job}")).json()
    assert (first["status"], first["progress"], first["ref"]) == ("QUEUED", 0, "order-7")
    api.world.perform(job)
    last = (await api.get(f"/api/v1/message/fetch/{job}")).json()
    assert (last["status"], last["progress"], last["images"]) == ("DONE", 100, [last["uri"]])
    picture = await api.client.get(last["uri"])
    assert picture.content.startswith(b"\x89PNG")


async def test_browsers_of_every_origin_may_call_but_bring_no_cookies(api):
    asked = await api.client.options(
        "/api/v1/nova/faceswap",
        headers={
            "Origin": "https://app.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization, content-type, idempotency-key",
        },
    )
    assert asked.status_code == 200
    assert "authorization" in asked.headers["access-control-allow-headers"].lower()
    reply = await api.get("/api/v1/subscription/account-info", headers={"Origin": "https://app.example"})
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "Retry-After" in reply.headers["access-control-expose-headers"]
    assert "access-control-allow-credentials" not in reply.headers


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://app.example.evil.example"])
async def test_a17_other_origins_than_the_chosen_ones_get_no_permission(world_with, origin):
    with world_with(cors_origins=("https://app.example",)) as world:
        async with opened(world) as api:
            reply = await api.get("/api/v1/subscription/account-info", headers={"Origin": origin})
            chosen = await api.get(
                "/api/v1/subscription/account-info", headers={"Origin": "https://app.example"}
            )
    assert "access-control-allow-origin" not in reply.headers
    assert chosen.headers["access-control-allow-origin"] == "https://app.example"


async def test_a19_the_address_of_results_is_not_taken_from_the_request(api):
    forged = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    reply = await api.post("/api/v1/upload", json={"file": api.world.picture_url()}, headers=forged)
    assert reply.json()["url"].startswith("http://pictoris.test/files/")
