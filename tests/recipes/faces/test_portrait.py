import numpy as np

from pictoris.recipes.faces.portrait import SIZE, cut_out, window
from tests.recipes.faces import samples


def test_every_face_is_brought_to_one_size():
    for picture in (samples.astronaut(), samples.astronaut(1400), samples.mona_lisa(200)):
        portrait = cut_out(picture, samples.face_of(picture))
        assert abs(portrait.face.size - SIZE) < 0.5
        assert portrait.shape == portrait.lab.shape[:2] == portrait.drawing.inside.shape
        assert 0 <= portrait.pixels.min() <= portrait.pixels.max() <= 1


def test_the_mesh_moves_with_the_cut_out():
    picture = samples.mona_lisa()
    face = samples.face_of(picture)
    portrait = cut_out(picture, face)
    points = [4, 50, 280, 9]
    off = samples.under(portrait.pixels, portrait.face, *points) * 255 - samples.under(picture, face, *points)
    assert np.abs(off).max() < 45


def test_a_window_ends_with_the_picture():
    picture = samples.astronaut()[60:180, 170:280]
    low, high = window(picture, samples.face_of(picture), 0.5)
    assert (low >= 0).all()
    assert tuple(high) == (110, 120)
