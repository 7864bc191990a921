"""The description of the API in OpenAPI 3.1: what the framework knows of the routes, and what it cannot know."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

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
_OF_ALL: Final = frozenset({401, 429, 500, 503})
_OF_POST: Final = frozenset({400, 413, 415, 422})
_OF_PLANNED: Final = frozenset({401, 429, 501})
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
_EVENTS: Final = {
    "description": "`progress` with the message each time that it changed, then `done` or `fail`, then the end. "
    "The id of an event is the revision of the job.",
    "content": {"text/event-stream": {"schema": {"type": "string"}}},
}
_WEBHOOK: Final = {
    "post": {
        "summary": "The message, when the job has ended; signed as Standard Webhooks describes",
        "requestBody": {"content": {"application/json": {"schema": {"$ref": _REF.format(model="Message")}}}},
        "responses": {"200": {"description": "Received."}},
    }
}
_FORM: Final = {
    "type": "object",
    "properties": {"file": {"type": "string", "contentMediaType": "application/octet-stream"}},
    "required": ["file"],
}


def describe(endpoints: Iterable[Endpoint]) -> dict[str, Any]:
    """The whole description, from the tables that the routes come from too."""
    # Only who reads the documentation pays for loading the framework that writes it: 16 MB and 0.2 s.
    from fastapi.openapi.utils import get_openapi  # noqa: PLC0415 - see above
    from fastapi.routing import APIRoute  # noqa: PLC0415 - see above

    described = tuple(endpoints)
    document = get_openapi(
        title="Pictoris",
        version=__version__,
        openapi_version="3.1.0",
        description=DESCRIPTION,
        routes=[APIRoute(path, _nothing, **_facts(one, path)) for one in described for path in one.paths],
    )
    components = document["components"]
    components["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    components["schemas"] |= {model.__name__: _schema(model) for model in (Problem, Message)}
    for takes in (one.takes for one in described if one.takes is not None):
        components["schemas"] |= takes.model_json_schema(ref_template=_REF).get("$defs", {})
    return document | {"security": [{"key": []}]}


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    """A model; those that it is made of stand beside it among the components, where references lead."""
    schema = model.model_json_schema(ref_template=_REF)
    schema.pop("$defs", None)
    return schema


def _nothing() -> None:
    # Stands for the answer: the description does not look inside.
    pass


def _facts(endpoint: Endpoint, path: str) -> dict[str, Any]:
    documented = endpoint.paths[0]
    name = path.removeprefix("/api/v1/").replace("/", "-").replace("{", "").replace("}", "")
    return {
        "methods": [endpoint.method],
        "response_model": endpoint.gives,
        "response_class": Response if endpoint.gives is None else JSONResponse,
        "summary": endpoint.summary,
        "description": None if path == documented else f"The same as `{documented}`.",
        "tags": [endpoint.tag],
        "operation_id": f"{endpoint.method.lower()}-{name}",
        "openapi_extra": _unseen(endpoint),
    }


def _unseen(endpoint: Endpoint) -> dict[str, Any]:
    """What the framework cannot see, because the answers read their requests themselves."""
    unseen: dict[str, Any] = {"parameters": _parameters(endpoint), "responses": _responses(endpoint)}
    if endpoint.takes is not None:
        unseen["requestBody"] = _body(endpoint, endpoint.takes)
    if endpoint.is_job:
        unseen["callbacks"] = {"result": {"{$request.body#/webhookOverride}": _WEBHOOK}}
    return unseen


def _parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    in_path = [_ID] if "{id}" in endpoint.paths[0] else []
    in_query = [
        {"name": name, "in": "query", "schema": {"type": "integer", "minimum": 1}, "description": meaning}
        for name, meaning in (endpoint.queries or {}).items()
    ]
    in_header = [_IDEMPOTENCY] if endpoint.method == "POST" else []
    return [*in_path, *in_query, *in_header]


def _responses(endpoint: Endpoint) -> dict[str, Any]:
    of_body = _OF_POST if endpoint.method in {"POST", "PUT"} else frozenset[int]()
    of_query = {400} if endpoint.queries else set[int]()
    statuses = _OF_PLANNED if endpoint.is_planned else _OF_ALL | of_body | of_query | endpoint.refuses
    refusals = {str(one): {"description": _REFUSALS[one], "content": _PROBLEM} for one in sorted(statuses)}
    return refusals if endpoint.gives is not None else {"200": _EVENTS, **refusals}


def _body(endpoint: Endpoint, takes: type[BaseModel]) -> dict[str, Any]:
    as_json = {"schema": _schema(takes), "example": dict(endpoint.example or {})}
    content: dict[str, Any] = {"application/json": as_json}
    if not endpoint.reads_json:
        content["multipart/form-data"] = {"schema": _FORM}
    return {"required": True, "content": content}
