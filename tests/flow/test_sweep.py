"""Housekeeping: stuck jobs, dead workers, and what is kept no longer."""

from base64 import b64encode
from dataclasses import replace

import sqlalchemy as sa

from pictoris.errors import NotFound
from pictoris.flow.sweep import Swept, beat, clear_orphans, sweep
from pictoris.flow.upload import upload
from pictoris.jobs import workers
from pictoris.jobs.idempotency import Once
from pictoris.nouns import JobId, Speed, State
from tests.world import World, open_world, png


def test_a_job_that_the_engine_has_lost_is_handed_over_again(world: World):
    account = world.account(credits=10)
    job_id = world.order(account)
    world.context.durable.cancel([f"{job_id}.1"])
    world.clock.turn(seconds=9)
    assert sweep(world.context).handed_again == 0
    world.clock.turn(seconds=2)
    assert sweep(world.context).handed_again == 1
    assert world.context.durable.unfinished([f"{job_id}.2"]) == {f"{job_id}.2"}
    assert world.perform(job_id).state is State.DONE
    assert world.balance(account) == 8


def test_a_job_that_the_engine_still_has_is_left_alone(world: World):
    world.order(world.account())
    world.clock.turn(seconds=3600)
    assert sweep(world.context) == Swept(handed_again=0, pictures=0, keys=0, calls=0)


def test_pictures_are_deleted_when_their_time_is_over(migrated_url, tmp_path):
    with open_world(migrated_url, tmp_path, retention_hours=2) as world:
        artifact = upload(world.context, world.account(), png())
        world.clock.turn(seconds=2 * 3600 - 1)
        assert sweep(world.context).pictures == 0
        world.clock.turn(seconds=2)
        assert sweep(world.context).pictures == 1
        try:
            world.context.store.get(artifact.name)
        except NotFound:
            return
        raise AssertionError("the picture is still in the store")


def test_pictures_that_came_inside_an_order_are_kept_no_longer_than_others(migrated_url, tmp_path):
    with open_world(migrated_url, tmp_path, retention_hours=2) as world:
        picture = "data:image/png;base64," + b64encode(png() + bytes(9_000)).decode()
        job = world.perform(world.order(world.account(), image=picture))
        assert world.job(job.id).order.params["image"] == picture
        world.clock.turn(seconds=2 * 3600 + 1)
        sweep(world.context)
        assert "image" not in world.job(job.id).order.params


def test_idempotency_keys_are_forgotten_after_two_days(world: World):
    account = world.account()
    first = world.order(account, once=Once("key", "x"))
    world.clock.turn(seconds=48 * 3600 + 1)
    assert sweep(world.context).keys == 1
    assert world.order(account, once=Once("key", "x")) != first


def test_capacity_follows_the_workers_that_live(migrated_url, tmp_path):
    with open_world(migrated_url, tmp_path, worker_processes=2) as world:
        account = world.account(plan="DIY")
        jobs = [world.order(account) for _ in range(6)]
        assert world.admitted() == 1
        beat(world.context, "one", recover=False)
        assert world.admitted() == 2
        beat(world.context, "two", recover=False)
        assert world.admitted() == 4
        assert [world.job(job).state for job in jobs].count(State.WAITING) == 2


def calls_of(world: World, job: JobId) -> set[str]:
    return world.context.durable.unfinished([f"{job}.{number}" for number in range(1, 5)])


def test_what_was_handed_to_workers_that_are_gone_is_handed_to_others_of_its_speed(world: World):
    world.let_jobs_have_speeds()
    world.set_slots(1, [Speed.TURBO])
    account = world.account(credits=10, plan="DIY")
    job = world.order_at(account, Speed.TURBO)
    assert calls_of(world, job) == {f"{job}.1"}
    with world.context.database.writing() as tx:
        workers.retire(tx, "told-turbo")
    beat(world.context, "one", recover=False)
    assert calls_of(world, job) == {f"{job}.2"}
    assert world.perform(job).state is State.DONE
    assert world.admitted() == 0
    assert world.ledger(account) == [("grant", 10), ("hold", -4), ("settle", 0)]


def test_it_is_handed_over_although_the_others_are_full_and_then_no_more_is(world: World):
    world.let_jobs_have_speeds()
    beat(world.context, "one", recover=False)
    world.set_slots(1, [Speed.TURBO])
    account = world.account(plan="DIY")
    fast, turbo, waiting = (world.order_at(account, speed) for speed in (Speed.FAST, Speed.TURBO, Speed.FAST))
    with world.context.database.writing() as tx:
        workers.retire(tx, "told-turbo")
    beat(world.context, "one", recover=False)
    assert calls_of(world, turbo) == {f"{turbo}.2"}
    world.perform(fast)
    assert world.job(waiting).state is State.WAITING
    world.perform(turbo)
    assert world.job(waiting).state is State.ADMITTED


def test_it_waits_where_it_is_while_nobody_else_serves_its_speed(world: World):
    world.let_jobs_have_speeds()
    beat(world.context, "one", recover=False)
    fast = world.order_at(world.account(), Speed.FAST)
    with world.context.database.writing() as tx:
        workers.retire(tx, "one")
    world.set_slots(1, [Speed.TURBO])
    for _ in range(2):
        beat_as_turbo(world)
    assert calls_of(world, fast) == {f"{fast}.1"}
    beat(world.context, "three", recover=False)
    assert world.perform(fast).state is State.DONE
    assert world.admitted() == 0


def beat_as_turbo(world: World) -> None:
    settings = world.context.settings.model_copy(update={"worker_speeds": frozenset({Speed.TURBO})})
    beat(replace(world.context, settings=settings), "told-turbo", recover=False)


def test_a_silent_worker_is_found_and_one_that_speaks_is_not(world: World):
    beat(world.context, "one", recover=False)
    world.clock.turn(seconds=4)
    beat(world.context, "two", recover=False)
    world.clock.turn(seconds=2)
    assert beat(world.context, "two", recover=False) == ["one"]


def test_a_worker_that_says_goodbye_counts_as_silent_at_once(world: World):
    beat(world.context, "one", recover=False)
    with world.context.database.writing() as tx:
        workers.retire(tx, "one")
    assert beat(world.context, "two", recover=False) == ["one"]
    with world.context.database.reading() as tx:
        assert tx.execute(sa.select(workers.worker.c.slots).where(workers.worker.c.id == "two")).scalar() == 1


def test_pictures_that_nobody_was_told_of_are_deleted_after_an_hour(world: World):
    kept = upload(world.context, world.account(), png())
    orphan = "0123456789abcdef0123456789abcdef.png"
    world.context.store.put(orphan, png(), "image/png")
    changed = dict(world.context.store.names())[orphan]
    world.clock.turn(seconds=(changed - world.clock.now()) / 1000 + 3599)
    assert clear_orphans(world.context) == 0
    world.clock.turn(seconds=2)
    assert clear_orphans(world.context) == 1
    assert [name for name, _ in world.context.store.names()] == [kept.name]
