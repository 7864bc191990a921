"""Whether the server lives, and whether it can do its work."""

import pytest
import sqlalchemy as sa

from pictoris.api.health import state_of

pytestmark = pytest.mark.anyio


async def test_a_living_server_says_so_to_everybody(api):
    reply = await api.client.get("/healthz")
    assert (reply.status_code, reply.json()) == (200, {"status": "ok"})


async def test_it_is_ready_when_database_store_and_a_worker_answer(api):
    reply = await api.client.get("/readyz")
    assert reply.status_code == 200
    assert reply.json() == {"ready": True, "database": True, "store": True, "engine": True}


async def test_without_a_sign_of_life_of_a_worker_it_is_not_ready(api):
    api.world.clock.turn(seconds=60)
    reply = await api.client.get("/readyz")
    assert reply.status_code == 503
    assert reply.json() == {"ready": False, "database": True, "store": True, "engine": False}


def test_a_database_that_is_away_is_seen(world):
    world.set_slots(1)
    database = world.context.database
    present, database.engine = database.engine, sa.create_engine("sqlite:////nowhere/at/all.sqlite")
    assert state_of(world.context) == {"database": False, "store": True, "engine": False}
    database.engine = present


async def test_looking_often_asks_the_store_once(api):
    assert (await api.client.get("/readyz")).status_code == 200
    queries = []
    sa.event.listen(
        api.world.context.database.engine, "before_cursor_execute", lambda *args: queries.append(args[2])
    )
    for _ in range(20):
        await api.client.get("/readyz")
    assert queries == []


async def test_the_metrics_count_orders_answers_and_the_queue(api):
    await api.upscale()
    page = (await api.client.get("/metrics")).text
    assert 'pictoris_submits_total{operation="upscale"} 1.0' in page
    assert 'pictoris_http_replies_total{method="POST",route="/api/v1/flux/upscale",status="200"} 1.0' in page
    assert 'pictoris_http_seconds_count{method="POST",route="/api/v1/flux/upscale"} 1.0' in page
    assert 'pictoris_jobs{state="running"} 1.0' in page


async def test_jobs_that_ended_are_counted_once_by_operation_and_state(api):
    await api.finished()
    api.world.cancel(api.account, (await api.upscale()).json()["messageId"])
    api.world.clock.turn(seconds=11)
    for _ in range(2):
        page = (await api.client.get("/metrics")).text
        assert 'pictoris_jobs_ended_total{operation="upscale",state="done"} 1.0' in page
        assert 'pictoris_jobs_ended_total{operation="upscale",state="cancelled"} 1.0' in page


async def test_the_metrics_say_when_the_database_is_away(api):
    database = api.world.context.database
    present, database.engine = database.engine, sa.create_engine("sqlite:////nowhere/at/all.sqlite")
    reply = await api.client.get("/metrics")
    database.engine = present
    assert (reply.status_code, reply.json()["code"]) == (503, "unavailable")
