import numpy as np

from pictoris.recipes.faces.alignment import destination, similarity
from pictoris.recipes.faces.topology import OVAL
from tests.recipes.faces import samples

SOURCE, TARGET = samples.astronaut(), samples.mona_lisa()


def test_a_similarity_is_found_again():
    points = np.random.default_rng(3).normal(size=(50, 3))
    turn = np.linalg.qr(np.random.default_rng(4).normal(size=(3, 3)))[0]
    turn *= np.sign(np.linalg.det(turn))
    goal = 2.5 * points @ turn.T + [3, -4, 5]
    assert np.allclose(similarity(points, goal, np.ones(50)), goal)


def test_mirror_images_are_not_turned_inside_out():
    points = np.random.default_rng(3).normal(size=(50, 3))
    moved = similarity(points, points * [-1, 1, 1], np.ones(50))
    before, after = (np.linalg.det(cloud[1:4] - cloud[0]) for cloud in (points, moved))
    assert before * after > 0


def test_pose_and_outline_are_the_targets():
    target = samples.face_of(TARGET)
    spot = destination(samples.face_of(SOURCE), target)
    off = np.linalg.norm(spot - target.points, axis=1) / target.size
    assert off[list(OVAL)].max() < 0.03
    assert off.max() < 0.12


def test_the_sources_own_shape_shows_inside():
    target = samples.face_of(TARGET)
    off = np.linalg.norm(destination(samples.face_of(SOURCE), target) - target.points, axis=1)
    assert off[[4, 50, 280, 105, 334]].max() > 0.01 * target.size


def test_a_face_onto_itself_stays_in_place():
    face = samples.face_of(SOURCE)
    assert np.allclose(destination(face, face), face.points)
