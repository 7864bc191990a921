import cv2
import numpy as np

from pictoris.recipes.matting.closed_form import solve
from tests.recipes.matting.samples import hairy_disc

LITTLE_TRUST = np.full((160, 160), 2e-3, np.float32)


def around(alpha):
    """What a coarse segmentation knows: a disc, and a wide ring of doubt."""
    known = cv2.circle(np.zeros(alpha.shape, np.uint8), (80, 80), 34, 1, -1).astype(np.float32)
    near = cv2.circle(np.zeros(alpha.shape, np.uint8), (80, 80), 60, 1, -1) > 0
    core = cv2.circle(np.zeros(alpha.shape, np.uint8), (80, 80), 26, 1, -1) > 0
    return known, near & ~core


def test_hairs_are_found_where_only_a_disc_was_guessed():
    picture, alpha, _ = hairy_disc()
    guess, doubtful = around(alpha)
    solved = solve(picture, guess, LITTLE_TRUST, doubtful)
    assert np.abs(solved - alpha)[doubtful].mean() < 0.03
    assert np.abs(guess - alpha)[doubtful].mean() > 0.1


def test_what_is_not_in_doubt_stays_as_it_was():
    picture, alpha, _ = hairy_disc()
    guess, doubtful = around(alpha)
    solved = solve(picture, guess, LITTLE_TRUST, doubtful)
    assert (solved[~doubtful] == guess[~doubtful]).all()
    assert solved.min() >= 0
    assert solved.max() <= 1


def test_without_doubt_there_is_nothing_to_solve():
    guess = np.zeros((20, 30), np.float32)
    assert (
        solve(np.zeros((20, 30, 3), np.float32), guess, guess + 1, np.zeros((20, 30), np.bool_)) == guess
    ).all()


def test_a_picture_of_one_colour_is_solved_without_trouble():
    guess = np.full((40, 40), 0.5, np.float32)
    guess[:, :5], guess[:, -5:] = 0, 1
    doubtful = np.zeros((40, 40), np.bool_)
    doubtful[:, 5:-5] = True
    solved = solve(np.full((40, 40, 3), 0.3, np.float32), guess, LITTLE_TRUST[:40, :40], doubtful)
    assert np.isfinite(solved).all()
    assert (np.diff(solved, axis=1) >= -0.05).all()


def test_a_picture_smaller_than_a_window_keeps_its_guess():
    guess = np.array([[0.2, 0.8]], np.float32)
    assert (solve(np.zeros((1, 2, 3), np.float32), guess, guess, np.ones((1, 2), np.bool_)) == guess).all()
