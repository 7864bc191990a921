import numpy as np
import pytest

from pictoris.engines.collage.painting.light import light_of
from pictoris.engines.collage.painting.matching import graded, guessed_world, in_palette, joined, spread
from pictoris.engines.collage.scene import Setting
from pictoris.ports import Look

RAMP = np.linspace(0, 1, 64, dtype=np.float32)[None, :, None] * np.ones((64, 1, 3), np.float32)


def test_what_is_known_stays_and_spreads():
    known = np.zeros((64, 64), np.float32)
    known[:, :20] = 1
    full = spread(np.where(known[..., None] > 0, 0.7, 0.0).astype(np.float32).repeat(3, 2), known)
    assert full == pytest.approx(np.full((64, 64, 3), 0.7), abs=0.02)


def test_a_seam_in_brightness_is_taken_away():
    free = np.zeros((64, 64), np.float32)
    free[:, 32:] = 1
    whole = joined(np.clip(RAMP * 0.8 + 0.15, 0, 1), RAMP * 0.8, free)
    assert np.abs(whole[:, 33] - whole[:, 31]).mean() < 0.05
    assert (whole[:, :31] == (RAMP * 0.8)[:, :31]).all()


def test_a_palette_moves_the_mean():
    red = np.full((32, 32, 3), (0.8, 0.2, 0.2), np.float32)
    moved = in_palette(RAMP * 0.6 + 0.2, red, 1.0)
    assert moved[..., 0].mean() > moved[..., 2].mean() + 0.2
    assert in_palette(RAMP, red, 0.0) == pytest.approx(RAMP, abs=0.01)


def test_the_horizon_of_a_picture_is_seen():
    picture = np.full((200, 300, 3), 0.8, np.float32)
    picture[120:] = 0.3
    assert guessed_world(picture, Setting(), 1, Look()).horizon == pytest.approx(0.6, abs=0.04)


def test_light_is_seen_where_it_is_brighter():
    bright_right = RAMP * 0.8
    assert guessed_world(bright_right, Setting(), 1, Look()).side == 1
    assert guessed_world(bright_right[:, ::-1].copy(), Setting(), 1, Look()).side == -1


def test_a_day_can_be_made_night():
    world = guessed_world(RAMP, Setting(), 1, Look())
    night = graded(RAMP, world, light_of("night", "clear", 1))
    assert night.mean() < 0.75 * RAMP.mean()
