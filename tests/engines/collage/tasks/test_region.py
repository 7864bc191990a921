import cv2
import numpy as np

from pictoris.ports import Task
from tests.engines.collage.scenes import CAT, DUCK, away, paint, scene, thing

MASK = np.zeros((128, 128), np.uint8)
cv2.rectangle(MASK, (70, 60), (118, 112), 255, -1)
SOFT = cv2.GaussianBlur(MASK, (0, 0), 2)


def test_outside_of_the_region_nothing_changes():
    first = paint(scene(thing(CAT), place="meadow"))[0]
    result = paint(scene(thing(DUCK)), Task.REGION, base=first.pixels, mask=SOFT, notes=first.notes)[0].pixels
    assert away(result[SOFT == 0], first.pixels[SOFT == 0]) < 1


def test_what_the_words_ask_for_appears_there():
    empty = paint(scene(place="meadow"))[0]
    result = paint(scene(thing("1f34e")), Task.REGION, base=empty.pixels, mask=SOFT)[0].pixels.astype(int)
    red = (result[..., 0] > result[..., 1] + 60) & (result[..., 0] > result[..., 2] + 40)
    assert red[MASK > 0].mean() > 0.2
    assert red[SOFT == 0].mean() < 0.02


def test_without_a_subject_the_region_is_healed():
    ground = np.full((128, 128, 3), (90, 160, 90), np.uint8)
    stained = ground.copy()
    stained[80:96, 85:105] = (250, 20, 20)
    result = paint(scene(), Task.REGION, base=stained, mask=MASK)[0].pixels
    assert away(result, ground) < 3


def test_a_place_changes_the_background_there():
    first = paint(scene(place="stage"))[0].pixels
    result = paint(scene(place="snowfield"), Task.REGION, base=first, mask=MASK)[0].pixels
    assert away(result[MASK > 0], first[MASK > 0]) > 15


def test_an_empty_mask_changes_nothing():
    first = paint(scene(thing(CAT)))[0].pixels
    result = paint(scene(thing(DUCK)), Task.REGION, base=first, mask=np.zeros_like(MASK))[0].pixels
    assert away(result, first) < 1
