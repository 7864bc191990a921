import numpy as np
import pytest

from pictoris.engines.collage.painting.colours import (
    WORDS,
    colour,
    from_lab,
    luma,
    mix,
    ramp,
    rgb,
    saturate,
    smooth,
    to_lab,
)


def test_words_and_codes_are_colours():
    assert colour("#ff8000").tolist() == pytest.approx([1, 128 / 255, 0])
    assert all(colour(word).shape == (3,) for word in WORDS)
    assert colour("nobody's colour").tolist() == colour("gray").tolist()


def test_mixing_goes_from_one_to_the_other():
    assert mix(rgb(0, 0, 0), rgb(1, 1, 1), 0.25).tolist() == [0.25] * 3


def test_a_ramp_begins_and_ends_with_its_stops_and_continues_them():
    stops = ("#000000", "#ff0000", "#ffffff")
    places = np.array([-1, 0, 0.5, 1, 9], np.float32)
    assert ramp(stops, places).round(3).tolist() == [[0, 0, 0], [0, 0, 0], [1, 0, 0], [1, 1, 1], [1, 1, 1]]


def test_smooth_rises_from_0_to_1():
    rising = smooth(0.2, 0.6, np.linspace(0, 1, 50, dtype=np.float32))
    assert (np.diff(rising) >= 0).all()
    assert (rising[0], rising[-1]) == (0, 1)


def test_saturation_leaves_brightness_alone():
    picture = np.random.default_rng(1).random((9, 9, 3), np.float32)
    assert luma(saturate(picture, 1.4)) == pytest.approx(luma(picture), abs=1e-5)
    assert saturate(picture, 0).std(-1).max() < 1e-6


def test_lab_and_back_changes_nothing():
    picture = np.random.default_rng(1).random((9, 9, 3), np.float32)
    assert from_lab(to_lab(picture)) == pytest.approx(picture, abs=0.004)
