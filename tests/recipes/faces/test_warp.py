import numpy as np

from pictoris.recipes.faces import warp
from tests.recipes.faces import samples


def face():
    return samples.face_of(samples.astronaut())


def test_drawing_has_no_holes():
    drawing = warp.draw(face().points, (512, 512))
    rows = drawing.inside[int(face().points[4, 1])]
    assert np.count_nonzero(np.diff(rows.astype(int))) == 2
    assert np.allclose(drawing.weights.sum(axis=1), 1, atol=1e-5)


def test_spreading_the_points_gives_back_the_pixels():
    drawing = warp.draw(face().points, (512, 512))
    places = drawing.spread(face().points[:, :2])
    rows, columns = np.nonzero(drawing.inside)
    off = np.abs(places[drawing.inside] - np.stack([columns, rows], axis=1))
    assert np.percentile(off, 98) < 0.5


def test_one_value_for_each_point_gives_a_plane():
    drawing = warp.draw(face().points, (512, 512))
    plane = drawing.spread(np.ones(468))
    assert plane.shape == (512, 512)
    assert np.array_equal(plane > 0, drawing.inside)


def test_sampling_a_face_onto_itself_changes_little():
    picture = samples.astronaut().astype(np.float32)
    drawing = warp.draw(face().points, (512, 512))
    fetched = warp.sample(picture, drawing, face().points)
    assert np.abs(fetched - picture)[drawing.inside].mean() < 2


def test_the_nearer_triangle_covers_the_farther():
    points = np.zeros((468, 3))
    points[[0, 1, 2]] = [(0, 0, 5), (20, 0, 5), (0, 20, 5)]
    points[[3, 4, 5]] = [(0, 0, 1), (20, 0, 1), (0, 20, 1)]
    for triangles in (np.array([[0, 1, 2], [3, 4, 5]]), np.array([[3, 4, 5], [0, 1, 2]])):
        drawing = warp.draw(points, (20, 20), triangles)
        assert set(drawing.corners.ravel()) == {3, 4, 5}


def test_values_are_read_under_the_points():
    picture = np.zeros((512, 512, 2), np.float32)
    picture[..., 0] = np.arange(512)
    assert np.allclose(warp.at_points(picture, face().points)[:, 0], face().points[:, 0], atol=0.05)


def test_a_frontal_face_faces_the_viewer_and_a_turned_cheek_does_not():
    frontal = warp.facing(face().points)
    assert frontal[[4, 9, 50, 280]].min() > 0.5
    _picture, turned = samples.turned_head(samples.astronaut(), face(), 60)
    away = warp.facing(turned.points)
    assert min(away[50], away[280]) < 0.3
    assert max(away[50], away[280]) > 0.7
