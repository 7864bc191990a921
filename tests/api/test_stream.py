"""Progress as server-sent events: as it happens, to the end, and from where one stopped listening."""

import threading

import anyio
import anyio.to_thread
import pytest

from pictoris.api.stream import event_of
from pictoris.api.watch import MOST_OF_ONE
from pictoris.nouns import JobId
from tests.api.listening import listening

pytestmark = pytest.mark.anyio


def path_of(job):
    return f"/api/v1/message/stream/{job}"


async def ordered(api):
    return JobId((await api.upscale()).json()["messageId"])


async def test_a_stream_tells_progress_as_it_happens_and_then_the_final_message(api):
    job = await ordered(api)
    heard = threading.Event()
    api.world.bench.behave = lambda *_: heard.wait(5)
    async with listening(api.app, path_of(job), api.key) as ear, anyio.create_task_group() as tasks:
        first = await ear.hear()
        assert (first.name, first.message["status"]) == ("progress", "QUEUED")
        tasks.start_soon(anyio.to_thread.run_sync, api.world.perform, job)
        while (event := await ear.hear()).message["progress"] < 50:
            assert event.name == "progress"
        heard.set()
        events = await ear.rest()
    assert [event.name for event in events][-1] == "done"
    assert events[-1].message == (await api.get(f"/api/v1/message/fetch/{job}")).json()
    assert ear.is_over
    assert ear.headers["content-type"].startswith("text/event-stream")
    assert ear.headers["cache-control"] == "no-store"


async def test_progress_and_ids_only_grow(api):
    job = await ordered(api)
    async with listening(api.app, path_of(job), api.key) as ear:
        await anyio.to_thread.run_sync(api.world.perform, job)
        events = await ear.rest()
    assert [event.id for event in events] == sorted({event.id for event in events})
    progress = [event.message["progress"] for event in events]
    assert progress == sorted(progress)


async def test_a_failure_ends_the_stream_with_fail(api):
    job = await ordered(api)
    async with listening(api.app, path_of(job), api.key) as ear:
        await ear.hear()
        api.world.cancel(api.account, job)
        last = (await ear.rest())[-1]
    assert (last.name, last.message["status"], last.message["error"]) == ("fail", "FAIL", "Job cancelled")


async def test_a_finished_job_is_told_at_once(api):
    job = await api.finished()
    async with listening(api.app, path_of(job), api.key) as ear:
        assert [event.name for event in await ear.rest()] == ["done"]


async def test_who_knows_the_present_hears_only_what_is_new(api):
    job = await ordered(api)
    known = str(api.world.job(job).revision)
    async with listening(api.app, path_of(job), api.key, last_event_id=known) as ear:
        api.world.cancel(api.account, job)
        events = await ear.rest()
    assert [event.name for event in events] == ["fail"]


async def test_who_knows_the_end_is_told_not_to_come_again(api):
    job = await api.finished()
    known = str(api.world.job(JobId(job)).revision)
    async with listening(api.app, path_of(job), api.key, last_event_id=known) as ear:
        assert ear.status == 204


@pytest.mark.parametrize("known", ["x", "-1", "²", "999999999999999999999999"])
async def test_a_strange_last_event_id_breaks_nothing(api, known):
    job = await api.finished()
    async with listening(api.app, path_of(job), api.key, last_event_id=known) as ear:
        assert ear.status in {200, 204}


async def test_a25_streams_of_one_account_are_counted_and_freed_again(api):
    job = await ordered(api)
    async with anyio.create_task_group() as tasks:
        for _ in range(MOST_OF_ONE):
            tasks.start_soon(_listen_for_ever, api, job)
        while api.app.state.watch.count < MOST_OF_ONE:  # noqa: ASYNC110 - nobody tells when a stream has begun
            await anyio.sleep(0.01)
        refused = await api.get(path_of(job))
        assert (refused.status_code, refused.json()["code"]) == (429, "too_many_streams")
        tasks.cancel_scope.cancel()
    assert api.app.state.watch.count == 0


async def _listen_for_ever(api, job):
    async with listening(api.app, path_of(job), api.key):
        await anyio.sleep_forever()


async def test_an_event_is_four_lines(api):
    job = api.world.job(api.world.order(api.account))
    lines = event_of(job, "http://pictoris.test").decode().split("\n")
    assert lines[0] == f"id: {job.revision}"
    assert lines[1] == "event: progress"
    assert lines[2].startswith('data: {"messageId":')
    assert lines[3:] == ["", ""]


async def test_a_stream_shows_the_picture_in_the_making_and_nobody_else_is_sent_it(api):
    job = await ordered(api)
    heard, polled = threading.Event(), []

    def behave(_work, tell, _stop):
        api.world.clock.turn(seconds=0.25)
        tell(60, "c2tldGNo")
        heard.wait(5)

    api.world.bench.behave = behave
    async with listening(api.app, path_of(job), api.key) as ear, anyio.create_task_group() as tasks:
        tasks.start_soon(anyio.to_thread.run_sync, api.world.perform, job)
        while "preview" not in (event := await ear.hear()).message:
            assert event.name == "progress"
        polled.append((await api.get(f"/api/v1/message/fetch/{job}")).json())
        heard.set()
        events = await ear.rest()
    assert event.message["status"] == "PROCESSING"
    assert event.message["preview"] == "data:image/jpeg;base64,c2tldGNo"
    assert polled[0]["status"] == "PROCESSING"
    assert "preview" not in polled[0]
    assert "preview" not in events[-1].message
