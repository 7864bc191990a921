"""The shapes that the documentation shows are the shapes that are sent."""

import httpx2
import pytest
from pydantic import BaseModel

from pictoris.api import schemas

pytestmark = pytest.mark.anyio


async def test_real_answers_have_the_documented_shapes(api):
    job = await api.finished()
    upload = {"file": api.world.picture_url()}
    sent: list[tuple[type[BaseModel], httpx2.Response]] = [
        (schemas.Submitted, await api.upscale()),
        (schemas.Message, await api.get(f"/api/v1/message/fetch/{job}")),
        (schemas.AccountInfo, await api.get("/api/v1/subscription/account-info")),
        (schemas.History, await api.get("/api/v1/nova/images")),
        (schemas.BanWords, await api.get("/api/v1/nova/ban-words")),
        (schemas.Uploaded, await api.post("/api/v1/upload", json=upload)),
        (schemas.WebhookSet, await api.post("/api/v1/webhook", json={"url": "https://hooks.example/"})),
        (schemas.Done, await api.call("DELETE", "/api/v1/webhook")),
        (schemas.Problem, await api.get("/api/v1/message/fetch/x")),
    ]
    for shape, reply in sent:
        said = reply.json()
        read = shape.model_validate(said, strict=True)
        assert read.model_dump(by_alias=True, exclude_unset=True) == said
