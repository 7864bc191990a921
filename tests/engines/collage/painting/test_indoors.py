import numpy as np
import pytest

from pictoris.engines.collage.painting.indoors import room, studio, table
from pictoris.engines.collage.painting.view import first_view
from tests.engines.collage.scenes import world

VIEW = first_view(96, 96)


@pytest.mark.parametrize(("word", "strong", "weak"), [("pink", 0, 1), ("blue", 2, 0), ("green", 1, 0)])
def test_a_backdrop_has_the_colour_that_is_asked_for(word, strong, weak):
    colour = studio(world("none", backdrop=word), VIEW).mean((0, 1))
    assert colour[strong] > colour[weak] + 0.08


@pytest.mark.parametrize("word", ["black", "white"])
def test_black_and_white_backdrops_leave_room_for_light(word):
    picture = studio(world("none", backdrop=word), VIEW)
    assert picture.std() > 0.005
    assert (picture.mean() > 0.5) == (word == "white")


def test_a_studio_is_smooth():
    assert np.abs(np.diff(studio(world("stage"), VIEW), axis=0)).max() < 0.03


@pytest.mark.parametrize("painter", [room, table])
def test_wall_and_floor_meet_at_the_horizon(painter):
    picture = painter(world("room"), VIEW)
    assert np.abs(picture[40].mean(0) - picture[80].mean(0)).max() > 0.05


def test_seeds_furnish_other_rooms():
    assert np.abs(room(world("room", seed=1), VIEW) - room(world("room", seed=2), VIEW)).mean() > 0.02
