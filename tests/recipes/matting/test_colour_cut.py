import cv2
import numpy as np

from pictoris.recipes.matting.colour_cut import cut_by_colour, cut_mask, decide

SQUARE = slice(30, 90), slice(40, 100)


def green_on_grey():
    picture = np.full((120, 160, 3), 150, np.uint8)
    picture[SQUARE] = (30, 140, 40)
    noise = np.random.default_rng(0).integers(-6, 7, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def test_colour_completes_what_is_only_partly_known():
    chance = np.full((120, 160), 0.3, np.float32)
    chance[:20] = 0
    chance[50:70, 60:80] = 1
    cut = cut_by_colour(green_on_grey(), cut_mask(chance, 0.1, 0.5, 0.9))
    assert (cut[SQUARE] == 1).mean() > 0.98
    assert cut.sum() < 1.05 * 60 * 60


def test_without_anything_known_on_one_side_the_suggestion_stays():
    mask = cut_mask(np.ones((20, 20), np.float32), 0.1, 0.5, 0.9)
    assert (cut_by_colour(np.zeros((20, 20, 3), np.uint8), mask) == 1).all()


def test_a_wide_open_area_is_decided_by_colour():
    chance = np.zeros((120, 160), np.float32)
    chance[SQUARE] = 1
    chance[30:90, 40:70] = 0.4
    chance[30:90, 100:125] = 0.6
    decided = decide(green_on_grey(), chance)
    assert decided[40:80, 45:65].min() > 0.9
    assert decided[40:80, 108:120].max() < 0.1


def test_a_soft_outline_is_left_alone():
    chance = np.zeros((120, 160), np.float32)
    chance[SQUARE] = 1
    chance = np.asarray(cv2.GaussianBlur(chance, (3, 3), 0), np.float32)
    assert (decide(green_on_grey(), chance) == chance).all()
