import cv2
import numpy as np

from pictoris.recipes.faces.cutting import behind, opacity

SKIN, BLUE = np.array([0.8, 0.6, 0.5], np.float32), np.array([0.1, 0.2, 0.7], np.float32)
SIZE = 300.0


def disc(radius, softness):
    mask = np.zeros((200, 220), np.float32)
    cv2.circle(mask, (110, 100), radius, 1.0, -1)
    return cv2.GaussianBlur(mask, (0, 0), softness)


def scene(share):
    return (SKIN * (1 - share[..., None]) + BLUE * share[..., None]).astype(np.float32)


def test_a_rough_edge_is_found_to_the_pixel():
    truth = disc(50, 0.8)
    rough = np.roll(disc(52, 3.0), 2, axis=1)
    found = opacity(scene(truth), rough, SIZE)
    assert np.abs(found - truth).mean() < 0.15 * np.abs((rough > 0.5) - truth).mean()


def test_far_from_the_edge_all_or_nothing():
    found = opacity(scene(disc(50, 0.8)), disc(50, 3.0), SIZE)
    assert found[100, 110] == 1
    assert found[5, 5] == 0


def test_an_object_of_the_skins_colour_keeps_its_rough_edge():
    rough = disc(50, 3.0)
    found = opacity(scene(rough * 0), rough, SIZE)
    assert np.abs(found - rough).max() < 0.5
    assert np.diff(found[100]).max() < 0.2


def test_what_is_behind_is_guessed_from_around():
    filled = behind(scene(disc(50, 0.8)), disc(50, 0.8), SIZE)
    assert np.abs(filled - SKIN).max() < 0.03


def test_what_is_not_hidden_stays():
    picture = np.random.default_rng(2).random((200, 220, 3), np.float32)
    filled = behind(picture, disc(30, 0.8), SIZE)
    assert np.array_equal(filled[:40], picture[:40])


def test_a_picture_that_is_hidden_whole_gives_numbers():
    whole = np.ones((60, 50), np.float32)
    assert np.isfinite(behind(scene(disc(50, 1.0))[:60, :50], whole, SIZE)).all()
