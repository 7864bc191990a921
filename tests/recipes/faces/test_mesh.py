import cv2
import numpy as np
import pytest

from pictoris.recipes.faces import detector, mesh
from tests.recipes.faces import samples


def test_the_mesh_lies_on_the_features():
    face = samples.face_of(samples.astronaut())
    eye, other, mouth = (face.points[point, :2] for point in (159, 386, 13))
    assert np.allclose(eye, (203, 100), atol=4)
    assert np.allclose(other, (248, 102), atol=4)
    assert np.allclose(mouth, (225, 142), atol=5)


def test_the_nose_is_nearer_than_the_ears():
    depth = samples.face_of(samples.mona_lisa()).points[:, 2]
    assert depth[4] < depth[234]
    assert depth[4] < depth[454]


@pytest.mark.parametrize("degrees", [-40, 25])
def test_a_tilted_head_gets_the_same_mesh_tilted(degrees):
    picture = samples.astronaut()
    face, tilted = samples.face_of(picture), samples.face_of(samples.turned(picture, degrees))
    matrix = cv2.getRotationMatrix2D((256, 256), degrees, 1)
    expected = face.points[:, :2] @ matrix[:, :2].T + matrix[:, 2]
    assert np.median(np.linalg.norm(expected - tilted.points[:, :2], axis=1)) < 0.03 * face.size


def test_a_large_face_is_seen_as_a_small_one():
    picture = samples.astronaut()
    large = cv2.resize(picture, None, fx=5, fy=5, interpolation=cv2.INTER_LINEAR)
    (box,) = detector.merged(detector.boxes(large, samples.graphs(), None))
    face = mesh.fit(large, box, samples.graphs())
    small = samples.face_of(picture).moved(np.zeros(2), 5.0)
    assert np.median(np.abs(face.points[:, :2] - small.points[:, :2])) < 0.015 * face.size


def test_what_is_no_face_scores_low():
    box = detector.Box(0.9, np.array([300.0, 300, 400, 400]), np.full((6, 2), 350.0))
    assert mesh.fit(samples.astronaut(), box, samples.graphs()).score < 0.5


def test_moving_a_face_keeps_pixel_centres_in_place():
    face = mesh.Face(np.array([[10.0, 20.0, 3.0]] * 468), 1.0)
    moved = face.moved(np.array([10.0, 20.0]), 2.0)
    assert np.allclose(moved.points[0], (0.5, 0.5, 6))
