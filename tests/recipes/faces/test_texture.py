import cv2
import numpy as np

from pictoris.recipes.faces.texture import Where, matched

EVERYWHERE = np.ones((128, 128), np.float32)
WHERE = Where(EVERYWHERE, EVERYWHERE, (0.0, 30.0))


def grainy(amount, seed=1):
    noise = np.random.default_rng(seed).normal(size=(128, 128, 1)).astype(np.float32)
    return np.clip(0.5 + amount * np.repeat(noise, 3, axis=2), 0, 1)


def roughness(picture):
    luma = picture.mean(axis=2)
    return float((luma - cv2.GaussianBlur(luma, (0, 0), 2)).std())


def test_a_smooth_face_takes_the_pictures_grain():
    made = matched(grainy(0.001), grainy(0.05, seed=2), WHERE, 1.5)
    assert 0.8 < roughness(made) / roughness(grainy(0.05)) < 1.15


def test_a_rough_face_is_calmed_to_the_pictures_grain():
    made = matched(grainy(0.1), grainy(0.02, seed=2), WHERE, 1.5)
    assert 0.7 < roughness(made) / roughness(grainy(0.02)) < 1.3


def test_equal_grain_stays():
    face = grainy(0.05)
    assert np.abs(matched(face, grainy(0.05, seed=2), WHERE, 1.5) - face).mean() < 0.01


def test_where_the_picture_shows_no_skin_grain_comes_from_below():
    both = EVERYWHERE.copy()
    both[20:60] = 0
    made = matched(
        np.full((128, 128, 3), 0.5, np.float32), grainy(0.05), Where(both, EVERYWHERE, (0.0, 45.0)), 1.5
    )
    assert made[25:55].std() > 0.02


def test_a_stripe_of_paint_is_no_grain():
    picture = grainy(0.01)
    picture[60:63] = 1.0
    made = matched(np.full((128, 128, 3), 0.5, np.float32), picture, WHERE, 1.5)
    assert made[60:63].mean() < 0.56


def test_without_skin_to_compare_nothing_changes():
    face = grainy(0.1)
    nowhere = Where(EVERYWHERE * 0, EVERYWHERE, (0.0, 1.0))
    assert matched(face, grainy(0.01), nowhere, 1.5) is face
