from dataclasses import replace

from pictoris.engines.collage.painting.abstract import abstract
from pictoris.engines.collage.painting.view import View, first_view
from tests.engines.collage.scenes import away, world


def test_it_is_neither_empty_nor_the_same_for_all_seeds():
    one, other = (abstract(replace(world("abstract"), seed=seed), first_view(64, 64)) for seed in (1, 2))
    assert one.std() > 0.05
    assert away(one, other) > 0.05


def test_a_larger_window_shows_the_same_and_more():
    few = abstract(world("abstract"), first_view(64, 64))
    many = abstract(world("abstract"), View(left=0, top=0, width=2, height=2, columns=128, rows=128))
    assert away(few, many[:64, :64]) < 0.01
