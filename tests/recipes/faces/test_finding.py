import numpy as np
import pytest

from pictoris.recipes.faces.finding import find_faces
from tests.recipes.faces import samples


def faces_in(picture):
    return find_faces(picture, samples.graphs())


def test_faces_come_from_left_to_right():
    first, second = faces_in(samples.beside(samples.mona_lisa(), samples.astronaut()))
    assert first.left < 677 < second.left


@pytest.mark.parametrize("name", ["chelsea", "coffee", "rocket"])
def test_cats_cups_and_rockets_have_no_face(name):
    assert faces_in(samples.portrait(name)) == []


def test_a_small_face_left_of_a_large_one_is_not_missed():
    picture = np.full((800, 1000, 3), 200, np.uint8)
    picture[:, 323:] = samples.mona_lisa(800)[:, :677][:800]
    picture[500:720, 40:260] = samples.astronaut(220)
    first, *_rest = faces_in(picture)
    assert first.left < 260
    assert first.size < 60


def test_a_face_of_forty_pixels_is_found():
    picture = np.full((1024, 1024, 3), 200, np.uint8)
    picture[700:900, 100:300] = samples.astronaut(200)
    (face,) = faces_in(picture)
    assert 34 < face.size < 50


def test_a_face_in_the_dark_is_found():
    dark = (255 * (samples.mona_lisa() / 255.0) ** 1.6 * 0.4).astype(np.uint8)
    assert len(faces_in(dark)) == 1


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_lying_face_is_found_where_it_lies(quarters):
    upright = samples.face_of(samples.astronaut()).points[:, :2].mean(axis=0)
    (face,) = faces_in(np.rot90(samples.astronaut(), -quarters).copy())
    x, y = upright
    places = {1: (511 - y, x), 2: (511 - x, 511 - y), 3: (y, 511 - x)}
    assert np.allclose(face.points[:, :2].mean(axis=0), places[quarters], atol=8)
