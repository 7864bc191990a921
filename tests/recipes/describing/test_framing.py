import cv2
import numpy as np
import pytest

from pictoris.recipes.describing.framing import Depth, Place, framing, nearest_ratio, place_of
from pictoris.recipes.describing.views import look
from tests.recipes.describing import samples


@pytest.mark.parametrize(
    ("size", "ratio"),
    [
        ((600, 400), (3, 2)), ((512, 512), (1, 1)), ((677, 700), (1, 1)), ((1080, 1920), (9, 16)), ((451, 300), (3, 2)),
        ((1920, 1080), (16, 9)), ((2560, 1080), (21, 9)), ((1024, 768), (4, 3)), ((5000, 10), (3, 1)), ((1, 900), (1, 3)),
    ],
)  # fmt: skip
def test_the_nearest_common_shape_is_told(size, ratio):
    assert nearest_ratio(*size) == ratio


def test_the_cat_stands_out_from_a_blurred_background():
    assert samples.facts("chelsea").framing.depth is Depth.SHALLOW


def test_a_blurred_picture_is_soft():
    picture = cv2.GaussianBlur(samples.picture("coffee"), (0, 0), 5)
    assert framing(look(picture)).depth in {Depth.SOFT, Depth.PLAIN}


def test_places_are_left_centre_and_right():
    assert [place_of(across) for across in (0.1, 0.5, 0.9)] == [Place.LEFT, Place.CENTRE, Place.RIGHT]


@pytest.mark.parametrize(("x", "place"), [(70, Place.LEFT), (200, Place.CENTRE), (330, Place.RIGHT)])
def test_a_thing_on_a_plain_ground_has_a_place(x, place):
    picture = samples.plain((230, 230, 230), 300, 400)
    cv2.circle(picture, (x, 150), 40, (200, 40, 30), -1)
    assert framing(look(picture)).place is place


def test_noise_is_a_pattern_and_the_demo_pictures_are_none():
    assert framing(look(samples.noise(400, 600))).pattern
    assert not any(samples.facts(name).framing.pattern for name in samples.DEMO)


def test_a_mirrored_picture_is_symmetrical():
    half = samples.picture("coffee")[:, :300]
    assert framing(look(np.hstack([half, half[:, ::-1]]))).symmetrical
    assert not samples.facts("rocket").framing.symmetrical


def test_one_pixel_has_a_frame():
    assert framing(look(samples.plain((0, 0, 0), 1, 1))).ratio == (1, 1)
