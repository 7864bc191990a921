import numpy as np

from pictoris.engines.collage.painting.sky import dot, orb_place, sky, stars
from pictoris.engines.collage.painting.view import View, first_view
from tests.engines.collage.scenes import world


def test_the_sun_is_the_brightest_thing_and_on_the_side_of_the_light():
    for side in (-1, 1):
        here = world(side=side)
        picture = sky(here, first_view(96, 96))
        x, y = orb_place(here)
        assert picture[round(y * 96), round(x * 96)].min() > 0.9
        assert (x - 0.5) * side > 0


def test_the_evening_sun_stands_low():
    assert orb_place(world(hour="sunset"))[1] > orb_place(world(hour="day"))[1] + 0.1


def test_gradients_have_no_steps():
    picture = sky(world(), first_view(96, 96))
    assert np.abs(np.diff(picture[:, :20], axis=0)).max() < 0.03


def test_stars_stay_where_they_are_when_the_window_grows():
    here = world(hour="night")
    few = stars(here, first_view(8, 8))
    many = stars(here, View(left=-1, top=-1, width=3, height=3, columns=8, rows=8))
    assert set(few) <= set(many)


def test_a_dot_beyond_the_frame_harms_nobody():
    picture = np.zeros((16, 16, 3), np.float32)
    dot(picture, first_view(16, 16), (5, -5), 0.1, paint=np.ones(3, np.float32), strength=1.0)
    assert (picture == 0).all()
