"""The application: routes from the tables of the dialects, and the few that need no key. It knows routes, not meanings."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Final, TypeAlias

import anyio
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route

from pictoris.api import docs, stream, upload, webhook
from pictoris.api.auth import Gate
from pictoris.api.endpoint import Endpoint, Service, serve
from pictoris.api.errors import reply_to_anything, reply_to_http
from pictoris.api.files import Files
from pictoris.api.health import Health
from pictoris.api.imaginepro import routes as imaginepro
from pictoris.api.job_reader import JobReader
from pictoris.api.limits import Limits
from pictoris.api.metrics import Metrics
from pictoris.api.paths import TidyPaths
from pictoris.api.threads import Threads
from pictoris.api.watch import Watch
from pictoris.flow.context import Context

Lifespan: TypeAlias = Callable[[Starlette], AbstractAsyncContextManager[None]]

EXPOSED: Final = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "Retry-After")
"""Headers that scripts of other origins may read."""


def build(context: Context, lifespan: Lifespan | None = None) -> Starlette:
    """The application on a context; `lifespan` is entered while it runs.

    `app.state.watch.close()` lets go of open event streams: call it when the server begins to stop.
    """
    service = _service(context)
    app = Starlette(
        routes=[*_guarded(service), *_open(service)],
        middleware=[Middleware(TidyPaths), _cors(context)],
        exception_handlers={HTTPException: reply_to_http, Exception: reply_to_anything},
        lifespan=_lifespan(service, lifespan),
    )
    app.router.redirect_slashes = False
    app.state.watch = service.watch
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
        gate=Gate(context, limits, threads),
        metrics=Metrics(),
        watch=Watch(context, threads),
        jobs=JobReader(context, threads),
    )


def _guarded(service: Service) -> list[Route]:
    """The routes of the tables; each of them asks for a key."""
    return [
        Route(path, handler, methods=[endpoint.method])
        for endpoint in endpoints()
        for handler in [serve(service, endpoint, endpoint.paths[0])]
        for path in endpoint.paths
    ]


def _open(service: Service) -> list[Route]:
    """The routes that need no key, all of them."""
    health = Health(service)
    files = Files(service.context, service.threads)
    return [
        Route("/healthz", health.alive),
        Route("/readyz", health.ready),
        Route("/metrics", health.metrics),
        Route("/openapi.json", docs.description_of(endpoints(), service.threads)),
        Route("/docs", docs.page),
        Route("/docs/{name}", docs.asset),
        Route("/files/{name}", files.answer),
    ]


def _cors(context: Context) -> Middleware:
    """Browsers of these origins may call; there are no cookies, so none are allowed."""
    return Middleware(
        CORSMiddleware,
        allow_origins=context.settings.cors_origins,
        allow_methods=["GET", "POST", "PUT", "DELETE"],
        allow_headers=["*"],
        expose_headers=EXPOSED,
        max_age=86_400,
    )


def _lifespan(service: Service, inner: Lifespan | None) -> Lifespan:
    @asynccontextmanager
    async def run(app: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            if inner is not None:
                await stack.enter_async_context(inner(app))
            tasks = await stack.enter_async_context(anyio.create_task_group())
            tasks.start_soon(service.watch.run)
            yield
            service.watch.close()
            tasks.cancel_scope.cancel()

    return run
