import cv2
import numpy as np

from pictoris.recipes.matting.trimap import clean, doubtful
from tests.recipes.matting.samples import hairy_disc


def disc(shape, centre, radius):
    return np.asarray(cv2.circle(np.zeros(shape, np.float32), centre, radius, 1, -1), np.float32)


def test_specks_go_and_small_holes_are_filled():
    chance = disc((100, 100), (50, 50), 30)
    chance[50, 50] = 0
    chance[2:4, 2:4] = 1
    cleaned = clean(chance, least_part=0.04)
    assert cleaned[50, 50] == 1
    assert cleaned[3, 3] == 0
    assert cleaned[50, 70] == 1


def test_a_second_figure_is_kept_and_a_large_hole_stays_open():
    chance = disc((100, 200), (50, 50), 30)
    cv2.circle(chance, (150, 50), 20, 1, -1)
    cv2.circle(chance, (50, 50), 10, 0, -1)
    assert (clean(chance, least_part=0.04) == chance).all()


def test_doubt_is_narrow_at_a_calm_edge_and_reaches_out_to_hairs():
    picture, alpha, _ = hairy_disc()
    chance = disc((160, 160), (80, 80), 32)
    doubt = doubtful(picture, chance, 2, np.full((160, 160), 24, np.float32))
    hair = (alpha > 0.3) & (chance == 0)
    clear = (alpha == 0) & (cv2.dilate(alpha, np.ones((9, 9))) == 0)
    assert doubt[hair].mean() > 0.9
    assert doubt[clear].mean() < 0.02
    assert not doubt[80, 80]


def test_something_strange_that_does_not_touch_the_figure_is_not_in_doubt():
    picture = np.full((120, 120, 3), 0.5, np.float32)
    chance = disc((120, 120), (60, 60), 20)
    picture[chance > 0] = 0.9
    picture[55:65, 90:95] = 0.1
    doubt = doubtful(picture, chance, 2, np.full((120, 120), 40, np.float32))
    assert not doubt[60, 92]
