import numpy as np
import pytest

from pictoris.engines.collage.painting.layers import blurred, scaled, stick, warped


@pytest.mark.parametrize("sigma", [0.5, 3, 12, 40])
def test_blurring_keeps_the_mean_and_takes_the_detail(sigma):
    field = np.random.default_rng(1).random((96, 128), np.float32)
    soft = blurred(field, sigma)
    assert soft.shape == field.shape
    assert soft.mean() == pytest.approx(0.5, abs=0.05)
    assert soft.std() < field.std()


def test_a_layer_covers_its_place_and_nothing_else():
    picture = np.zeros((40, 40, 3), np.float32)
    layer = np.ones((5, 10, 4), np.float32)
    stick(picture, layer, 2.0, (10, 20))
    assert picture[22:28, 13:27].min() > 0.98
    assert picture[:18].max() == 0
    assert picture[32:].max() == 0


@pytest.mark.parametrize("place", [(-100, 0), (500, 0), (0, -90), (-3, 38)])
def test_what_sticks_out_is_cut(place):
    picture = np.zeros((40, 40, 3), np.float32)
    stick(picture, np.ones((6, 6, 4), np.float32), 1.0, place)
    assert np.isfinite(picture).all()


def test_scaling_down_averages():
    assert scaled(np.indices((8, 8), np.float32)[0] % 2, 4, 4) == pytest.approx(np.full((4, 4), 0.5))


def test_warping_moves():
    dot = np.zeros((9, 9), np.float32)
    dot[4, 4] = 1
    assert warped(dot, ((1, 0, 2), (0, 1, -1)), 9, 9)[3, 6] == pytest.approx(1)
