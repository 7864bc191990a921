import numpy as np

from pictoris.recipes.faces.smoothing import beside, harmonic, smooth
from pictoris.recipes.faces.topology import OVAL, POINTS, TRIANGLES


def exact(values, trust, stiffness):
    """The same system, solved densely."""
    joined = np.zeros((POINTS, POINTS))
    for one, other in ((0, 1), (1, 2), (2, 0)):
        joined[TRIANGLES[:, one], TRIANGLES[:, other]] = joined[TRIANGLES[:, other], TRIANGLES[:, one]] = 1
    laplacian = np.eye(POINTS) - joined / joined.sum(axis=1, keepdims=True)
    return np.linalg.solve(np.diag(trust) + stiffness * laplacian, trust[:, None] * values)


def test_the_mean_of_the_neighbours_of_equals_is_the_same():
    assert np.allclose(beside(np.full((POINTS, 2), 3.0)), 3)


def test_relaxation_comes_close_to_the_exact_solution():
    random = np.random.default_rng(5)
    values, trust = random.normal(size=(POINTS, 2)), random.random(POINTS)
    assert np.abs(smooth(values, trust, 1.0) - exact(values, trust, 1.0)).max() < 3e-3


def test_a_hole_as_large_as_a_forehead_is_filled_like_the_exact_solution():
    values = np.linspace(0, 1, POINTS)[:, None]
    trust = np.ones(POINTS)
    hidden = [
        10,
        109,
        67,
        103,
        54,
        338,
        297,
        332,
        284,
        151,
        108,
        69,
        104,
        68,
        337,
        299,
        333,
        298,
        9,
        107,
        336,
    ]
    trust[hidden] = 0
    assert np.abs(smooth(values, trust, 0.5) - exact(values, trust, 0.5)).max() < 0.01


def test_two_fields_of_different_trust_are_smoothed_as_if_alone():
    random = np.random.default_rng(6)
    values, trust = random.normal(size=(POINTS, 2)), random.random((POINTS, 2))
    alone = [smooth(values[:, [field]], trust[:, field], 0.5)[:, 0] for field in (0, 1)]
    assert np.allclose(smooth(values, trust, 0.5), np.column_stack(alone))


def test_smoothing_keeps_what_is_known_and_fills_in_what_is_not():
    trust = np.zeros(POINTS)
    trust[[10, 152]] = 1e6
    values = np.zeros((POINTS, 1))
    values[10], values[152] = 1.0, 3.0
    smoothed = smooth(values, trust, 1.0)[:, 0]
    assert np.allclose(smoothed[[10, 152]], [1, 3], atol=1e-3)
    assert 1 <= smoothed.min() <= smoothed.max() <= 3.001


def test_smoothing_without_any_trust_gives_numbers():
    values = np.ones((POINTS, 2))
    assert np.isfinite(smooth(values, np.zeros(POINTS), 1.0)).all()


def test_a_harmonic_map_lies_between_its_anchors():
    spread = harmonic({10: -1.0, 152: 2.0})
    assert -1.001 <= spread.min() <= spread.max() <= 2.001


def test_the_outlines_neighbours_lie_inside():
    rim = np.isin(np.arange(POINTS), OVAL).astype(float)[:, None]
    assert 0 < np.count_nonzero(beside(rim)[rim[:, 0] == 0]) < 60
