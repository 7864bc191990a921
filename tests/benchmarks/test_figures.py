"""A figure knows whether it keeps its target."""

import pytest

from bench.figures import Figure, percentile, rounded


@pytest.mark.parametrize(
    ("value", "limit", "at_least", "is_kept"),
    [
        (5, 8, False, True),
        (9, 8, False, False),
        (9, 8, True, True),
        (5, 8, True, False),
        (5, None, False, True),
    ],
)
def test_a_target_is_kept_or_missed(value, limit, at_least, is_kept):
    assert Figure(what="x", value=value, unit="ms", limit=limit, at_least=at_least).is_kept is is_kept


def test_a_percentile_is_a_value_that_was_measured():
    assert [percentile(range(100), percent) for percent in (0, 50, 99, 100)] == [0, 50, 99, 99]


def test_figures_are_rounded_to_what_counts():
    assert [rounded(value) for value in (0.12345, 12.345, 12345.6)] == ["0.123", "12.3", "12,346"]
