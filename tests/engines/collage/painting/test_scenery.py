import pytest

from pictoris.engines.collage.painting.figure import Figure
from pictoris.engines.collage.painting.props import is_prop
from pictoris.engines.collage.painting.scenery import GROWTHS, scenery
from pictoris.engines.collage.painting.view import View, first_view
from tests.engines.collage.scenes import sprites, world


@pytest.mark.parametrize("place", GROWTHS)
def test_a_larger_window_shows_the_same_and_more(place):
    here = world(place, horizon=0.6)
    few = scenery(here, first_view(64, 64), sprites(), [])
    many = scenery(here, View(left=-1, top=-1, width=3, height=3, columns=64, rows=64), sprites(), [])
    assert set(few) <= set(many)
    assert len(many) > len(few)


def test_scenery_leaves_subjects_alone():
    here, subject = world("forest"), Figure(id="x", x=0.5, foot=0.85, height=0.5, width=0.4)
    grown = scenery(here, first_view(64, 64), sprites(), [subject])
    in_front = [
        one for one in grown
        if one.foot > subject.foot and one.height > 0.15 and abs(one.x - 0.5) < 0.15 and one.box[1] < 0.7
    ]  # fmt: skip
    assert in_front == []


@pytest.mark.parametrize("place", GROWTHS)
def test_it_grows_on_the_ground_and_exists(place):
    for figure in scenery(world(place), first_view(64, 64), sprites(), []):
        assert figure.foot > 0.6
        assert is_prop(figure.id) or sprites().entry(figure.id)


def test_nothing_grows_in_the_water_of_a_lake():
    here = world("lake", horizon=0.5, shore=0.6)
    assert all(not 0.56 < one.foot < 0.8 for one in scenery(here, first_view(64, 64), sprites(), []))


def test_scenery_has_no_trees_among_trees_that_are_counted():
    grown = scenery(world("meadow", shown=frozenset({"tree"})), first_view(64, 64), sprites(), [])
    assert grown
    assert not {one.id for one in grown} & {"fluent/1f333", "fluent/1f332"}


def test_a_forest_of_other_trees_stands_far_behind_trees():
    grown = scenery(
        world("forest", shown=frozenset({"tree", "evergreen tree"})), first_view(64, 64), sprites(), []
    )
    trees = [one for one in grown if one.id in {"fluent/1f333", "fluent/1f332"}]
    assert {one.id for one in trees} == {"fluent/1f333"}
    assert all(one.far >= 0.6 for one in trees)
