"""Sets of the same kind lie close together, others apart; and what is a copy is near."""

import numpy as np
import pytest

from training.evaluate.distances import kid, nearest, unlike


def vectors(seed: int, *, shift: float = 0.0) -> np.ndarray:
    return np.random.default_rng(seed).normal(shift, 1, (200, 64)).astype(np.float32)


def test_two_samples_of_one_kind_have_no_distance():
    assert abs(kid(vectors(1), vectors(2))) < 0.02


def test_other_kinds_have_one_that_grows():
    near, far = (kid(vectors(1), vectors(2, shift=shift)) for shift in (0.3, 0.6))
    assert 0.05 < near < far


def test_the_distance_is_the_same_both_ways():
    assert kid(vectors(1), vectors(2, shift=0.5)) == pytest.approx(kid(vectors(2, shift=0.5), vectors(1)))


def test_alike_vectors_differ_by_nothing_and_right_angles_by_one():
    alike, crossed = np.ones((4, 8), np.float32), np.eye(4, 8, dtype=np.float32)
    assert unlike([alike]) == pytest.approx(0, abs=1e-6)
    assert unlike([crossed]) == pytest.approx(1)
    assert unlike([alike, crossed]) == pytest.approx(0.5)


def test_a_copy_is_nearest_to_what_it_was_copied_from():
    known = np.random.default_rng(3).uniform(0, 255, (50, 30)).astype(np.float32)
    asked = np.stack([known[7], known[9] + 10])
    assert nearest(asked, known) == pytest.approx([0, 10], abs=0.2)
