import cv2
import numpy as np

from pictoris.recipes.matting.evidence import weigh
from tests.recipes.matting.samples import hairy_disc


def disc(radius):
    return cv2.circle(np.zeros((160, 160), np.uint8), (80, 80), radius, 1, -1) > 0


def test_colour_tells_hair_from_wall_where_the_segmentation_sees_a_disc():
    picture, alpha, _ = hairy_disc()
    chance, doubtful = disc(34).astype(np.float32), disc(60) & ~disc(26)
    guess, trust = weigh(picture, chance, doubtful, 40)
    assert np.abs(guess - alpha)[doubtful].mean() < 0.5 * np.abs(chance - alpha)[doubtful].mean()
    assert trust.min() > 0
    assert np.median(trust[doubtful]) > 0.04


def test_colours_that_are_alike_are_not_trusted():
    picture = np.full((160, 160, 3), 0.5, np.float32)
    chance, doubtful = disc(34).astype(np.float32), disc(60) & ~disc(26)
    guess, trust = weigh(picture, chance, doubtful, 40)
    assert np.abs(guess - chance)[doubtful].max() < 0.01
    assert trust[doubtful].max() < 0.01


def test_what_is_known_is_taken_as_it_is():
    picture, _, _ = hairy_disc()
    chance, doubtful = disc(34) * np.float32(0.9), disc(60) & ~disc(26)
    guess, _ = weigh(picture, chance, doubtful, 40)
    assert set(np.unique(guess[~doubtful])) == {0, 1}
