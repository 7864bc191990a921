"""The networks that ship do what the names of their functions say."""

import numpy as np
import pytest

from pictoris.engines.onnx.sessions import Graphs
from pictoris.engines.sketch.networks import Networks

NETWORKS = Networks(graphs=Graphs(threads=1))


def drawing(height=48, width=64):
    """A dark disc on light blue."""
    rows, columns = np.mgrid[:height, :width]
    inside = (rows - height / 2) ** 2 + (columns - width / 2) ** 2 < (height / 3) ** 2
    return np.where(inside[..., None], (180, 40, 40), (190, 215, 240)).astype(np.uint8)


def test_a_picture_survives_the_way_to_latents_and_back():
    latents = NETWORKS.encoded([drawing(), drawing()[:, ::-1]])
    assert (latents.shape, latents.dtype.name) == ((2, 8, 6, 8), "float32")
    back = NETWORKS.decoded(latents)
    assert (back[0].shape, back[0].dtype.name) == ((48, 64, 3), "uint8")
    assert np.abs(back[0].astype(int) - drawing()).mean() < 8


def test_latents_are_about_as_wide_as_noise():
    assert NETWORKS.encoded([drawing(128, 128)]).std() == pytest.approx(1, abs=0.5)


def test_velocities_depend_on_the_words_that_are_heard_and_on_no_others():
    dice = np.random.default_rng(1)
    latents = dice.standard_normal((2, 8, 6, 8)).astype(np.float32)
    words = dice.standard_normal((2, 5, 384)).astype(np.float32)
    heard = np.array([[1, 1, 0, 0, 0]] * 2, np.float32)
    found = NETWORKS.velocity(latents, 0.7, words, heard)
    assert found.shape == latents.shape
    beyond, within = words.copy(), words.copy()
    beyond[:, 2:] += 1
    within[:, 1] += 1
    assert np.array_equal(NETWORKS.velocity(latents, 0.7, beyond, heard), found)
    assert not np.array_equal(NETWORKS.velocity(latents, 0.7, within, heard), found)


def test_a_drawing_is_enlarged_four_times_and_stays_the_same():
    large = NETWORKS.enlarged(drawing())
    assert (large.shape, large.dtype.name) == ((192, 256, 3), "uint8")
    assert np.abs(large[2::4, 2::4].astype(int) - drawing()).mean() < 6
