"""The application as a whole: who gets in, what everybody is told, what is not there."""

import pytest
from starlette.routing import Route

from pictoris.api.app import endpoints

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
