import cv2
import numpy as np
import pytest

from pictoris.engines.onnx.sessions import Graphs
from pictoris.recipes.matting.people import find_people
from tests.recipes.upscaling.samples import demo_picture


@pytest.fixture(scope="module")
def graphs():
    return Graphs(threads=2)


@pytest.mark.parametrize("name", ["astronaut", "mona_lisa"])
def test_people_are_found_whole(graphs, name):
    people = find_people(demo_picture(name), graphs)
    assert people is not None
    assert 0.45 < (people.chance > 0.5).mean() < 0.6
    assert (people.chance[:20] < 0.5).mean() > 0.9


@pytest.mark.parametrize("name", ["chelsea", "coffee", "rocket"])
def test_a_cat_a_cup_and_a_rocket_are_no_people(graphs, name):
    assert find_people(demo_picture(name), graphs) is None


def test_a_small_person_in_a_wide_picture_is_found(graphs):
    person = cv2.resize(demo_picture("astronaut"), (180, 180), interpolation=cv2.INTER_AREA)
    picture = np.asarray(cv2.copyMakeBorder(person, 180, 90, 300, 200, cv2.BORDER_REPLICATE), np.uint8)
    people = find_people(picture, graphs)
    assert people is not None
    assert people.chance[260:340, 345:365].mean() > 0.9
    assert people.chance[:150].mean() < 0.05


def test_the_head_is_where_it_is(graphs):
    people = find_people(demo_picture("astronaut"), graphs)
    assert people is not None
    rows, columns = people.head.slices
    assert rows.start < 40
    assert rows.stop > 160
    assert columns.start < 190
    assert columns.stop > 260
