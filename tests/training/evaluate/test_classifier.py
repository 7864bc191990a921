"""The classifier learns what can be told apart."""

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is not installed")

from training.evaluate.classifier import fit, share_within


def test_kinds_that_lie_apart_are_told_apart_also_where_they_were_not_shown():
    dice = np.random.default_rng(1)
    middles = dice.normal(0, 3, (5, 32))
    labels = [number % 5 for number in range(100)]
    rows = (middles[labels] + dice.normal(0, 1, (100, 32))).astype(np.float32)
    ranked = fit(rows[:60], labels[:60], 5).ranked(rows[60:])
    assert share_within(ranked, labels[60:], 1) > 0.95


def test_a_share_counts_the_first_few():
    ranked = np.array([[0, 1, 2], [1, 0, 2], [2, 1, 0]])
    assert share_within(ranked, [0, 0, 0], 1) == pytest.approx(1 / 3)
    assert share_within(ranked, [0, 0, 0], 2) == pytest.approx(2 / 3)
    assert share_within(ranked, [0, 0, 0], 3) == 1
