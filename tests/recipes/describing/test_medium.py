import cv2
import numpy as np
import pytest

from pictoris.recipes.describing import medium as media
from pictoris.recipes.describing.colours import palette
from pictoris.recipes.describing.medium import Medium
from pictoris.recipes.describing.views import look
from tests.recipes.describing import samples


def told(picture, likeness=0.0):
    view = look(np.ascontiguousarray(picture))
    return media.medium(view, palette(view), likeness)


@pytest.mark.parametrize("name", ["astronaut", "chelsea", "coffee", "rocket"])
def test_photographs_are_photographs(name):
    assert samples.facts(name).medium is Medium.PHOTO


def test_the_painting_is_a_painting_whole_cut_and_small():
    painting = samples.picture("mona_lisa")
    assert samples.facts("mona_lisa").medium is Medium.PAINTING
    assert told(painting[60:460, 180:520], 0.19) is Medium.PAINTING
    small = cv2.resize(painting, (300, 310), interpolation=cv2.INTER_AREA)
    assert told(small, 0.58) is Medium.PAINTING


def test_a_sign_in_a_photograph_is_no_painting():
    assert told(samples.picture("chelsea"), 0.4) is Medium.PHOTO


def test_without_colour_a_photograph_is_black_and_white():
    grey = cv2.cvtColor(samples.picture("chelsea"), cv2.COLOR_RGB2GRAY)
    assert told(np.repeat(grey[..., None], 3, axis=2)) is Medium.MONOCHROME


def shapes(paper, ink):
    picture = np.full((300, 400, 3), paper, np.uint8)
    cv2.circle(picture, (200, 150), 90, ink, -1, cv2.LINE_AA)
    return picture


def test_flat_shapes_are_a_graphic_and_black_ones_a_silhouette():
    assert told(shapes((250, 220, 60), (20, 120, 220))) is Medium.GRAPHIC
    assert told(shapes((255, 255, 255), (0, 0, 0))) is Medium.SILHOUETTE


def test_many_lines_on_paper_are_an_ink_drawing():
    picture = np.full((400, 400, 3), 250, np.uint8)
    dice = np.random.default_rng(3)
    for x, y in dice.integers(0, 400, (900, 2)).tolist():
        end = (x + int(dice.integers(-14, 14)), y + int(dice.integers(-14, 14)))
        cv2.line(picture, (x, y), end, (20, 20, 20), 1)
    assert told(picture) is Medium.INK


def test_blur_at_the_border_is_measured():
    middle, border, _ = media.sharpness(samples.picture("chelsea"))
    assert middle > 1.6 * border > 0


def test_nothing_can_be_said_of_a_plain_picture():
    assert media.sharpness(samples.plain((90, 90, 90), 200, 200)) == (0.0, 0.0, 0.0)
