import numpy as np

from pictoris.engines.collage.painting.clouds import clouds, heaps
from pictoris.engines.collage.painting.view import View, first_view
from tests.engines.collage.scenes import world


def test_clouds_stay_where_they_are_when_the_window_grows():
    here = world()
    inside = [one for one in heaps(here, first_view(8, 8)) if 0 < one.x < 1 and 0 < one.y < 1]
    assert set(inside) <= set(heaps(here, View(left=-1, top=-1, width=3, height=3, columns=8, rows=8)))


def test_they_are_bright_above_and_end_above_the_horizon():
    picture = np.full((96, 96, 3), 0.3, np.float32)
    here = world(seed=5)
    clouds(picture, here, first_view(96, 96))
    assert picture[:58].max() > 0.8
    assert np.abs(picture[62:] - 0.3).max() < 0.05


def test_a_grey_day_has_more_of_them():
    grey = np.zeros((64, 64, 3), np.float32)
    fair = np.zeros((64, 64, 3), np.float32)
    clouds(grey, world(weather="cloudy"), first_view(64, 64))
    clouds(fair, world(weather="clear"), first_view(64, 64))
    assert grey[:38].mean() > fair[:38].mean()
