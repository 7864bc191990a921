import numpy as np

from pictoris.recipes.faces.occlusion import features, in_front
from pictoris.recipes.faces.portrait import cut_out
from pictoris.recipes.faces.warp import draw
from tests.recipes.faces import samples


def looked_at(picture, face=None):
    """What hangs in front of a face, and its portrait."""
    portrait = cut_out(picture, face or samples.face_of(picture))
    return in_front(portrait), portrait


def at(plane, portrait, *points):
    return samples.under(plane, portrait.face, *points)


def on(mask, portrait, picture):
    """A mask of the picture, on the portrait."""
    height, width = portrait.shape
    rows, columns = np.mgrid[:height, :width]
    x = np.clip((columns / portrait.scale + portrait.origin[0]).astype(int), 0, picture.shape[1] - 1)
    y = np.clip((rows / portrait.scale + portrait.origin[1]).astype(int), 0, picture.shape[0] - 1)
    return (mask[y, x] > 0) & portrait.drawing.inside


def test_a_fringe_hangs_in_front_and_the_face_does_not():
    hidden, portrait = looked_at(samples.astronaut())
    assert at(hidden, portrait, 297, 332, 338).min() > 0.5
    assert at(hidden, portrait, 4, 50, 280, 152, 205, 425, 168).max() < 0.05


def test_a_drawn_fringe_is_seen():
    hidden, portrait = looked_at(samples.fringed(samples.mona_lisa()))
    assert at(hidden, portrait, 109, 10, 338).min() > 0.5
    assert at(hidden, portrait, 9, 4, 50, 280).max() < 0.05


def test_a_bare_forehead_is_not_taken_for_hair():
    hidden, portrait = looked_at(samples.mona_lisa())
    assert at(hidden, portrait, 151, 108, 337, 9).max() < 0.05
    assert hidden.sum() < 0.08 * portrait.drawing.inside.sum()


def test_paint_belongs_to_the_face():
    for picture in (samples.mona_lisa(), samples.astronaut()):
        face = samples.face_of(picture)
        hidden, portrait = looked_at(samples.painted(picture), face)
        paint = on(samples.stripes(picture, face), portrait, picture)
        assert hidden[paint].mean() < 0.1


def test_a_beard_belongs_to_the_face():
    for picture in (samples.mona_lisa(), samples.astronaut()):
        face = samples.face_of(picture)
        hidden, portrait = looked_at(samples.bearded(picture), face)
        assert hidden[on(samples.beard(picture, face), portrait, picture)].mean() < 0.05


def test_nothing_hangs_outside_the_face():
    hidden, portrait = looked_at(samples.astronaut())
    assert hidden[~portrait.drawing.inside].max() == 0


def test_a_face_that_fills_its_picture_has_nothing_beside_it():
    picture = samples.astronaut()[85:165, 190:260]
    face = samples.face_of(samples.astronaut()).moved(np.array([190.0, 85.0]))
    hidden, portrait = looked_at(picture, face)
    assert hidden.shape == portrait.shape


def test_features_cover_eyes_brows_and_lips():
    face = samples.face_of(samples.astronaut())
    mask = features(face, (512, 512))
    assert samples.under(mask, face, 159, 386, 105, 334, 0, 17, 50, 4).tolist() == [True] * 6 + [False] * 2
    assert features(face, (512, 512), 0.05).sum() > mask.sum()
    assert not (mask & ~draw(face.points, (512, 512)).inside).any()
