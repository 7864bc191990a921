from dataclasses import replace

import numpy as np
import pytest

from pictoris.engines.collage.painting.render import plan, render
from pictoris.engines.collage.painting.view import View, first_view
from tests.engines.collage.scenes import CAR, CAT, FOX, TREE, idea, scene, sprites, thing, unseen

PLACES = ["meadow", "forest", "beach", "city", "room", "table", "space", "underwater", "sky", "none", "lake"]


def _picture(of, view, seed=1, **look):
    return render(plan(idea(of, seed, **look), sprites()), view, sprites(), unseen)


@pytest.mark.parametrize("place", PLACES)
def test_a_larger_window_shows_the_same_in_its_middle(place):
    of = scene(thing(CAT), thing(TREE), place=place)
    small = _picture(of, first_view(128, 128))
    large = _picture(of, View(left=-0.5, top=-0.5, width=2, height=2, columns=256, rows=256))
    gap = np.abs(large[64:192, 64:192] - small)
    assert gap.mean() < 0.012
    assert (gap.max(-1) > 0.25).mean() < 0.02


def test_a_tint_is_seen_in_the_picture():
    plain, blue = (
        _picture(scene(thing(CAR, colour=colour), place="none", backdrop="white"), first_view(128, 128))
        for colour in ("red", "blue")
    )
    strong = blue[..., 2] > blue[..., 0] + 0.3
    assert strong.mean() > (plain[..., 2] > plain[..., 0] + 0.3).mean() + 0.05


def test_a_variation_keeps_the_things_and_moves_the_rest():
    told = idea(scene(thing(FOX), thing(CAT), place="meadow"))
    first, other = plan(told, sprites()), plan(replace(told, variation=5), sprites())
    assert [one.id for one in first.figures] == [one.id for one in other.figures]
    assert first.world.seed != other.world.seed
    assert all(abs(one.x - two.x) < 0.05 for one, two in zip(first.figures, other.figures, strict=True))


def test_steps_are_told_in_order():
    told = []
    render(
        plan(idea(scene(thing(CAT))), sprites()),
        first_view(64, 64),
        sprites(),
        lambda done, _: told.append(done),
    )
    assert told == sorted(told)
    assert len(told) >= 2


def test_a_tile_fits_itself():
    tile = _picture(scene(place="meadow"), first_view(128, 128), tile=True)
    inner = np.abs(np.diff(tile, axis=1)).mean()
    assert np.abs(tile[:, 0] - tile[:, -1]).mean() < 3 * inner + 0.01


def test_a_very_large_picture_looks_like_a_small_one():
    of = scene(thing(CAT), place="beach")
    small, large = _picture(of, first_view(160, 160)), _picture(of, first_view(1280, 1280))
    assert np.abs(large.reshape(160, 8, 160, 8, 3).mean((1, 3)) - small).mean() < 0.015
