"""The application: routes from the tables of the dialects, and the few that need no key. It knows routes, not meanings."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Final, TypeAlias

import anyio
from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response

from pictoris import __version__
from pictoris.api import docs, stream, upload, webhook
from pictoris.api.auth import Gate
from pictoris.api.endpoint import Endpoint, Service, serve
from pictoris.api.errors import reply_to_anything, reply_to_http
from pictoris.api.files import Files
from pictoris.api.health import Health
from pictoris.api.imaginepro import routes as imaginepro
from pictoris.api.limits import Limits
from pictoris.api.metrics import Metrics
from pictoris.api.openapi import describe, extra_of
from pictoris.api.paths import TidyPaths
from pictoris.api.replies import json_reply
from pictoris.api.threads import Threads
from pictoris.api.watch import Watch
from pictoris.flow.context import Context

Lifespan: TypeAlias = Callable[[FastAPI], AbstractAsyncContextManager[None]]
Handler: TypeAlias = Callable[[Request], Awaitable[Response]]

EXPOSED: Final = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "Retry-After")
"""Headers that scripts of other origins may read."""


def build(context: Context, lifespan: Lifespan | None = None) -> FastAPI:
    """The application on a context; `lifespan` is entered while it runs.

    `app.state.watch.close()` lets go of open event streams: call it when the server begins to stop.
    """
    service = _service(context)
    app = FastAPI(
        title="Pictoris",
        version=__version__,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan(service, lifespan),
    )
    app.state.watch = service.watch
    for endpoint in endpoints():
        _add(app, service, endpoint)
    for path, handler in _open(service, app).items():
        app.add_route(path, handler, methods=["GET"], include_in_schema=False)
    app.add_exception_handler(HTTPException, reply_to_http)
    app.add_exception_handler(Exception, reply_to_anything)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=context.settings.cors_origins,
        allow_methods=["GET", "POST", "PUT", "DELETE"],
        allow_headers=["*"],
        expose_headers=EXPOSED,
        max_age=86_400,
    )
    app.add_middleware(TidyPaths)
    return app


def endpoints() -> tuple[Endpoint, ...]:
    """Everything that a caller with a key may ask for."""
    return (
        *imaginepro.endpoints(),
        *stream.endpoints(),
        *upload.endpoints(),
        *webhook.endpoints(),
    )


def _service(context: Context) -> Service:
    threads = Threads()
    limits = Limits(context.settings.rate_limits)
    return Service(
        context=context,
        threads=threads,
        limits=limits,
        gate=Gate(context.database, context.clock, limits, threads),
        metrics=Metrics(),
        watch=Watch(context.database, threads),
    )


def _add(app: FastAPI, service: Service, endpoint: Endpoint) -> None:
    handler = serve(service, endpoint, endpoint.paths[0])
    for path in endpoint.paths:
        app.add_api_route(
            path,
            handler,
            methods=[endpoint.method],
            response_model=endpoint.gives,
            summary=endpoint.summary,
            description=None if path == endpoint.paths[0] else f"The same as `{endpoint.paths[0]}`.",
            tags=[endpoint.tag],
            operation_id=_operation_id(endpoint.method, path),
            openapi_extra=extra_of(endpoint),
        )


def _open(service: Service, app: FastAPI) -> dict[str, Handler]:
    """The routes that need no key, all of them."""
    health = Health(service)
    files = Files(service.context, service.threads)

    async def description(_request: Request) -> Response:
        if app.openapi_schema is None:
            app.openapi_schema = await service.threads.run(describe, app.routes)
        return json_reply(app.openapi_schema)

    return {
        "/healthz": health.alive,
        "/readyz": health.ready,
        "/metrics": health.metrics,
        "/openapi.json": description,
        "/docs": docs.page,
        "/docs/{name}": docs.asset,
        "/files/{name}": files.answer,
    }


def _lifespan(service: Service, inner: Lifespan | None) -> Lifespan:
    @asynccontextmanager
    async def run(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            if inner is not None:
                await stack.enter_async_context(inner(app))
            tasks = await stack.enter_async_context(anyio.create_task_group())
            tasks.start_soon(service.watch.run)
            yield
            service.watch.close()
            tasks.cancel_scope.cancel()

    return run


def _operation_id(method: str, path: str) -> str:
    words = path.removeprefix("/api/v1/").replace("{", "").replace("}", "").replace("/", "-")
    return f"{method.lower()}-{words}"
