"""Pictures come in, as a file or as text; what is no picture does not."""

import base64

import pytest

from pictoris.api.upload import decoded
from pictoris.errors import InvalidRequest
from tests.api.conftest import opened
from tests.world import png

pytestmark = pytest.mark.anyio
PATH = "/api/v1/upload"
TEXT = base64.b64encode(png()).decode()


async def test_a_file_becomes_a_url_that_every_operation_takes(api):
    reply = await api.post(PATH, files={"file": ("my cat.png", png(), "image/png")})
    said = reply.json()
    assert reply.status_code == 200
    assert (said["success"], said["width"], said["height"], said["uri"]) == (True, 4, 3, said["url"])
    assert (await api.client.get(said["url"])).content == png()
    assert (await api.upscale(json={"image": said["url"]})).status_code == 200


@pytest.mark.parametrize("text", [TEXT, f"data:image/png;base64,{TEXT}", f"{TEXT[:40]}\n {TEXT[40:]}"])
async def test_text_is_a_picture_too(shared, text):
    reply = await shared.post(PATH, json={"file": text})
    assert reply.status_code == 200
    assert (await shared.client.get(reply.json()["url"])).content == png()


async def test_what_a_picture_claims_to_be_does_not_matter(api):
    reply = await api.post(PATH, files={"file": ("evil.html", png(), "text/html")})
    picture = await api.client.get(reply.json()["url"])
    assert reply.json()["name"].endswith(".png")
    assert picture.headers["content-type"] == "image/png"


@pytest.mark.parametrize(
    ("how", "status", "code"),
    [
        pytest.param({"files": {"file": b"<html>"}}, 400, "image_unsupported", id="I22-html"),
        pytest.param({"files": {"file": png()[:40]}}, 400, "image_corrupt", id="I11-truncated"),
        pytest.param({"files": {"other": png()}}, 400, "invalid_parameter", id="other-field"),
        pytest.param({"files": [("file", png()), ("file", png())]}, 413, "payload_too_large", id="two-files"),
        pytest.param(
            {"files": {"file": png()}, "data": {f"f{n}": "x" for n in range(20)}},
            413,
            "payload_too_large",
            id="J18-many-fields",
        ),
        pytest.param(
            {"files": {"file": png()}, "data": {"text": "x" * 100_000}},
            413,
            "payload_too_large",
            id="J18-long-field",
        ),
        pytest.param({"json": {"file": "!!!"}}, 400, "invalid_base64", id="no-base64"),
        pytest.param({"json": {"file": "data:image/png,abc"}}, 400, "invalid_base64", id="data-url-of-text"),
        pytest.param({"json": {}}, 400, "invalid_parameter", id="nothing"),
        pytest.param({"json": {"file": 7}}, 400, "invalid_parameter", id="number"),
        pytest.param({"content": png()}, 415, "unsupported_media_type", id="bare-bytes"),
        pytest.param(
            {"content": b"x", "headers": {"Content-Type": "multipart/form-data"}},
            400,
            "invalid_parameter",
            id="no-boundary",
        ),
        pytest.param(
            {"content": b"--x\r\nbroken", "headers": {"Content-Type": "multipart/form-data; boundary=y"}},
            400,
            "invalid_parameter",
            id="other-boundary",
        ),
    ],
)
async def test_what_is_no_picture_is_refused_with_a_reason(shared, how, status, code):
    reply = await shared.post(PATH, **how)
    assert (reply.status_code, reply.json()["code"]) == (status, code), reply.text


async def test_a_picture_that_is_too_large_is_cut_off_while_it_comes(world_with):
    with world_with(inputs={"max_bytes": 1000}) as world:
        async with opened(world) as api:
            as_file = await api.post(PATH, files={"file": b"x" * 200_000})
            as_text = await api.post(PATH, json={"file": base64.b64encode(b"x" * 200_000).decode()})
            by_little = await api.post(PATH, files={"file": b"x" * 1001})
    assert [reply.status_code for reply in (as_file, as_text, by_little)] == [413, 413, 413]


async def test_the_same_picture_with_the_same_key_is_kept_once(api):
    headers = {"Idempotency-Key": "picture"}
    first = await api.post(PATH, files={"file": png()}, headers=headers)
    second = await api.post(PATH, files={"file": png()}, headers=headers)
    other = await api.post(PATH, files={"file": png(grey=7)}, headers=headers)
    assert first.json() == second.json()
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


async def test_nobody_else_is_told_the_name_but_who_knows_it_may_look(api):
    reply = await api.post(PATH, files={"file": png()})
    assert len(reply.json()["name"].partition(".")[0]) * 4 >= 128
    assert (await api.client.get(reply.json()["url"])).status_code == 200


def test_a_data_url_may_say_what_it_likes_about_its_kind():
    assert decoded("data:text/plain;charset=x;BASE64," + TEXT) == png()
    with pytest.raises(InvalidRequest):
        decoded("data:")
