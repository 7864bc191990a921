"""Jobs read many at a time: few questions, and everybody gets their own answer."""

import anyio
import pytest
import sqlalchemy as sa

from pictoris.api.job_reader import JobReader
from pictoris.api.threads import Threads
from pictoris.errors import NotFound, Unavailable
from pictoris.nouns import JobId

pytestmark = pytest.mark.anyio
UNKNOWN = JobId("00000000-0000-4000-8000-000000000000")


@pytest.fixture
def account(world):
    world.set_slots(2)
    return world.account()


@pytest.fixture
def reader(world):
    return JobReader(world.context, Threads())


@pytest.fixture
def queries(world):
    """What the database was asked."""
    asked = []
    sa.event.listen(
        world.context.database.engine, "before_cursor_execute", lambda *args: asked.append(args[2])
    )
    return asked


async def test_a_job_is_read_as_it_is_now(world, account, reader):
    job = world.order(account)
    assert await reader.read(account, job) == world.job(job)
    world.cancel(account, job)
    assert (await reader.read(account, job)).error == "Job cancelled"


async def test_a_hundred_readers_at_once_cost_a_few_questions(world, account, reader, queries):
    jobs = [world.order(account) for _ in range(10)]
    queries.clear()
    got = []

    async def read(job):
        got.append((job, (await reader.read(account, job)).id))

    async with anyio.create_task_group() as tasks:
        for number in range(100):
            tasks.start_soon(read, jobs[number % 10])
    assert len(got) == 100
    assert all(asked == answered for asked, answered in got)
    assert len(queries) <= 3


async def test_one_who_asks_for_nothing_real_spoils_it_for_nobody(world, account, reader):
    job = world.order(account)
    refused = []

    async def read_unknown():
        with pytest.raises(NotFound):
            await reader.read(account, UNKNOWN)
        refused.append(1)

    async with anyio.create_task_group() as tasks:
        for _ in range(3):
            tasks.start_soon(read_unknown)
        assert (await reader.read(account, job)).id == job
    assert len(refused) == 3


async def test_a06_the_jobs_of_others_are_not_there(world, account, reader):
    job = world.order(account)
    with pytest.raises(NotFound) as theirs:
        await reader.read(world.account("b@example.com"), job)
    with pytest.raises(NotFound) as nobodys:
        await reader.read(account, UNKNOWN)
    assert theirs.value.message == nobodys.value.message


async def test_when_the_database_is_away_everyone_who_waits_is_told_and_later_it_works(
    world, account, reader
):
    job = world.order(account)
    database = world.context.database
    present, database.engine = database.engine, sa.create_engine("sqlite:////nowhere/at/all.sqlite")
    told = []

    async def read():
        with pytest.raises(Unavailable):
            await reader.read(account, job)
        told.append(1)

    async with anyio.create_task_group() as tasks:
        for _ in range(5):
            tasks.start_soon(read)
    database.engine = present
    assert len(told) == 5
    assert (await reader.read(account, job)).id == job


async def test_who_asks_for_the_others_and_is_cancelled_leaves_them_not_waiting(world, account, reader):
    job = world.order(account)
    answered = []

    async def read():
        try:
            answered.append((await reader.read(account, job)).id)
        except Unavailable as error:
            answered.append(error.code)

    async with anyio.create_task_group() as tasks:
        with anyio.move_on_after(0):
            await reader.read(account, job)
        for _ in range(3):
            tasks.start_soon(read)
    assert len(answered) == 3
    assert (await reader.read(account, job)).id == job
