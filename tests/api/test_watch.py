"""One watcher for everyone who listens."""

import anyio
import pytest
import sqlalchemy as sa

from pictoris.api.threads import Threads
from pictoris.api.watch import Watch
from pictoris.errors import TooMany

pytestmark = pytest.mark.anyio


@pytest.fixture
def account(world):
    world.set_slots(2)
    return world.account()


@pytest.fixture
async def watch(world):
    watch = Watch(world.context, Threads(), tick=0.02, heartbeat=0.05)
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(watch.run)
        yield watch
        tasks.cancel_scope.cancel()


async def next_news(follower):
    with anyio.fail_after(5):
        return await anext(follower, "over")


async def test_silence_is_filled_with_signs_of_life(world, account, watch):
    follower = watch.follow(world.job(world.order(account)))
    assert await next_news(follower) is None
    assert await next_news(follower) is None
    await follower.aclose()
    assert watch.count == 0


async def test_a_change_is_told_to_all_who_listen(world, account, watch):
    job = world.job(world.order(account))
    told = []

    async def listen():
        told.append([news async for news in watch.follow(job) if news])

    async with anyio.create_task_group() as tasks:
        for _ in range(3):
            tasks.start_soon(listen)
        while watch.count < 3:  # noqa: ASYNC110 - nobody tells when a listener has begun
            await anyio.sleep(0.01)
        world.cancel(account, job.id)
    assert [[news.error for news in one] for one in told] == [["Job cancelled"]] * 3


async def test_who_listens_costs_one_query_a_tick_however_many_they_are(world, account, watch):
    jobs = [world.job(world.order(account)) for _ in range(10)]
    queries = []
    sa.event.listen(
        world.context.database.engine, "before_cursor_execute", lambda *args: queries.append(args[2])
    )

    async def listen(job):
        async for _ in watch.follow(job):
            pass

    async with anyio.create_task_group() as tasks:
        for job in jobs:
            tasks.start_soon(listen, job)
        await anyio.sleep(0.2)
        tasks.cancel_scope.cancel()
    assert 1 <= len(queries) <= 11


@pytest.mark.usefixtures("watch")
async def test_nobody_listening_costs_nothing(world):
    queries = []
    sa.event.listen(
        world.context.database.engine, "before_cursor_execute", lambda *args: queries.append(args[2])
    )
    await anyio.sleep(0.1)
    assert queries == []


async def test_a_job_that_is_gone_ends_its_streams(world, account, watch):
    job = world.job(world.order(account))
    follower = watch.follow(job)
    assert await next_news(follower) is None
    with world.context.database.writing() as tx:
        tx.execute(sa.text("delete from job where id = :id"), {"id": job.id})
    while (news := await next_news(follower)) is None:
        pass
    assert news == "over"


async def test_a_database_that_is_away_for_a_while_is_waited_for(world, account, watch):
    job = world.job(world.order(account))
    follower = watch.follow(job)
    assert await next_news(follower) is None
    database = world.context.database
    present, database.engine = database.engine, sa.create_engine("sqlite:////nowhere/at/all.sqlite")
    assert await next_news(follower) is None
    assert await next_news(follower) is None
    database.engine = present
    world.cancel(account, job.id)
    while (news := await next_news(follower)) is None:
        pass
    assert news.error == "Job cancelled"
    await follower.aclose()


async def test_when_the_server_stops_everyone_is_let_go(world, account, watch):
    follower = watch.follow(world.job(world.order(account)))
    assert await next_news(follower) is None
    watch.close()
    assert await next_news(follower) == "over"


async def test_the_room_is_limited(world, account, watch):
    jobs = world.job(world.order(account))
    followers = [watch.follow(jobs) for _ in range(20)]
    for follower in followers:
        await next_news(follower)
    with pytest.raises(TooMany):
        watch.check_room(account)
    for follower in followers:
        await follower.aclose()
    watch.check_room(account)
