import numpy as np

from pictoris.recipes.matting.colours import UNKNOWN, colours_near


def test_mean_and_spread_come_from_known_pixels_only():
    chance = np.random.default_rng(0)
    picture = np.full((80, 80, 3), 0.9, np.float32)
    picture[:, :40] = 0.3 + chance.normal(0, 0.05, (80, 40, 3))
    known = np.zeros((80, 80), np.bool_)
    known[:, :36] = True
    asked = np.zeros((80, 80), np.bool_)
    asked[40, 38] = True
    mean, variance = colours_near(picture, known, 16, asked)
    assert mean.shape == variance.shape == (1, 3)
    assert np.abs(mean - 0.3).max() < 0.02
    assert np.abs(np.sqrt(variance) - 0.05).max() < 0.02


def test_where_nothing_is_known_the_spread_says_so():
    known = np.zeros((80, 80), np.bool_)
    known[:10, :10] = True
    asked = np.zeros((80, 80), np.bool_)
    asked[70, 70] = True
    _, variance = colours_near(np.zeros((80, 80, 3), np.float32), known, 8, asked)
    assert (variance == UNKNOWN).all()
