import cv2
import numpy as np
import pytest

from pictoris.engines.onnx.sessions import Graphs
from pictoris.recipes.matting.objects import barrier_distance, find_object
from tests.recipes.upscaling.samples import demo_picture


@pytest.fixture(scope="module")
def graphs():
    return Graphs(threads=2)


def ball_on_a_wall():
    wall = (
        np.repeat(np.linspace(120, 220, 400)[None, :, None], 300, axis=0).repeat(3, axis=2).astype(np.uint8)
    )
    return cv2.circle(np.ascontiguousarray(wall), (230, 160), 60, (30, 120, 40), -1)


def test_a_ball_is_cut_from_a_wall_with_a_shadow(graphs):
    truth = cv2.circle(np.zeros((300, 400), np.uint8), (230, 160), 60, 1, -1) > 0
    chance = find_object(np.asarray(ball_on_a_wall(), np.uint8), graphs)
    assert chance is not None
    found = chance > 0.5
    assert (found & truth).sum() / (found | truth).sum() > 0.95


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("coffee", [(60, 300), (250, 150), (300, 400)], [(380, 20), (20, 20), (30, 550)]),
        ("rocket", [(200, 318), (300, 322)], [(100, 320), (250, 100), (250, 560)]),
        ("chelsea", [(150, 200), (120, 330), (260, 250)], [(10, 10), (150, 440)]),
    ],
)
def test_cup_rocket_and_cat_are_found_where_they_are(graphs, name, inside, outside):
    chance = find_object(demo_picture(name), graphs)
    assert chance is not None
    assert all(chance[place] > 0.5 for place in inside)
    assert all(chance[place] < 0.5 for place in outside)


@pytest.mark.parametrize("kind", ["flat", "slope", "noise"])
def test_nothing_is_found_where_nothing_stands_out(graphs, kind):
    picture = {
        "flat": np.full((200, 300, 3), 120, np.uint8),
        "slope": np.repeat(np.linspace(0, 255, 300)[None, :, None], 200, 0).repeat(3, 2).astype(np.uint8),
        "noise": np.random.default_rng(0).integers(0, 256, (200, 300, 3), np.uint8),
    }[kind]
    assert find_object(picture, graphs) is None


def test_the_barrier_is_the_contrast_of_what_the_border_does_not_touch():
    picture = np.full((96, 96, 3), 128, np.uint8)
    picture[30:60, 30:60] = 255
    picture[70:, :] = 0
    barrier = barrier_distance(picture)
    assert barrier[45, 45] > 25
    assert barrier[85, 50] < 10
    assert barrier[15, 15] < 5
