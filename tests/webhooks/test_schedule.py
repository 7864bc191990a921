import pytest

from pictoris.infra.fetch import Answer
from pictoris.webhooks.schedule import Verdict, delay_before, verdict

HOUR = 3600


def answer(status):
    return Answer(status=status, body=b"", retry_after=None)


def test_the_schedule_is_that_of_standard_webhooks():
    delays = [delay_before(attempt) for attempt in range(1, 12)]
    assert delays[:4] == [0, 5, 300, 1800]
    assert delays[4:] == [hours * HOUR for hours in (2, 5, 10, 14, 20, 24, 24)]


def test_after_five_days_it_is_given_up():
    delays = [delay_before(attempt) or 0 for attempt in range(1, 12)]
    assert sum(delays) <= 120 * HOUR < sum(delays) + 24 * HOUR
    assert delay_before(12) is None
    assert delay_before(12, retry_after=5) is None


@pytest.mark.parametrize(
    ("attempt", "asked", "waits"),
    [(2, 120, 120), (2, None, 5), (2, 1, 5), (2, -9, 5), (2, 30 * HOUR, 24 * HOUR), (10, 60, 24 * HOUR)],
)
def test_a_receiver_may_ask_for_a_longer_pause_up_to_a_day(attempt, asked, waits):
    assert delay_before(attempt, asked) == waits


@pytest.mark.parametrize(
    ("status", "means"),
    [
        (200, Verdict.DELIVERED),
        (201, Verdict.DELIVERED),
        (204, Verdict.DELIVERED),
        (299, Verdict.DELIVERED),
        *((status, Verdict.RETRY) for status in (301, 302, 303, 307, 308, 304)),
        *((status, Verdict.RETRY) for status in (400, 401, 403, 404, 408, 409, 411, 429)),
        *((status, Verdict.RETRY) for status in (500, 502, 503, 504, 599)),
        (410, Verdict.DISABLED),
    ],
)
def test_what_an_answer_means(status, means):
    assert verdict(answer(status)) is means


def test_no_answer_is_tried_again():
    assert verdict(None) is Verdict.RETRY
