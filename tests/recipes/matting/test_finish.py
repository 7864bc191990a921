import cv2
import numpy as np

from pictoris.recipes.matting.finish import cut_out
from tests.recipes.matting.samples import hairy_disc


def shrunk(values, side):
    return np.asarray(cv2.resize(values, (side, side), interpolation=cv2.INTER_AREA), np.float32)


def test_a_large_picture_gets_its_alpha_along_its_own_edges():
    large, alpha, _ = hairy_disc(800)
    raster = np.rint(large * 255).astype(np.uint8)
    small_alpha = shrunk(alpha, 200)
    cut = cut_out(raster, small_alpha, shrunk(large, 200), shrunk(large, 200))
    plain = cv2.resize(small_alpha, (800, 800), interpolation=cv2.INTER_LINEAR)
    edge = (plain > 0.02) & (plain < 0.98)
    error = np.abs(cut[..., 3] / 255 - alpha)[edge].mean()
    assert error < 0.6 * np.abs(plain - alpha)[edge].mean()


def test_tiles_leave_no_seam():
    slope = np.linspace(0, 1, 1100, dtype=np.float32)
    alpha = np.repeat(slope[None, ::4], 275, axis=0)
    grey = np.full((275, 275, 3), 0.5, np.float32)
    cut = cut_out(np.full((1100, 1100, 3), 128, np.uint8), alpha, grey, grey)
    assert (np.diff(cut[..., 3].astype(int), axis=1) >= 0).all()
    assert np.diff(cut[..., 3].astype(int), axis=1).max() <= 2
    assert np.abs(np.diff(cut[..., 3].astype(int), axis=0)).max() <= 1


def test_what_was_cut_away_is_black_and_not_just_hidden():
    picture = np.full((64, 64, 3), 200, np.uint8)
    alpha = np.zeros((64, 64), np.float32)
    alpha[20:40, 20:40] = 1
    colours = np.full((64, 64, 3), 200 / 255, np.float32)
    same_size = cut_out(picture, alpha, colours, colours)
    enlarged = cut_out(np.full((640, 640, 3), 200, np.uint8), alpha, colours, colours)
    for cut in (same_size, enlarged):
        assert (cut[cut[..., 3] == 0] == 0).all()
        assert (cut[cut[..., 3] == 255] == (200, 200, 200, 255)).all()
