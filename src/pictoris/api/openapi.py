"""The description of the API in OpenAPI 3.1: what the framework knows of the routes, and what it cannot know."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from pictoris import __version__
from pictoris.api.endpoint import Endpoint
from pictoris.api.schemas import Message, Problem

DESCRIPTION: Final = (
    "The ImaginePro API on your own machines. Every call needs `Authorization: Bearer <key>`. A POST that takes an "
    "order answers at once with a `messageId`; ask for the message until its `status` is `DONE` or `FAIL`, follow "
    "its stream, or be told by webhook. `Idempotency-Key` makes any POST safe to repeat."
)

_REF: Final = "#/components/schemas/{model}"
_PROBLEM: Final = {"application/json": {"schema": {"$ref": _REF.format(model="Problem")}}}
_REFUSALS: Final[Mapping[int, str]] = {
    400: "A field, the body or a URL is wrong; the sentence says what.",
    401: "No key, a wrong key, or not enough credits.",
    404: "Unknown, or somebody else's.",
    409: "Too late: the job has ended.",
    413: "The body is too large.",
    415: "The body is not JSON in UTF-8.",
    422: "The Idempotency-Key came with another request before.",
    429: "Too many calls; Retry-After says when to come back.",
    500: "A fault of the server.",
    501: "Documented, but not built in this version.",
    503: "The database or the store does not answer; try again.",
}
_OF_POST: Final = frozenset({400, 413, 415, 422})
_ID: Final = {
    "name": "id",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "format": "uuid"},
    "description": "A messageId.",
}
_IDEMPOTENCY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 255},
    "description": "The same key with the same request is carried out once; with another request it answers 422.",
}


def describe(endpoints: Iterable[Endpoint]) -> dict[str, Any]:
    """The whole description, from the tables that the routes come from too."""
    # Only who reads the documentation pays for loading the framework that writes it: 16 MB and 0.2 s.
    from fastapi.openapi.utils import get_openapi  # noqa: PLC0415
    from fastapi.routing import APIRoute  # noqa: PLC0415

    routes = [
        APIRoute(path, _nothing, **_facts_of(endpoint, path))
        for endpoint in endpoints
        for path in endpoint.paths
    ]
    document = get_openapi(
        title="Pictoris",
        version=__version__,
        openapi_version="3.1.0",
        description=DESCRIPTION,
        routes=routes,
    )
    components = document.setdefault("components", {})
    components["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    schemas = components.setdefault("schemas", {})
    schemas["Problem"] = Problem.model_json_schema(ref_template=_REF)
    schemas["Message"] = Message.model_json_schema(ref_template=_REF)
    document["security"] = [{"key": []}]
    return document


def _facts_of(endpoint: Endpoint, path: str) -> dict[str, Any]:
    documented = endpoint.paths[0]
    words = path.removeprefix("/api/v1/").replace("{", "").replace("}", "").replace("/", "-")
    return {
        "methods": [endpoint.method],
        "response_model": endpoint.gives,
        "summary": endpoint.summary,
        "description": None if path == documented else f"The same as `{documented}`.",
        "tags": [endpoint.tag],
        "operation_id": f"{endpoint.method.lower()}-{words}",
        "openapi_extra": _extra_of(endpoint),
    }


def _extra_of(endpoint: Endpoint) -> dict[str, Any]:
    """What the framework cannot see: body, headers, path, queries, refusals and the webhook."""
    extra: dict[str, Any] = {
        "responses": _responses(endpoint),
        "parameters": [
            *([_ID] if "{id}" in endpoint.paths[0] else []),
            *_queries(endpoint),
            *([_IDEMPOTENCY] if endpoint.method == "POST" else []),
        ],
    }
    if endpoint.takes is not None:
        extra["requestBody"] = {"required": True, "content": _content(endpoint)}
    if endpoint.is_job:
        extra["callbacks"] = {"result": {"{$request.body#/webhookOverride}": _WEBHOOK}}
    return extra


def _nothing() -> None:
    """Stands for an answer in the description, which does not look inside."""


_WEBHOOK: Final = {
    "post": {
        "summary": "The message, when the job has ended; signed as Standard Webhooks describes",
        "requestBody": {"content": {"application/json": {"schema": {"$ref": _REF.format(model="Message")}}}},
        "responses": {"200": {"description": "Received."}},
    }
}


def _responses(endpoint: Endpoint) -> dict[str, Any]:
    kinds = {401, 429, 500, 503}
    if endpoint.method in {"POST", "PUT"}:
        kinds |= _OF_POST
    if "{id}" in endpoint.paths[0] or "button" in endpoint.paths[0]:
        kinds |= {404}
    if "button" in endpoint.paths[0]:
        kinds |= {409}
    if endpoint.is_planned:
        kinds = {401, 429, 501}
    return {str(kind): {"description": _REFUSALS[kind], "content": _PROBLEM} for kind in sorted(kinds)}


def _queries(endpoint: Endpoint) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "schema": {"type": "integer", "minimum": 1},
            "description": text,
        }
        for name, text in (endpoint.queries or {}).items()
    ]


def _content(endpoint: Endpoint) -> dict[str, Any]:
    if endpoint.takes is None:
        return {}
    schema = endpoint.takes.model_json_schema(ref_template=_REF)
    content: dict[str, Any] = {
        "application/json": {"schema": schema, "example": dict(endpoint.example or {})}
    }
    if not endpoint.reads_json:
        binary = {"type": "string", "contentMediaType": "application/octet-stream"}
        form = {"type": "object", "properties": {"file": binary}, "required": ["file"]}
        content["multipart/form-data"] = {"schema": form}
    return content
