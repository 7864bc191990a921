import numpy as np

from pictoris.recipes.upscaling.transparency import bleed


def test_hidden_pixels_take_the_colour_of_their_visible_neighbours():
    colour = np.zeros((40, 40, 3), np.uint8)
    alpha = np.zeros((40, 40), np.uint8)
    colour[10:20, 10:20], alpha[10:20, 10:20] = (200, 100, 50), 255
    filled = bleed(colour, alpha)
    assert np.abs(filled.astype(int) - (200, 100, 50)).max() <= 1


def test_visible_pixels_keep_their_colour():
    chance = np.random.default_rng(0)
    colour = chance.integers(0, 256, (33, 47, 3), np.uint8)
    alpha = chance.integers(0, 256, (33, 47), np.uint8)
    alpha[:10] = 0
    filled = bleed(colour, alpha)
    assert (filled[alpha > 0] == colour[alpha > 0]).all()


def test_each_side_of_a_hidden_gap_keeps_its_own_colour():
    colour = np.zeros((64, 64, 3), np.uint8)
    alpha = np.zeros((64, 64), np.uint8)
    colour[:, :10], colour[:, -10:] = (255, 0, 0), (0, 0, 255)
    alpha[:, :10] = alpha[:, -10:] = 255
    filled = bleed(colour, alpha)
    assert filled[32, 12, 0] > 200
    assert filled[32, -13, 2] > 200


def test_a_picture_that_is_hidden_as_a_whole_stays_as_it_is():
    colour = np.zeros((5, 7, 3), np.uint8)
    assert (bleed(colour, np.zeros((5, 7), np.uint8)) == 0).all()
