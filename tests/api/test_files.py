"""Stored pictures over HTTP (threats A12, A14, J17)."""

import pytest

from pictoris.api.files import Span, Unsatisfiable, span_of
from tests.world import png

pytestmark = pytest.mark.anyio


@pytest.fixture
async def url(api):
    return (await api.post("/api/v1/upload", files={"file": png()})).json()["url"]


async def test_a14_a_picture_is_a_picture_and_nothing_else(api, url):
    reply = await api.client.get(url)
    assert (reply.status_code, reply.content) == (200, png())
    assert reply.headers["content-type"] == "image/png"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert "immutable" in reply.headers["cache-control"]


async def test_a_look_at_the_head_brings_no_body(api, url):
    reply = await api.client.head(url)
    assert (reply.status_code, reply.content) == (200, b"")
    assert reply.headers["content-length"] == str(len(png()))


async def test_who_has_it_already_is_told_so(api, url):
    etag = (await api.client.get(url)).headers["etag"]
    reply = await api.client.get(url, headers={"If-None-Match": etag})
    assert (reply.status_code, reply.content) == (304, b"")


async def test_a_part_of_a_picture_can_be_had(api, url):
    reply = await api.client.get(url, headers={"Range": "bytes=1-3"})
    assert (reply.status_code, reply.content) == (206, b"PNG")
    assert reply.headers["content-range"] == f"bytes 1-3/{len(png())}"
    assert reply.headers["content-length"] == "3"


@pytest.mark.parametrize(
    "ranges",
    [
        "bytes=0-1,3-4",
        "bytes=" + ",".join(f"{n}-{n}" for n in range(10_000)),
        "bytes=99999-",
        "bytes=-0",
        "items=0-1",
    ],
)
async def test_j17_more_than_one_range_or_none_is_refused(shared, ranges):
    url = (await shared.post("/api/v1/upload", files={"file": png()})).json()["url"]
    reply = await shared.client.get(url, headers={"Range": ranges})
    assert (reply.status_code, reply.json()["code"]) == (416, "range_not_satisfiable")


@pytest.mark.parametrize(
    ("header", "span"),
    [
        (None, None),
        ("bytes=0-0", Span(0, 0)),
        ("bytes=5-", Span(5, 9)),
        ("bytes=5-400", Span(5, 9)),
        ("bytes=-3", Span(7, 9)),
        ("bytes=-300", Span(0, 9)),
        ("bytes = 2 - 4", Span(2, 4)),
    ],
)
def test_a_range_is_read_as_the_standard_says(header, span):
    assert span_of(header, 10) == span


@pytest.mark.parametrize("header", ["bytes=", "bytes=-", "bytes=4-2", "bytes=10-", "bytes=a-b", "bytes=-0"])
def test_a_range_outside_is_none(header):
    with pytest.raises(Unsatisfiable):
        span_of(header, 10)


@pytest.mark.parametrize(
    "path",
    [
        "/files/" + "0" * 32 + ".png",
        "/files/..%2f..%2fpictoris.sqlite",
        "/files/%2e%2e%2fpictoris.sqlite",
        "/files/%252e%252e%252fetc%252fpasswd",
        "/files/..%5c..%5cwindows",
        "/files/%00",
        "/files//etc/passwd",
        "/files/pictoris.sqlite",
        "/files/",
        "/files/../healthz%00",
    ],
)
async def test_a12_nothing_but_a_known_name_is_found(shared, path):
    reply = await shared.client.get(f"http://pictoris.test{path}")
    assert (reply.status_code, reply.json()["code"]) == (404, "not_found")
