import numpy as np

from pictoris.recipes.faces.detector import Box, boxes, merged
from tests.recipes.faces import samples


def test_a_face_is_boxed_with_its_eyes_in_order():
    (box,) = merged(boxes(samples.astronaut(), samples.graphs(), None))
    left, top, right, bottom = box.corners
    assert left < box.marks[0, 0] < box.marks[1, 0] < right
    assert top < box.marks[0, 1] < box.marks[3, 1] < bottom
    assert box.area == (right - left) * (bottom - top)


def test_nobody_is_boxed_in_an_empty_picture():
    assert boxes(np.full((300, 200, 3), 128, np.uint8), samples.graphs(), None) == []


def test_tiles_show_what_the_whole_is_too_coarse_for():
    wide = np.full((800, 1200, 3), 190, np.uint8)
    wide[500:700, 60:260] = samples.astronaut(200)
    assert boxes(wide, samples.graphs(), None) == []
    found = merged(boxes(wide, samples.graphs(), 0.34))
    assert any(60 < box.corners[0] < box.corners[2] < 260 for box in found)


def test_a_picture_smaller_than_the_network_needs_no_tiles():
    assert boxes(samples.astronaut(100), samples.graphs(), 0.5) == []


def test_boxes_of_one_face_become_one():
    def box(score, left):
        return Box(score, np.array([left, 0, left + 10.0, 10]), np.full((6, 2), left, float))

    one, other = merged([box(0.6, 1), box(0.9, 0), box(0.8, 40)])
    assert (one.score, other.score) == (0.9, 0.8)
    assert np.isclose(one.corners[0], 0.4)
