import cv2
import numpy as np

from pictoris.recipes.describing.surroundings import surroundings
from pictoris.recipes.describing.views import look
from tests.recipes.describing import samples


def test_the_evening_sky_is_seen():
    around = samples.facts("rocket").surroundings
    assert around.sky > 0.4
    assert around.dusk


def test_only_the_sky_is_sky():
    assert all(samples.facts(name).surroundings.sky < 0.05 for name in samples.DEMO if name != "rocket")


def test_a_blue_wall_at_the_bottom_is_no_sky():
    picture = samples.plain((180, 170, 160), 200, 300)
    picture[120:] = (60, 120, 220)
    assert surroundings(look(picture)).sky == 0


def test_a_thing_on_paper_has_a_plain_backdrop():
    picture = samples.plain((250, 250, 250), 300, 300)
    cv2.circle(picture, (150, 150), 70, (200, 40, 30), -1)
    assert surroundings(look(picture)).backdrop == "white"


def test_no_demo_picture_has_a_plain_backdrop():
    assert [samples.facts(name).surroundings.backdrop for name in samples.DEMO] == [""] * 5


def test_the_portrait_stands_before_pale_grey():
    assert samples.facts("astronaut").surroundings.background == "pale grey"


def test_leaves_are_green_and_rough():
    dice = np.random.default_rng(2)
    leaves = (dice.uniform(0.4, 1.2, (200, 300, 1)) * np.array([70, 120, 40])).astype(np.uint8)
    assert surroundings(look(leaves)).green > 0.6
    assert surroundings(look(samples.plain((70, 120, 40), 200, 300))).green == 0


def test_white_above_a_dark_street_is_overcast():
    dice = np.random.default_rng(2)
    picture = samples.plain((235, 236, 238), 200, 300)
    picture[110:] = dice.integers(10, 130, (90, 300, 1))
    assert surroundings(look(picture)).overcast
