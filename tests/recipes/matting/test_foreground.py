import numpy as np

from pictoris.recipes.matting.foreground import estimate
from tests.recipes.matting.samples import hairy_disc


def test_the_background_is_taken_out_of_hair():
    picture, alpha, colour = hairy_disc()
    mixed = (alpha > 0.2) & (alpha < 0.8)
    estimated = estimate(picture, alpha)
    assert np.abs(estimated - colour)[mixed].mean() < 0.06
    assert np.abs(picture - colour)[mixed].mean() > 0.15


def test_solid_parts_keep_their_colour():
    picture, alpha, _ = hairy_disc()
    solid = alpha == 1
    assert np.abs(estimate(picture, alpha) - picture)[solid].max() < 0.01
