"""The description: complete, valid OpenAPI 3.1, with examples that really work."""

from collections.abc import Iterator

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from pictoris.api.app import endpoints
from pictoris.api.openapi import describe

pytestmark = pytest.mark.anyio
DOCUMENT = describe(endpoints())
OPERATIONS = [
    pytest.param(path, method, operation, id=f"{method} {path}")
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
]


def test_it_is_valid_openapi_3_1():
    assert DOCUMENT["openapi"].startswith("3.1")
    assert list(OpenAPIV31SpecValidator(DOCUMENT).iter_errors()) == []


def _references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        named = value.get("$ref")
        yield from [named] if isinstance(named, str) else []
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        yield from _references(part)


def test_every_reference_leads_somewhere_and_nothing_is_defined_where_nobody_looks():
    named = {reference.removeprefix("#/components/schemas/") for reference in _references(DOCUMENT)}
    assert {"Text", "Image", "Problem"} <= named <= set(DOCUMENT["components"]["schemas"])
    assert "$defs" not in str(DOCUMENT)


def test_every_endpoint_is_described_under_each_of_its_paths():
    described = {(path, method) for path, item in DOCUMENT["paths"].items() for method in item}
    served = {(path, one.method.lower()) for one in endpoints() for path in one.paths}
    assert described == served


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS)
def test_every_operation_has_a_summary_its_refusals_and_an_example_of_its_body(path, method, operation):
    assert operation["summary"]
    problem = operation["responses"]["401"]["content"]["application/json"]["schema"]
    assert problem == {"$ref": "#/components/schemas/Problem"}
    is_built = "501" not in operation["responses"]
    if method == "post" and is_built:
        assert operation["requestBody"]["content"]["application/json"]["example"]
        assert "Idempotency-Key" in {one["name"] for one in operation["parameters"]}
    if "query" in {one["in"] for one in operation.get("parameters", ())}:
        assert "400" in operation["responses"]
    if "{id}" in path:
        assert "id" in {one["name"] for one in operation["parameters"]}


def test_an_order_shows_its_parameters_the_common_ones_and_the_webhook():
    order = DOCUMENT["paths"]["/api/v1/flux/upscale"]["post"]
    schema = order["requestBody"]["content"]["application/json"]["schema"]
    assert {"image", "scale", "ref", "webhookOverride", "timeout"} <= set(schema["properties"])
    assert schema["required"][:1] == ["image"]
    assert "{$request.body#/webhookOverride}" in order["callbacks"]["result"]


def test_a_stream_is_described_as_one():
    stream = DOCUMENT["paths"]["/api/v1/message/stream/{id}"]["get"]["responses"]
    assert set(stream["200"]["content"]) == {"text/event-stream"}
    assert "404" in stream


def test_no_description_tells_of_the_inside():
    told = {
        operation.get("description", "") for item in DOCUMENT["paths"].values() for operation in item.values()
    }
    assert all(text == "" or text.startswith("The same as `/api/v1/") for text in told)


async def test_it_is_served_without_a_key(shared):
    reply = await shared.client.get("/openapi.json")
    assert reply.json()["info"]["title"] == "Pictoris"
