"""News waits until it is delivered or given up, and every attempt is on record."""

import pytest
import sqlalchemy as sa

from pictoris.infra.clock import Instant
from pictoris.nouns import AccountId, JobId, News
from pictoris.webhooks import outbox

NOW = Instant(1_800_000_000_000)
NEWS = News(
    id="msg_1",
    account=AccountId("ann"),
    job=JobId("job"),
    url="https://a.example/hook",
    attempt=0,
    created=NOW,
)


@pytest.fixture(autouse=True)
def _news(tx):
    outbox.add(tx, NEWS)


def test_news_is_read_back_as_it_was_written(tx):
    assert outbox.pending(tx, "msg_1") == NEWS
    assert outbox.pending(tx, "msg_2") is None


def test_every_move_counts_an_attempt(tx):
    for attempt in (1, 2):
        waiting = outbox.pending(tx, "msg_1")
        assert waiting is not None
        outbox.move(tx, waiting, "pending")
        again = outbox.pending(tx, "msg_1")
        assert again is not None
        assert again.attempt == attempt


@pytest.mark.parametrize("end", ["delivered", "given_up"])
def test_news_that_has_come_to_an_end_is_not_tried_again(tx, end):
    outbox.move(tx, NEWS, end)
    assert outbox.pending(tx, "msg_1") is None


def test_the_database_refuses_a_state_that_nobody_knows(tx):
    with pytest.raises(sa.exc.IntegrityError), tx.begin_nested():
        outbox.move(tx, NEWS, "lost")


def test_the_log_keeps_answers_and_silences(tx):
    outbox.log(tx, NEWS, status=None, result="source_timeout", milliseconds=15_000, at=NOW)
    outbox.log(tx, NEWS, status=204, result="delivered", milliseconds=12, at=NOW)
    rows = tx.execute(sa.select(outbox.delivery).order_by(outbox.delivery.c.id)).all()
    assert [(row.attempt, row.status, row.result) for row in rows] == [
        (1, None, "source_timeout"),
        (1, 204, "delivered"),
    ]
