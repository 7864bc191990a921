"""How often a key may call."""

import pytest

from pictoris.api.limits import PRESETS, Limits, Pace
from pictoris.errors import TooMany


def calls_that_pass(limits, pace, *, of, key="key"):
    return sum(limits.spend(pace, key).refusal is None for _ in range(of))


@pytest.mark.parametrize(
    ("preset", "pace", "allowed"),
    [
        ("default", Pace.SUBMIT, 10),
        ("default", Pace.STATUS, 100),
        ("imaginepro", Pace.SUBMIT, 1),
        ("imaginepro", Pace.OTHER, 1),
        ("imaginepro", Pace.STATUS, 10),
        ("off", Pace.SUBMIT, 150),
    ],
)
def test_a_burst_is_cut_at_the_limit(preset, pace, allowed):
    assert calls_that_pass(Limits(preset), pace, of=150) == allowed


def test_every_preset_but_off_limits_every_pace():
    assert all(set(limits) == set(Pace) for name, limits in PRESETS.items() if name != "off")


def test_keys_do_not_share_a_limit():
    limits = Limits("imaginepro")
    assert calls_that_pass(limits, Pace.SUBMIT, of=3, key="one") == 1
    assert calls_that_pass(limits, Pace.SUBMIT, of=3, key="two") == 1


def test_documented_figures_count_all_ordinary_calls_together_but_not_status_reads():
    limits = Limits("imaginepro")
    assert limits.spend(Pace.SUBMIT, "key").refusal is None
    assert limits.spend(Pace.OTHER, "key").refusal is not None
    assert limits.spend(Pace.STATUS, "key").refusal is None


def test_the_headers_count_down_and_the_refusal_says_when_to_come_back():
    limits = Limits("default")
    assert limits.spend(Pace.SUBMIT, "key").headers == {
        "RateLimit-Limit": "10",
        "RateLimit-Remaining": "9",
        "RateLimit-Reset": "1",
    }
    for _ in range(9):
        limits.spend(Pace.SUBMIT, "key")
    last = limits.spend(Pace.SUBMIT, "key")
    assert last.headers["RateLimit-Remaining"] == "0"
    assert isinstance(last.refusal, TooMany)
    assert last.refusal.retry_after == 1


def test_an_address_may_try_twenty_wrong_keys_a_minute():
    limits = Limits("off")
    for _ in range(20):
        limits.spend_bad_key("192.0.2.1")
    with pytest.raises(TooMany) as caught:
        limits.spend_bad_key("192.0.2.1")
    assert 1 <= caught.value.retry_after <= 60
    limits.spend_bad_key("192.0.2.2")
