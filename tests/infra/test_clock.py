"""Time: instants, the machine's clock and the one that tests turn."""

import time

import pytest

from pictoris.infra.clock import HandClock, Instant, SystemClock, after, iso


def test_the_machines_clock_tells_milliseconds_since_1970():
    before = time.time_ns() // 1_000_000
    now = SystemClock().now()
    assert before <= now <= time.time_ns() // 1_000_000


def test_the_hand_clock_stands_still_until_it_is_turned():
    clock = HandClock(1000)
    assert [clock.now(), clock.now()] == [1000, 1000]
    clock.turn(seconds=1.5)
    assert clock.now() == 2500


@pytest.mark.parametrize(("seconds", "expected"), [(2, 3000), (-1, 0), (0.25, 1250), (0.0004, 1000)])
def test_after_counts_in_seconds(seconds, expected):
    assert after(Instant(1000), seconds=seconds) == expected


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (0, "1970-01-01T00:00:00.000Z"),
        (1_770_114_030_007, "2026-02-03T10:20:30.007Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
    ],
)
def test_an_instant_is_written_in_utc_with_three_digits(moment, written):
    assert iso(Instant(moment)) == written
