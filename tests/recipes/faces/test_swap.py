import cv2
import numpy as np
import numpy.typing as npt
import pytest

from pictoris.recipes.faces.swap import sit, swapped
from pictoris.recipes.faces.warp import draw, sample
from tests.recipes.faces import samples

MONA, ASTRONAUT = samples.mona_lisa(), samples.astronaut()


_DONE: dict[int, npt.NDArray[np.uint8]] = {}


def swap(source, target):
    """The same pair is swapped once."""
    key = hash((source.tobytes(), target.tobytes()))
    if key not in _DONE:
        _DONE[key] = swapped(samples.sat(source), samples.sat(target))
    return _DONE[key]


def around(picture, room):
    """H×W: the face and `room` faces around it."""
    face = samples.face_of(picture)
    mask = draw(face.points, picture.shape[:2]).inside.astype(np.uint8)
    width = 2 * int(room * face.size) + 1
    return cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))) > 0


def changed(result, target, threshold=0):
    return np.abs(result.astype(int) - target).max(axis=2) > threshold


def on_mesh(picture, face):
    """The fine luma of a face, on the astronaut's own mesh: comparable between pictures."""
    common = samples.sitter("astronaut").portrait
    luma = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
    fetched = sample(luma, common.drawing, face.points)
    return fetched - cv2.GaussianBlur(fetched, (0, 0), 12)


def likeness(picture, face, other, other_face, points):
    """Correlation of two faces in a box around some points of the mesh, -1 to 1."""
    place = samples.sitter("astronaut").portrait.face.points[points, :2]
    (left, top), (right, bottom) = place.min(axis=0).astype(int) - 6, place.max(axis=0).astype(int) + 6
    crops = [on_mesh(*one)[top:bottom, left:right].ravel() for one in ((picture, face), (other, other_face))]
    return np.corrcoef(*crops)[0, 1]


@pytest.mark.parametrize(("source", "target"), [(ASTRONAUT, MONA), (MONA, ASTRONAUT)])
def test_away_from_the_face_not_one_bit_changes(source, target):
    result = swap(source, target)
    assert result.shape == target.shape
    assert not (changed(result, target) & ~around(target, 0.07)).any()
    assert changed(result, target).any()


@pytest.mark.parametrize(("source", "target"), [(ASTRONAUT, MONA), (MONA, ASTRONAUT)])
def test_the_eyes_become_the_sources(source, target):
    result, eyes = swap(source, target), [33, 133, 159, 145, 263, 362, 386, 374]
    own, theirs = samples.face_of(source), samples.face_of(target)
    seen = samples.face_of(result)
    before = likeness(target, theirs, source, own, eyes)
    assert likeness(result, seen, source, own, eyes) > max(0.6, before + 0.1)


@pytest.mark.parametrize(("source", "target"), [(ASTRONAUT, MONA), (MONA, ASTRONAUT)])
def test_no_seam_runs_along_the_outline(source, target):
    result = swap(source, target)
    rim = around(target, 0.0) & ~(cv2.erode(around(target, 0.0).astype(np.uint8), np.ones((15, 15))) > 0)

    def steepness(picture):
        luma = cv2.GaussianBlur(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32), (0, 0), 2)
        return np.hypot(cv2.Sobel(luma, -1, 1, 0), cv2.Sobel(luma, -1, 0, 1))[rim].mean()

    assert steepness(result) < 1.15 * steepness(target)


def test_a_face_onto_itself_stays_itself():
    off = np.abs(swap(MONA, MONA).astype(int) - MONA)
    assert off[around(MONA, 0)].mean() < 4


def test_the_sources_fringe_does_not_come_along():
    result = swap(samples.fringed(MONA, (10, 200, 40)), ASTRONAUT)
    greenness = result[..., 1].astype(int) - result[..., 0]
    assert greenness[around(ASTRONAUT, 0.05)].max() < 25


def test_the_targets_fringe_stays_in_front():
    target = samples.fringed(MONA)
    result = swap(ASTRONAUT, target)
    kept, hair = (samples.under(p, samples.face_of(MONA), 109, 10, 338) for p in (result, target))
    assert np.abs(kept.astype(int) - hair).max() < 12


def test_paint_on_the_target_leaves_no_hole():
    target = samples.painted(ASTRONAUT, (20, 60, 200))
    face = samples.face_of(ASTRONAUT)
    giver = samples.sitter("mona_lisa")
    result = swapped(giver, sit(target, face))
    plain = swapped(giver, sit(ASTRONAUT, face))
    skins = [samples.under(p, face, 205, 425, 50, 280).astype(int) for p in (result, plain)]
    assert np.abs(skins[0] - skins[1]).max() < 25


def test_a_beard_on_the_target_leaves_no_hole():
    target = samples.bearded(ASTRONAUT)
    face = samples.face_of(ASTRONAUT)
    result = swapped(samples.sitter("mona_lisa"), sit(target, face))
    inner = draw(0.65 * (face.points - face.points[4]) + face.points[4], (512, 512)).inside
    mouth = draw(face.points, (512, 512)).inside.astype(np.uint8) * 0
    cv2.circle(mouth, tuple(map(int, face.points[13, :2])), int(0.32 * face.size), 1, -1)
    assert changed(result, target, 1)[inner & (mouth == 0)].mean() > 0.9


