"""What an order may rely on from the moment that it is answered."""

import pytest

from pictoris.credits import ledger
from pictoris.errors import Conflict, InvalidRequest, NotEnoughCredits, NotFound, TooMany
from pictoris.flow import enroll, submit
from pictoris.flow.submit import Terms
from pictoris.jobs.idempotency import Once
from pictoris.nouns import AccountId, Speed, State
from tests.world import World, in_parallel, open_world


def test_an_order_is_held_and_handed_over_in_one_step(world: World):
    account = world.account(credits=10)
    job = world.job(world.order(account))
    assert (job.state, job.progress, job.order.price) == (State.ADMITTED, 0, 2)
    assert world.ledger(account) == [("grant", 10), ("hold", -2)]
    assert world.balance(account) == 8


def test_an_order_that_costs_more_than_there_is_leaves_nothing_behind(world: World):
    account = world.account(credits=1)
    with pytest.raises(NotEnoughCredits, match="costs 2 credits and the account has 1"):
        world.order(account)
    assert world.ledger(account) == [("grant", 1)]
    assert world.lanes()[account] == (0, 0)


def test_credits_of_the_plan_are_spent_before_those_bought_on_top(world: World):
    account = world.account(credits=3)

    enroll.grant(world.context, "a@example.com", 5)
    world.order(account)
    world.order(account)
    with world.context.database.reading() as tx:
        held = ledger.balance(tx, account)
    assert (held.credits, held.credits_extra) == (0, 4)
    world.check_books([account])


def test_the_last_credits_are_spent_once_however_many_reach_for_them(world: World):
    account = world.account(credits=20)
    refused = []

    def reach(_number: int) -> None:
        for _ in range(5):
            try:
                world.order(account)
            except NotEnoughCredits as error:
                refused.append(error)

    in_parallel(8, reach)
    assert len(refused) == 30
    assert world.balance(account) == 0
    world.check_books([account])


def test_the_same_key_and_request_is_one_job_for_all_who_ask_at_once(world: World):
    account = world.account(credits=100)
    jobs = []
    in_parallel(8, lambda _number: jobs.append(world.order(account, once=Once("key", "print"))))
    assert len(jobs) == 8
    assert len(set(jobs)) == 1
    assert world.balance(account) == 98


def test_the_same_key_with_another_request_is_refused(world: World):
    account = world.account()
    world.order(account, once=Once("key", "one"))
    with pytest.raises(Conflict) as caught:
        world.order(account, once=Once("key", "other"))
    assert caught.value.code == "idempotency_key_reused"
    assert world.balance(account) == 98


def test_a_key_is_each_accounts_own(world: World):
    first, second = world.account("a@example.com"), world.account("b@example.com")
    assert world.order(first, once=Once("key", "x")) != world.order(second, once=Once("key", "x"))


def test_a_refused_order_does_not_use_its_key_up(world: World):
    account = world.account(credits=1)
    with pytest.raises(NotEnoughCredits):
        world.order(account, once=Once("key", "x"))

    enroll.grant(world.context, "a@example.com", 1)
    assert world.order(account, once=Once("key", "x"))


def test_a_full_queue_says_so_and_costs_nothing(migrated_url, tmp_path):
    with open_world(migrated_url, tmp_path, queue_limit=2) as world:
        account = world.account(plan="TRIAL")
        for _ in range(3):
            world.order(account)
        with pytest.raises(TooMany) as caught:
            world.order(account)
        assert caught.value.code == "queue_full"
        assert world.balance(account) == 94
        assert world.lanes()[account] == (1, 2)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"image": None}, "image: "),
        ({"scale": 9}, "scale: input should be less than or equal to 4"),
        ({"scale": "2"}, "scale: input should be a valid number"),
        ({"image": "http://127.0.0.1/cat.png"}, "address|public|not allowed|URL"),
        ({"image": "file:///etc/passwd"}, "http"),
        ({"image": "http://pictoris.test/files/0123456789abcdef0123456789abcdef.png"}, "upload it again"),
    ],
)
def test_a_bad_request_is_refused_with_a_sentence_and_costs_nothing(world: World, fields, sentence):
    account = world.account()
    with pytest.raises(InvalidRequest, match=sentence):
        world.order(account, **fields)
    assert world.ledger(account) == [("grant", 100)]


def test_a_webhook_that_points_inside_is_refused_at_once(world: World):
    account = world.account()
    with pytest.raises(InvalidRequest):
        world.order(account, terms=Terms(webhook="http://169.254.169.254/latest"))
    assert world.balance(account) == 100


def test_an_unknown_operation_is_named_in_the_answer(world: World):
    with pytest.raises(NotFound, match="paint_a_masterpiece"):
        submit.check(world.context, AccountId("x"), "paint_a_masterpiece", {}, Terms())


def test_prices_are_the_operators_to_set(migrated_url, tmp_path):
    with open_world(migrated_url, tmp_path, prices={"upscale": 7}) as world:
        account = world.account(credits=10)
        world.order(account)
        assert world.balance(account) == 3


# ------------------------------------------------------------------------------------------------ speeds

DEFAULT_PRICES = {Speed.RELAX: 2, Speed.FAST: 3, Speed.BOOST: 3, Speed.TURBO: 6, None: 3}


@pytest.mark.parametrize("speed", DEFAULT_PRICES)
def test_a_speed_has_its_price_and_its_place_in_the_order(migrated_url, tmp_path, speed):
    with open_world(migrated_url, tmp_path, prices={"upscale": 3}) as world:
        world.let_jobs_have_speeds()
        account = world.account()
        job = world.job(world.order_at(account, speed))
        assert job.order.speed is (speed or Speed.FAST)
        assert job.order.price == DEFAULT_PRICES[speed]
        assert world.balance(account) == 100 - DEFAULT_PRICES[speed]


def test_the_faster_goes_before_the_slower(world: World):
    world.let_jobs_have_speeds()
    account = world.account()
    priorities = [world.job(world.order_at(account, speed)).order.priority for speed in Speed]
    assert priorities == sorted(set(priorities))


@pytest.mark.parametrize("speed", Speed)
def test_what_does_not_paint_has_one_speed_and_its_plain_price(migrated_url, tmp_path, speed):
    with open_world(migrated_url, tmp_path, speeds={"fast": {"price": 9}}) as world:
        job = world.job(world.order_at(world.account(), speed))
        assert (job.order.speed, job.order.priority, job.order.price) == (Speed.FAST, 0, 2)


def test_speeds_are_the_operators_to_set_and_a_price_is_rounded_up_exactly(migrated_url, tmp_path):
    table = {"turbo": {"price": 1.1, "priority": 7}}
    with open_world(migrated_url, tmp_path, prices={"upscale": 10}, speeds=table) as world:
        world.let_jobs_have_speeds()
        order = world.job(world.order_at(world.account(), Speed.TURBO)).order
        assert (order.price, order.priority) == (11, 7)
