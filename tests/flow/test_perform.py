"""What happens to a job between its row and its end."""

from base64 import b64encode

import pytest

from pictoris.artifacts.rasters import measure
from pictoris.errors import Failed
from pictoris.flow.perform import CRASHED, RECIPE
from pictoris.flow.submit import Terms, check, submit
from pictoris.flow.upload import upload
from pictoris.nouns import State
from tests.world import World, open_world, png


def test_a_job_ends_with_its_picture_stored_and_its_hold_settled(world: World):
    account = world.account(credits=10)
    job = world.perform(world.order(account))
    assert (job.state, job.progress, job.attempt) == (State.DONE, 100, 1)
    assert world.context.store.get(job.outcome.artifacts[0]) == png()
    assert world.ledger(account) == [("grant", 10), ("hold", -2), ("settle", 0)]
    assert world.lanes()[account] == (0, 0)
    assert world.admitted() == 0


def test_the_recipe_gets_its_pictures_decoded(world: World):
    world.perform(world.order(world.account()))
    (work,) = world.bench.seen
    assert list(work.inputs) == ["image"]
    assert work.params["scale"] == 2.0


def test_a_recipe_that_has_no_use_for_large_pictures_gets_none(world: World):
    account = world.account()
    seen: list[tuple[int, int, int]] = []
    picture = "data:image/png;base64," + b64encode(png(3000, 30)).decode()
    world.bench.behave = lambda work, *_: seen.extend(measure(path) for path in work.inputs.values())
    order = check(world.context, account, "blend", {"urls": [picture, picture]}, Terms())
    world.perform(submit(world.context, order).job)
    world.perform(world.order(account, image=picture))
    assert seen == [(2048, 20, 3), (2048, 20, 3), (3000, 30, 3)]


def test_progress_grows_and_stays_below_the_end_until_all_is_stored(world: World):
    seen = []
    job_id = world.order(world.account())

    def behave(_work, report, _stop):
        for percent in (10, 60, 30, 90, 99):
            report(percent)
            seen.append(world.job(job_id).progress)

    world.bench.behave = behave
    job = world.perform(job_id)
    assert seen == sorted(seen)
    assert max(seen) < 100
    assert job.progress == 100


def test_a_failure_is_told_and_the_credits_come_back(world: World):
    account = world.account(credits=10)

    def behave(*_):
        raise Failed("There is no face in the source picture.", code="no_face_in_source")

    world.bench.behave = behave
    job = world.perform(world.order(account))
    assert (job.state, job.error_code) == (State.FAILED, "no_face_in_source")
    assert "no face" in job.error
    assert world.ledger(account) == [("grant", 10), ("hold", -2), ("release", 2)]


def test_a_fault_of_ours_is_not_told_in_its_own_words(world: World):
    account = world.account()

    def behave(*_):
        raise RuntimeError("secret path /srv")

    world.bench.behave = behave
    job = world.perform(world.order(account))
    assert (job.state, job.error_code) == (State.FAILED, "internal_error")
    assert "secret" not in job.error
    assert world.balance(account) == 100


def test_bytes_that_are_no_picture_fail_with_a_sentence_and_a_refund(world: World):
    account = world.account()
    job = world.perform(world.order(account, image="data:image/png;base64,bm8gcGljdHVyZQ=="))
    assert job.state is State.FAILED
    assert job.error_code == "image_unsupported"
    assert world.balance(account) == 100


def test_an_uploaded_picture_that_is_gone_fails_with_a_sentence(world: World):

    account = world.account()
    name = upload(world.context, account, png()).name
    job_id = world.order(account, image=f"http://pictoris.test/files/{name}")
    world.context.store.delete(name)
    assert world.perform(job_id).error_code == "file_gone"
    assert world.balance(account) == 100


def test_a_job_that_takes_too_long_is_stopped_and_refunded(world: World):
    account = world.account()
    world.bench.behave = lambda *_: world.clock.turn(seconds=11)
    job = world.perform(world.order(account, terms=Terms(timeout=10)))
    assert (job.state, job.error_code) == (State.FAILED, "timeout")
    assert "10 seconds" in job.error
    assert world.balance(account) == 100


