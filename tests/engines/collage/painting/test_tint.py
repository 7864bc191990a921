import numpy as np
import pytest

from pictoris.engines.collage.painting.colours import WORDS, colour, luma, to_lab
from pictoris.engines.collage.painting.tint import tint
from tests.engines.collage.scenes import CAR, CAT, ELEPHANT, sprites

COLOURED = ["red", "blue", "green", "yellow", "purple", "pink", "orange", "teal"]


def _main(sprite):
    """The Lab colour of most of what is seen: the median."""
    lab = to_lab(sprite[..., :3].astype(np.float32) / 255)
    return np.median(lab[sprite[..., 3] > 200], axis=0)


@pytest.mark.parametrize("word", COLOURED)
@pytest.mark.parametrize("code", [CAR, CAT, ELEPHANT])
def test_a_thing_takes_the_hue_that_is_asked_for(code, word):
    goal = to_lab(colour(word)[None, None])[0, 0]
    got = _main(tint(sprites().plain(f"fluent/{code}"), word))
    turn = np.angle(np.exp(1j * (np.arctan2(got[2], got[1]) - np.arctan2(goal[2], goal[1]))))
    assert abs(turn) < 0.45
    assert np.hypot(*got[1:]) > 15


@pytest.mark.parametrize("code", [CAR, CAT, ELEPHANT])
def test_black_is_dark_and_white_is_bright(code):
    sprite = sprites().plain(f"fluent/{code}")
    assert _main(tint(sprite, "black"))[0] + 30 < _main(tint(sprite, "white"))[0]


def test_shading_and_edges_stay():
    sprite = sprites().plain(f"fluent/{CAR}")
    blue = tint(sprite, "blue")
    assert (blue[..., 3] == sprite[..., 3]).all()
    inner = sprite[..., 3] > 250
    before, after = (luma(one[..., :3].astype(np.float32))[inner] for one in (sprite, blue))
    assert np.corrcoef(before, after)[0, 1] > 0.5


@pytest.mark.parametrize("word", WORDS)
def test_every_colour_word_can_be_asked_for(word):
    assert tint(sprites().plain(f"fluent/{CAT}")[::4, ::4], word).dtype == np.uint8