@pytest.mark.parametrize("picture", [MONA, ASTRONAUT], ids=["painting", "photo"])
@pytest.mark.parametrize("thing", [samples.bar, samples.microphone, samples.cup])
def test_an_object_before_the_face_stays_with_a_crisp_edge(thing, picture):
    mask, colour = thing(picture), (235, 235, 232) if thing is samples.cup else (30, 40, 90)
    target, face = samples.coloured(picture, mask, colour, 0.6), samples.face_of(picture)
    result = swapped(samples.sitter("mona_lisa" if picture is ASTRONAUT else "astronaut"), sit(target, face))
    core = cv2.erode(mask, np.ones((5, 5), np.uint8)) > 0
    assert (np.abs(result[core].astype(int) - target[core]).max(axis=1) < 6).mean() > 0.97
    beside = (cv2.dilate(mask, np.ones((7, 7), np.uint8)) > 0) & ~(cv2.dilate(mask, np.ones((5, 5))) > 0)
    skin = beside & (cv2.erode(around(picture, 0).astype(np.uint8), np.ones((9, 9))) > 0)
    assert np.linalg.norm(result[skin].astype(float) - colour, axis=1).min() > 30
    assert not (changed(result, target) & ~around(picture, 0.07)).any()


def test_an_object_before_the_source_does_not_come_along():
    source = samples.coloured(MONA, samples.bar(MONA), (20, 200, 40), 0.6)
    result = swapped(sit(source, samples.face_of(MONA)), samples.sitter("astronaut"))
    greenness = result[..., 1].astype(int) - result[..., 0]
    assert greenness[around(ASTRONAUT, 0)].max() < 40


def test_a_paintings_sockets_are_no_darker_than_the_photo():
    sockets = [113, 342, 226, 446]
    before, after = (
        samples.under(cv2.GaussianBlur(picture, (0, 0), 1.5), samples.face_of(ASTRONAUT), *sockets)
        for picture in (ASTRONAUT, swap(MONA, ASTRONAUT))
    )
    assert after.mean() > 0.7 * before.mean()


def test_the_teeth_of_an_open_mouth_stay():
    face = samples.face_of(ASTRONAUT)
    x, y = np.rint(face.points[[13, 14], :2].mean(axis=0)).astype(int)
    teeth = np.s_[y - 1 : y + 2, x - 5 : x + 6]
    assert np.abs(swap(MONA, ASTRONAUT)[teeth].astype(int) - ASTRONAUT[teeth]).max() < 12


def test_no_teeth_come_into_a_closed_mouth():
    lips = [samples.under(p, samples.face_of(MONA), 13, 82, 312) for p in (swap(ASTRONAUT, MONA), MONA)]
    assert lips[0].mean() < lips[1].mean() + 15


def test_the_hidden_half_is_the_visible_one_mirrored():
    picture, turned = samples.turned_head(MONA, samples.face_of(MONA), 35, behind=(0, 0, 255))
    result = swapped(sit(picture, turned), samples.sitter("astronaut"))
    skin = samples.under(result, samples.face_of(ASTRONAUT), 50, 280, 205, 425, 133, 362).astype(int)
    assert (skin[:, 0] > skin[:, 2] + 10).all()


def test_a_grey_picture_stays_grey():
    target = samples.grey(MONA)
    assert np.ptp(swap(ASTRONAUT, target).astype(int), axis=2).max() <= 3


@pytest.mark.parametrize("degrees", [-20, 20])
def test_a_tilted_head_keeps_its_tilt(degrees):
    target = samples.turned(ASTRONAUT, degrees)
    before, after = samples.face_of(target), samples.face_of(swap(MONA, target))
    assert np.median(np.linalg.norm((before.points - after.points)[:, :2], axis=1)) < 0.04 * before.size


def test_a_face_of_forty_pixels_is_swapped():
    target = np.full((300, 300, 3), 200, np.uint8)
    target[60:250, 60:250] = samples.astronaut(190)
    result = swap(MONA, target)
    assert changed(result, target, 8).sum() > 200
    assert not (changed(result, target) & ~around(target, 0.12)).any()


def test_a_face_larger_than_the_working_size_is_swapped_at_full_size():
    target = cv2.resize(MONA[90:370, 200:460], None, fx=5, fy=5, interpolation=cv2.INTER_CUBIC)
    result = swap(ASTRONAUT, target)
    assert result.shape == target.shape
    assert changed(result, target, 8).mean() > 0.1


def test_a_face_cut_by_the_picture_is_swapped():
    target = np.ascontiguousarray(MONA[100:330, 200:350])
    assert changed(swap(ASTRONAUT, target), target, 8).mean() > 0.1


def test_the_same_pictures_give_the_same_result():
    again = swapped(samples.sat(ASTRONAUT), samples.sat(MONA))
    assert np.array_equal(swap(ASTRONAUT, MONA), again)
