import numpy as np
import pytest

from pictoris.engines.collage.painting.colours import luma
from pictoris.engines.collage.painting.finish import finish, mooded, seamless, to_pixels
from pictoris.engines.collage.painting.view import first_view
from pictoris.ports import Look
from tests.engines.collage.scenes import away, world

VIEW = first_view(64, 64)
RANDOM = np.random.default_rng(2).random((64, 64, 3), np.float32) * 0.6 + 0.2


def _finished(**look):
    return finish(RANDOM.copy(), world(look=Look(**look)), VIEW)


def test_stylize_brings_colour():
    calm, strong = _finished(stylize=0), _finished(stylize=1000)
    assert strong.std(-1).mean() > 1.05 * calm.std(-1).mean()


def test_raw_is_left_alone():
    assert _finished(raw=True) == pytest.approx(RANDOM, abs=1e-5)


def test_stopping_early_leaves_it_soft():
    assert np.abs(np.diff(_finished(stop=30))).mean() < 0.5 * np.abs(np.diff(_finished())).mean()


def test_drawing_leaves_fewer_tones():
    ramp = np.repeat(np.linspace(0, 1, 64, dtype=np.float32)[:, None, None], 64, 1).repeat(3, 2)
    drawn = finish(ramp, world(look=Look(drawn=True, raw=True)), VIEW)
    assert len(np.unique(np.round(luma(drawn), 2))) < 0.8 * 64


def test_weird_turns_colours():
    assert away(_finished(weird=3000) * 255, _finished() * 255) > 5


@pytest.mark.parametrize("word", ["black and white", "noir"])
def test_black_and_white_has_no_colour(word):
    assert mooded(RANDOM, (word,)).std(-1).max() < 1e-5


@pytest.mark.parametrize(
    "word", ["sepia", "pastel", "neon", "vivid", "moody", "watercolor", "oil painting", "pixel art", "pencil"]
)
def test_moods_change_the_picture_and_keep_its_size(word):
    changed = mooded(RANDOM, (word,))
    assert changed.shape == RANDOM.shape
    assert np.abs(changed - RANDOM).mean() > 0.005


def test_unknown_moods_are_passed_over():
    assert (mooded(RANDOM, ("grumpy",)) == RANDOM).all()


def test_opposite_edges_of_a_tile_fit():
    ramp = np.linspace(0, 1, 128, dtype=np.float32)[:, None, None] * np.ones((1, 128, 3), np.float32)
    tile = seamless(ramp)
    assert np.abs(tile[0] - tile[-1]).max() < 0.05
    assert np.abs(np.diff(tile, axis=0)).max() < 0.2


def test_a_gradient_becomes_bytes_without_steps_and_always_the_same_ones():
    slow = np.repeat(np.linspace(0.500, 0.512, 64, dtype=np.float32)[None, :, None], 64, 0).repeat(3, 2)
    pixels = to_pixels(slow, 4)
    assert len(np.unique(pixels.mean(0)[:, 0].round(1))) > 6
    assert (pixels == to_pixels(slow, 4)).all()
