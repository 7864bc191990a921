"""The same request twice is carried out once."""

import threading

import pytest

from pictoris.errors import Conflict
from pictoris.infra.clock import Instant, after
from pictoris.jobs.idempotency import Once, forget_before, only_once
from pictoris.nouns import AccountId
from tests.jobs.rows import ANN, NOW
from tests.world import in_parallel

REPLIES = [None, True, 0, 1.5, "word", "狐\n", [], ["job", 1_800_000_000_000], {"a": [None]}]


class Counted:
    """Counts how often it was carried out."""

    def __init__(self, reply=None):
        self.times = 0
        self.reply = reply

    def __call__(self):
        self.times += 1
        return self.reply


def test_without_a_key_every_request_is_carried_out(tx):
    act = Counted()
    for _ in range(2):
        only_once(tx, ANN, None, NOW, act)
    assert act.times == 2


@pytest.mark.parametrize("reply", REPLIES, ids=repr)
def test_the_second_time_brings_the_first_reply(tx, reply):
    act = Counted(reply)
    replies = [only_once(tx, ANN, Once("key", "print"), NOW, act) for _ in range(3)]
    assert (act.times, replies) == (1, [reply] * 3)


def test_another_request_with_the_same_key_is_refused(tx):
    act = Counted("first")
    only_once(tx, ANN, Once("key", "print"), NOW, act)
    with pytest.raises(Conflict) as caught:
        only_once(tx, ANN, Once("key", "other"), NOW, act)
    assert (caught.value.code, act.times) == ("idempotency_key_reused", 1)


def test_keys_of_different_accounts_have_nothing_to_do_with_one_another(tx):
    act = Counted()
    for account in ("ann", "bob"):
        only_once(tx, AccountId(account), Once("key", account), NOW, act)
    assert act.times == 2


def test_a_request_that_failed_did_not_use_its_key_up(database):
    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), database.writing() as tx:
        only_once(tx, ANN, Once("key", "print"), NOW, fail)
    with database.writing() as tx:
        assert only_once(tx, ANN, Once("key", "other"), NOW, Counted("second")) == "second"


def test_requests_at_the_same_moment_are_carried_out_once(database):
    act, replies, lock = Counted("reply"), [], threading.Lock()

    def ask(_number: int) -> None:
        with database.writing() as tx:
            reply = only_once(tx, ANN, Once("key", "print"), NOW, act)
        with lock:
            replies.append(reply)

    in_parallel(6, ask)
    assert (act.times, replies) == (1, ["reply"] * 6)


def test_a_key_is_forgotten_when_its_time_is_over(tx):
    act = Counted()
    only_once(tx, ANN, Once("key", "print"), NOW, act)
    assert forget_before(tx, NOW) == 0
    assert forget_before(tx, Instant(after(NOW, seconds=1))) == 1
    only_once(tx, ANN, Once("key", "other"), NOW, act)
    assert act.times == 2
