"""A client that talks to the whole application, without a socket."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx2
import pytest
from starlette.applications import Starlette

from pictoris.accounts.keys import digest_of
from pictoris.api.app import build
from pictoris.flow import enroll
from pictoris.nouns import AccountId, JobId
from pictoris.reads import caller
from tests.world import World, open_world


@pytest.fixture(scope="session")
def anyio_backend():
    """Async tests run on asyncio, as the server does."""
    return "asyncio"


@dataclass
class Api:
    """A world behind its API, and one caller with a key."""

    world: World
    app: Starlette
    client: httpx2.AsyncClient  # noqa: TID251 - our own server
    key: str
    account: AccountId

    def new_key(self, email: str, credits: int = 100) -> str:  # noqa: A002
        """The key of another account."""
        return enroll.issue_key(self.world.context, email, credits_=credits)

    def call(self, method: str, path: str, *, key: str | None = None, **how):
        """Send one request with the caller's key, or with another."""
        headers = {"Authorization": f"Bearer {key or self.key}"} | dict(how.pop("headers", {}))
        return self.client.request(method, path, headers=headers, **how)

    def get(self, path: str, **how):
        return self.call("GET", path, **how)

    def post(self, path: str, **how):
        return self.call("POST", path, **how)

    def upscale(self, **how):
        """Order something small."""
        body = {"image": self.world.picture_url(), "scale": 2} | how.pop("json", {})
        return self.post("/api/v1/flux/upscale", json=body, **how)

    async def finished(self) -> str:
        """Order something and let it be done; its id."""
        job = JobId((await self.upscale()).json()["messageId"])
        self.world.perform(job)
        return job


@asynccontextmanager
async def opened(world: World, credits: int = 100) -> AsyncIterator[Api]:  # noqa: A002
    """The application on a world, running."""
    app = build(world.context)
    key = enroll.issue_key(world.context, "caller@example.com", credits_=credits)
    found = caller(world.context.database, digest_of(key) or "")
    assert found is not None
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=transport, base_url="http://pictoris.test") as client,  # noqa: TID251 - our own server
    ):
        yield Api(world=world, app=app, client=client, key=key, account=found.id)


@pytest.fixture
async def api(world: World) -> AsyncIterator[Api]:
    """On each kind of database."""
    with_slots(world)
    async with opened(world) as api:
        yield api


@pytest.fixture(scope="module")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Api]:
    """One for all tests of a file, on SQLite and without limits: for tables of refusals, which change nothing."""
    folder = tmp_path_factory.mktemp("shared")
    with open_world(f"sqlite:///{folder / 'shared.sqlite'}", folder, rate_limits="off") as world:
        with_slots(world)
        async with opened(world, credits=100_000) as api:
            yield api


@pytest.fixture
def world_with(tmp_path):
    """Open a world of one's own, on SQLite, with other settings."""

    def open_it(**settings):
        return open_world(f"sqlite:///{tmp_path / 'own.sqlite'}", tmp_path, **settings)

    return open_it


def with_slots(world: World) -> None:
    """Somebody is there to work."""
    world.set_slots(4)
