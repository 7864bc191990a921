import numpy as np

from pictoris.recipes.faces.expression import differing, kept, opening
from pictoris.recipes.faces.topology import INNER_LIPS, LEFT_EYE, OUTER_LIPS, RIGHT_EYE
from tests.recipes.faces import samples

SMILING, EARNEST = samples.astronaut(), samples.mona_lisa()


def shut(face, ring):
    points = face.points.copy()
    points[list(ring), 1:] = points[list(ring), 1:].mean(axis=0)
    return points


def test_a_smile_is_more_open_than_closed_lips():
    smile, lips = (opening(samples.face_of(picture).points, INNER_LIPS) for picture in (SMILING, EARNEST))
    assert smile > 0.15
    assert lips < 0.05


def test_openings_do_not_depend_on_size_or_tilt():
    tilted = samples.face_of(samples.turned(samples.astronaut(1024), 20))
    assert abs(opening(tilted.points, LEFT_EYE) - opening(samples.face_of(SMILING).points, LEFT_EYE)) < 0.05


def test_the_targets_mouth_stays_if_either_is_open():
    smile, lips = (samples.face_of(picture).points for picture in (SMILING, EARNEST))
    assert differing(smile, lips)[OUTER_LIPS] == differing(lips, smile)[OUTER_LIPS] == 1
    assert differing(lips, lips)[OUTER_LIPS] == 0


def test_an_eye_stays_only_where_one_is_shut():
    face = samples.face_of(EARNEST)
    shares = differing(shut(face, LEFT_EYE), face.points)
    assert (shares[LEFT_EYE], shares[RIGHT_EYE]) == (1, 0)


def test_what_is_kept_lies_on_the_mouth_with_a_soft_edge():
    target = samples.face_of(EARNEST)
    keep = kept(samples.face_of(SMILING), target, EARNEST.shape[:2])
    assert samples.under(keep, target, 13, 14).min() > 0.9
    assert samples.under(keep, target, 2, 152, 205, 425).max() == 0
    assert np.abs(np.diff(keep, axis=1)).max() < 0.6


def test_nothing_is_kept_between_closed_mouths():
    face = samples.face_of(EARNEST)
    assert kept(face, face, EARNEST.shape[:2]).max() == 0
