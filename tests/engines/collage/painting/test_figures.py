from dataclasses import replace

import numpy as np

from pictoris.engines.collage.painting.figure import Figure
from pictoris.engines.collage.painting.figures import draw_figures, foot_of, lay
from pictoris.engines.collage.painting.view import View, first_view
from tests.engines.collage.scenes import BOAT, CAT, sprites, world

ID = f"fluent/{CAT}"
VIEW = first_view(128, 128)
CATLIKE = Figure(id=ID, x=0.5, foot=0.8, height=0.5, width=0.5 * sprites().shape(ID))


def _laid(figure):
    laid = lay(VIEW, sprites(), figure)
    assert laid is not None
    return laid


def _drawn(*figures, ground=0.75, place="stage"):
    picture = np.full((128, 128, 3), ground, np.float32)
    draw_figures(picture, world(place), VIEW, sprites(), list(figures))
    return picture


def test_a_figure_covers_its_box_and_stands_on_its_foot():
    laid = _laid(CATLIKE)
    rows = np.flatnonzero(laid.layer[..., 3].max(1) > 0.5) + laid.top
    columns = np.flatnonzero(laid.layer[..., 3].max(0) > 0.5) + laid.left
    left, top, right, bottom = (part * 128 for part in CATLIKE.box)
    assert np.abs(np.array([rows[0], rows[-1] + 1]) - (top, bottom)).max() < 2
    assert np.abs(np.array([columns[0], columns[-1] + 1]) - (left, right)).max() < 2


def test_mirroring_turns_it_around():
    plain, turned = (_laid(replace(CATLIKE, mirrored=flag)).layer for flag in (False, True))
    cells = slice(None), slice(None, None, -1)
    assert np.abs(plain - turned).mean() > 0.02
    assert min(np.abs(np.roll(turned[cells], shift, 1) - plain).mean() for shift in (-1, 0, 1)) < 0.01


def test_what_stands_casts_a_shadow_on_the_ground_and_nothing_on_the_sky():
    picture = _drawn(CATLIKE)
    below = picture[int(0.805 * 128) : int(0.84 * 128), 45:83]
    assert below.min() < 0.66
    assert np.abs(picture[:30] - 0.75).max() < 0.02


def test_what_flies_casts_none():
    picture = _drawn(replace(CATLIKE, zone="air"), place="meadow")
    assert np.abs(picture[int(0.83 * 128) :] - 0.75).max() < 0.02


def test_a_boat_is_mirrored_in_the_water():
    boat = Figure(id=f"fluent/{BOAT}", x=0.5, foot=0.7, height=0.4, width=0.4, zone="water")
    assert np.abs(_drawn(boat, place="sea")[92:105, 40:90] - 0.75).max() > 0.03


def test_far_things_fade_into_the_haze():
    near, far = _drawn(CATLIKE), _drawn(replace(CATLIKE, far=0.9))
    assert far[50:90, 40:88].std() < 0.7 * near[50:90, 40:88].std()


def test_light_falls_on_the_side_it_comes_from():
    grey = np.full((128, 128, 3), 0.75, np.float32)
    pictures = []
    for side in (-1, 1):
        picture = grey.copy()
        draw_figures(picture, world("stage", side=side), VIEW, sprites(), [CATLIKE])
        pictures.append(picture)
    gap = (pictures[1] - pictures[0]).mean(-1)[45:95]
    assert gap[:, 68:85].mean() > gap[:, 43:60].mean()


def test_what_is_outside_is_not_drawn():
    assert lay(View(left=5, top=5, width=1, height=1, columns=64, rows=64), sprites(), CATLIKE) is None
    assert (_drawn(replace(CATLIKE, x=-7.0)) == 0.75).all()


def test_the_foot_is_where_the_lowest_part_is():
    layer = np.zeros((20, 30, 4), np.float32)
    layer[2:18, 5:25, 3] = 1
    layer[16:18, 5:25, 3] = 0
    layer[16:18, 10:14, 3] = 1
    assert foot_of(layer) == (12.0, 4.0)
