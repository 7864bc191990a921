"""When a webhook is tried again, and what an answer means for it."""

from enum import StrEnum

from pictoris.infra.fetch import Answer

_MINUTE = 60
_HOUR = 3600
LONGEST_PAUSE = 24 * _HOUR
"""A receiver may ask for a longer pause with `Retry-After`, but not for more than this many seconds."""

_DELAYS = (
    0,
    5,
    5 * _MINUTE,
    30 * _MINUTE,
    2 * _HOUR,
    5 * _HOUR,
    10 * _HOUR,
    14 * _HOUR,
    20 * _HOUR,
    24 * _HOUR,
    24 * _HOUR,
)
"""Seconds before each attempt: the schedule that Standard Webhooks recommends, as far as it fits into 120 hours."""


class Verdict(StrEnum):
    """What becomes of a webhook after an attempt."""

    DELIVERED = "delivered"
    RETRY = "retry"
    DISABLED = "disabled"
    """The receiver said that it is gone: nothing is sent to it any more."""


def delay_before(attempt: int, retry_after: int | None = None) -> int | None:
    """Seconds to wait before attempt number `attempt` (1 is the first); None when it is not made any more.

    `retry_after` is what the receiver asked for after the attempt before, in seconds.
    """
    if attempt > len(_DELAYS):
        return None
    asked = min(max(retry_after or 0, 0), LONGEST_PAUSE)
    return max(_DELAYS[attempt - 1], asked)


def verdict(answer: Answer | None) -> Verdict:
    """What an answer means; None stands for no answer at all."""
    if answer is None:
        return Verdict.RETRY
    if answer.status == 410:
        return Verdict.DISABLED
    return Verdict.DELIVERED if 200 <= answer.status < 300 else Verdict.RETRY
