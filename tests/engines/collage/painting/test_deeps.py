import numpy as np

from pictoris.engines.collage.painting.deeps import bubbles, draw_moon_ground, space, underwater
from pictoris.engines.collage.painting.view import first_view
from tests.engines.collage.scenes import world

VIEW = first_view(96, 96)


def test_water_is_blue_and_darker_below():
    picture = underwater(world("underwater", horizon=0.84), VIEW)
    assert picture[..., 2].mean() > picture[..., 0].mean() + 0.2
    assert picture[:10].mean() > picture[60:70].mean()


def test_bubbles_are_brighter_than_the_water():
    picture = np.full((96, 96, 3), 0.3, np.float32)
    bubbles(picture, world("underwater", horizon=0.84), VIEW)
    assert picture.min() >= 0.299
    assert picture.max() > 0.5


def test_space_is_dark_with_stars():
    picture = space(world("space", horizon=0.86), VIEW)
    assert np.median(picture) < 0.5
    assert picture.max() > 0.7


def test_a_moon_lies_below_the_horizon():
    picture = np.zeros((96, 96, 3), np.float32)
    draw_moon_ground(picture, world("space", horizon=0.86), VIEW)
    assert picture[:72].max() == 0
    assert picture[-3:].min() > 0.1