def test_an_ended_job_is_not_performed_again(world: World):
    job_id = world.order(world.account())
    assert world.perform(job_id).attempt == 1
    assert world.perform(job_id).attempt == 1
    assert len(world.bench.seen) == 1


def test_a_worker_that_died_is_replaced_and_charges_once(world: World):
    account = world.account(credits=10)
    job_id = world.order(account)

    def die(*_):
        raise KeyboardInterrupt

    world.bench.behave = die
    with pytest.raises(KeyboardInterrupt):
        world.perform(job_id)
    assert world.job(job_id).state is State.RUNNING
    world.bench.behave = lambda *_: None
    job = world.perform(job_id)
    assert (job.state, job.attempt) == (State.DONE, 2)
    assert world.ledger(account) == [("grant", 10), ("hold", -2), ("settle", 0)]


def test_a_late_result_of_an_older_attempt_is_thrown_away(world: World):
    account = world.account(credits=10)
    job_id = world.order(account)
    once: list[bool] = []

    def overtaken(*_):
        if not once:
            once.append(True)
            assert world.perform(job_id).state is State.DONE

    world.bench.behave = overtaken
    job = world.perform(job_id)
    assert job.attempt == 2
    assert world.ledger(account) == [("grant", 10), ("hold", -2), ("settle", 0)]
    assert world.lanes()[account] == (0, 0)


def test_a_crashed_engine_costs_an_attempt_and_three_are_enough(world: World):
    account = world.account()
    job_id = world.order(account)

    def crash(*_):
        raise Failed("The engine died.", code=CRASHED)

    world.bench.behave = crash
    assert world.perform(job_id).state is State.RUNNING
    assert world.perform(job_id).state is State.RUNNING
    job = world.perform(job_id)
    assert (job.state, job.attempt) == (State.FAILED, 3)
    assert world.balance(account) == 100


def test_a_job_that_kills_every_worker_is_given_up(migrated_url, tmp_path):
    with open_world(migrated_url, tmp_path, max_attempts=2) as world:
        account = world.account()
        job_id = world.order(account)

        def die(*_):
            raise KeyboardInterrupt

        world.bench.behave = die
        for _ in range(2):
            with pytest.raises(KeyboardInterrupt):
                world.perform(job_id)
        job = world.perform(job_id)
        assert (job.state, job.error_code) == (State.FAILED, "poison")
        assert world.balance(account) == 100


# -------------------------------------------------------------------------------- progress with previews


def test_what_a_recipe_shows_is_stored_while_it_works_and_gone_when_it_has_ended(world: World):
    job_id = world.order(world.account())
    seen = []

    def behave(_work, tell, _stop):
        world.clock.turn(seconds=0.25)
        tell(60, "sketch")
        seen.append(world.job(job_id).preview)

    world.bench.behave = behave
    job = world.perform(job_id)
    assert seen == ["sketch"]
    assert (job.state, job.preview) == (State.DONE, None)


def test_a_flood_of_steps_is_four_writes_a_second_and_the_last_one_always_counts(world: World):
    job_id = world.order(world.account())
    revisions, percents = [], []

    def behave(_work, tell, stop):
        before = world.job(job_id).revision
        for step in range(100):
            tell(50 + step // 4, f"step {step}")
            world.clock.turn(seconds=0.01)
            stop()
        revisions.append(world.job(job_id).revision - before)
        tell(80, "last")
        tell(81)
        world.clock.turn(seconds=0.25)
        stop()
        job = world.job(job_id)
        percents.append((job.progress, job.preview))

    world.bench.behave = behave
    world.perform(job_id)
    assert 3 <= revisions[0] <= 4
    first, last = RECIPE
    assert percents == [(first + 81 * (last - first) // 100, "last")]


def test_an_attempt_that_lost_its_job_hears_of_it_when_it_tells(world: World):
    account = world.account()
    job_id = world.order(account)
    stops = []

    def behave(_work, tell, stop):
        world.cancel(account, job_id)
        world.clock.turn(seconds=0.25)
        tell(70, "late")
        stops.append(stop())

    world.bench.behave = behave
    job = world.perform(job_id)
    assert stops == [True]
    assert (job.state, job.preview) == (State.CANCELLED, None)
