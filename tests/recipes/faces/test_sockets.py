import cv2
import numpy as np

from pictoris.recipes.faces.sockets import Seen, lift
from pictoris.recipes.faces.topology import POINTS
from tests.recipes.faces import samples

SOCKETS, CHEEKS = [113, 342, 226, 446, 193, 417], [50, 280, 205, 425, 152]
LIT = samples.sitter("astronaut").portrait
SIZE = LIT.face.size


def seen(pixels, trust=1.0):
    return Seen(pixels.astype(np.float32), LIT.face.points, np.full(POINTS, trust))


def lifted(pixels, other=LIT.pixels, trust=1.0):
    return lift(seen(pixels), seen(other, trust), SIZE).onto(pixels.astype(np.float32))


def smoky(share=0.5):
    """The portrait with broad soft shadows around its eyes, as a painter lays them."""
    mask = np.zeros(LIT.shape, np.float32)
    for point in SOCKETS:
        cv2.circle(mask, tuple(map(int, LIT.face.points[point, :2])), round(0.06 * SIZE), 1.0, -1)
    mask = cv2.GaussianBlur(mask, (0, 0), 0.02 * SIZE)
    return (LIT.pixels * (1 - share * mask[..., None])).astype(np.float32)


def light(pixels, points):
    return samples.under(cv2.GaussianBlur(pixels, (0, 0), 2), LIT.face, *points).mean()


def test_smoky_sockets_come_close_to_the_pictures_own_light():
    dark, wanted = light(smoky(), SOCKETS), light(LIT.pixels, SOCKETS)
    assert dark < 0.7 * wanted
    assert 0.85 * wanted < light(lifted(smoky()), SOCKETS) < 1.1 * wanted


def test_cheeks_and_chin_are_none_of_its_business():
    dark = LIT.pixels * 0.5
    assert abs(light(lifted(dark), CHEEKS) - light(dark, CHEEKS)) < 0.02


def test_the_same_face_stays_as_it_is():
    assert np.abs(lifted(LIT.pixels) - LIT.pixels).mean() < 0.002


def test_a_lighter_face_is_not_darkened():
    assert (lifted(LIT.pixels, smoky()) >= LIT.pixels - 0.01).all()


def test_eyeballs_keep_their_darkness():
    irises = [159, 386, 145, 374]
    middle = LIT.face.points[irises, :2].reshape(2, 2, 2).mean(axis=0)
    x, y = np.rint(middle).astype(int).T
    assert (lifted(smoky())[y, x] - smoky()[y, x]).max() < 0.12


def test_lashes_keep_their_contrast():
    picture = smoky()
    line = np.zeros(LIT.shape, np.uint8)
    place = LIT.face.points[[226, 113, 225], :2].astype(np.int32)
    cv2.polylines(line, [place], isClosed=False, color=1, thickness=2)
    drawn = np.where(line[..., None] > 0, picture * 0.4, picture)
    before, after = (picture - drawn)[line > 0].mean(), (lifted(picture) - lifted(drawn))[line > 0].mean()
    assert after > 0.9 * before


def test_a_grey_face_stays_grey():
    grey = np.repeat(LIT.pixels.mean(axis=2, keepdims=True), 3, axis=2)
    dark = np.repeat(smoky().mean(axis=2, keepdims=True), 3, axis=2)
    assert np.ptp(lifted(dark, grey), axis=2).max() < 0.01


def test_lifted_shadows_are_warm_on_warm_skin():
    grey = np.repeat(smoky().mean(axis=2, keepdims=True), 3, axis=2)
    skin = samples.under(lifted(grey), LIT.face, *SOCKETS)
    assert (skin[:, 0] - skin[:, 2]).mean() > 0.02


def test_paint_around_the_eyes_is_no_light_to_aim_at():
    white = np.ones_like(LIT.pixels)
    assert np.abs(lifted(LIT.pixels, white, trust=0.0) - LIT.pixels).max() < 0.01
