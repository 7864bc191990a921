import numpy as np
import pytest

from pictoris.engines.collage.painting.figures import draw_figures
from pictoris.engines.collage.painting.pattern import pattern
from pictoris.engines.collage.painting.render import plan
from pictoris.engines.collage.painting.view import View
from tests.engines.collage.scenes import APPLE, CAT, idea, scene, sprites, thing


@pytest.mark.parametrize("aspect", [0.5, 1.0, 2.0])
def test_beyond_its_edges_it_is_the_same_again(aspect):
    planned = plan(idea(scene(thing(CAT), thing(APPLE)), aspect=aspect, tile=True), sprites())
    wide = round(128 * aspect)
    view = View(left=0, top=0, width=1.5 * aspect, height=1.5, columns=wide * 3 // 2, rows=192)
    picture = np.full((192, wide * 3 // 2, 3), 0.7, np.float32)
    draw_figures(picture, planned.world, view, sprites(), pattern(planned.figures, planned.world))
    assert np.abs(picture[128:, :wide] - picture[:64, :wide]).max() < 0.02
    assert np.abs(picture[:, wide:] - picture[:, : wide // 2]).max() < 0.02


def test_every_thing_is_in_it():
    planned = plan(idea(scene(thing(CAT), thing(APPLE)), tile=True), sprites())
    assert {one.id for one in pattern(planned.figures, planned.world)} == {f"fluent/{CAT}", f"fluent/{APPLE}"}


def test_nothing_makes_no_pattern():
    assert pattern((), plan(idea(scene(), tile=True), sprites()).world) == []
