"""Tiles of a picture are enlarged one by one, and nobody sees it."""

from dataclasses import replace

import numpy as np
import pytest

from pictoris.engines.onnx.sessions import Graphs
from pictoris.enlarging.tiles import DRAWING, PHOTO, enlarge


@pytest.fixture(scope="module")
def graphs():
    return Graphs(threads=2)


@pytest.mark.parametrize("network", [PHOTO, DRAWING], ids=lambda one: one.graph)
def test_tiles_leave_no_seam(graphs, network):
    picture = np.random.default_rng(0).integers(0, 256, (70, 90, 3), np.uint8)
    whole = enlarge(picture, replace(network, tile=100), graphs, lambda _: None)
    tiled = enlarge(picture, replace(network, tile=32), graphs, lambda _: None)
    assert np.abs(whole.astype(int) - tiled).max() <= 1


def test_every_tile_is_reported(graphs):
    told: list[float] = []
    picture = np.random.default_rng(0).integers(0, 256, (40, 60, 3), np.uint8)
    enlarge(picture, replace(PHOTO, tile=20), graphs, told.append)
    assert told == pytest.approx([1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6, 1])


@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (5, 3)])
def test_the_smallest_pictures_are_enlarged_too(graphs, shape):
    picture = np.random.default_rng(0).integers(0, 256, (*shape, 3), np.uint8)
    result = enlarge(picture, replace(PHOTO, tile=64), graphs, lambda _: None)
    assert result.shape == (shape[0] * 2, shape[1] * 2, 3)


def test_one_colour_stays_that_colour(graphs):
    picture = np.full((30, 30, 3), (12, 130, 250), np.uint8)
    result = enlarge(picture, replace(DRAWING, tile=64), graphs, lambda _: None, shrink=2)
    assert result.shape == (60, 60, 3)
    assert (result == (12, 130, 250)).all()
