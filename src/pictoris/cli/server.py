"""`pictoris serve` and `pictoris worker`: the processes that stay."""

import signal
import socket
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import anyio.to_thread
import typer
from starlette.applications import Starlette

from pictoris import settings
from pictoris.api.app import Lifespan, build
from pictoris.api.server import Server
from pictoris.cli.accounts import Data
from pictoris.errors import PictorisError
from pictoris.flow.context import Context
from pictoris.flow.supervise import Worker
from pictoris.infra import log
from pictoris.wiring import close_context, open_context


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on; default 127.0.0.1.")] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port to listen on; default 8080.")
    ] = None,
    data: Data = None,
    *,
    work: Annotated[bool, typer.Option(help="Run jobs in this process too.")] = True,
) -> None:
    """Run the API, and by default a worker with it."""
    chosen = settings.read(host=host, port=port, data=data)
    log.configure(chosen.log_level)
    listener = _listen(chosen.host, chosen.port)
    context = open_context(chosen)
    server = Server(build(context, lifespan=_with_worker(context) if work else None))
    typer.echo(f"Pictoris listens on {chosen.base_url}", err=True)
    server.run(sockets=[listener])
    close_context(context)


def worker(data: Data = None) -> None:
    """Run jobs for servers that share this database and store, until told to stop."""
    chosen = settings.read(data=data)
    log.configure(chosen.log_level)
    context = open_context(chosen)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    running = Worker(context)
    running.start()
    typer.echo(f"{running.id} works", err=True)
    stop.wait()
    running.stop()
    close_context(context)


def _with_worker(context: Context) -> Lifespan:
    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        running = Worker(context)
        await anyio.to_thread.run_sync(running.start)
        yield
        await anyio.to_thread.run_sync(running.stop)

    return lifespan


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything is built: a server that cannot be reached should not touch its data.

    Raises `PictorisError` with a sentence if the port is taken.
    """
    try:
        return socket.create_server((host, port), backlog=2048, reuse_port=False)
    except OSError as error:
        raise PictorisError(
            f"Port {port} of {host} cannot be used ({error.strerror}): choose another one with --port.",
            code="port_taken",
        ) from error
