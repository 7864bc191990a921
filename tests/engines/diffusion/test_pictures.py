"""Pixels keep their place: what is padded, tiled, filled and matched fits without a seam."""

from itertools import pairwise

import numpy as np
import pytest

from pictoris.engines.diffusion import pictures
from pictoris.engines.diffusion.pictures import Box
from tests.engines.painting_contract import differ, picture


@pytest.mark.parametrize(("width", "height"), [(64, 64), (2048, 2048), (4096, 512), (1040, 1536)])
def test_boxes_cover_a_canvas_and_have_one_size(width, height):
    boxes = pictures.boxes_of(width, height, 1024, 8)
    covered = np.zeros((height, width), bool)
    for box in boxes:
        box.cut(covered)[:] = True
        assert box.left % 8 == box.top % 8 == box.width % 8 == box.height % 8 == 0
    assert covered.all()
    assert len({(box.width, box.height) for box in boxes}) == 1


def test_boxes_overlap_enough_to_fade():
    lefts = sorted({box.left for box in pictures.boxes_of(4096, 4096, 1024, 8)})
    assert all(second - first <= 1024 - 128 for first, second in pairwise(lefts))


def test_joining_what_was_cut_gives_the_picture_back():
    whole = picture(1600, 1200)
    boxes = pictures.boxes_of(1600, 1200, 512, 8)
    assert len(boxes) > 4
    assert differ(pictures.join([box.cut(whole) for box in boxes], boxes), whole) <= 1


def test_two_tiles_of_different_colour_fade_into_each_other():
    boxes = (Box(left=0, top=0, width=64, height=64), Box(left=56, top=0, width=64, height=64))
    joined = pictures.join([np.full((64, 64, 3), value, np.uint8) for value in (0, 240)], boxes)
    assert np.abs(np.diff(joined[32, :, 0].astype(int))).max() < 120
    assert (joined[:, :56] == 0).all()
    assert (joined[:, 64:] == 240).all()


def test_a_picture_covers_a_canvas_of_another_shape():
    assert pictures.fit(picture(50, 90), 80, 64).shape == (64, 80, 3)
    assert pictures.fit(picture(500, 90), 80, 64).shape == (64, 80, 3)


def test_what_is_transparent_becomes_grey():
    clear = np.dstack([picture(8, 8), np.zeros((8, 8), np.uint8)])
    assert (pictures.opaque(clear) == 128).all()


def test_padding_repeats_the_edge():
    padded = pictures.pad(picture(10, 6), 16, 8)
    assert padded.shape == (8, 16, 3)
    assert (padded[:, 10:] == padded[:, 9:10]).all()


def test_a_cell_that_is_touched_is_painted_whole():
    mask = np.zeros((16, 24), np.uint8)
    mask[9, 15] = 3
    cells = pictures.whole_cells(mask, 8)
    assert (cells[8:, 8:16] == 255).all()
    assert cells.sum() == 64 * 255


def test_filling_keeps_what_is_kept_and_continues_its_colours():
    base = np.zeros((96, 96, 3), np.uint8)
    mask = np.full((96, 96), 255, np.uint8)
    base[32:64, 32:64], mask[32:64, 32:64] = (200, 40, 90), 0
    filled = pictures.fill(base, mask)
    assert (filled[32:64, 32:64] == (200, 40, 90)).all()
    assert np.abs(filled.astype(int) - (200, 40, 90)).max() <= 2


def test_nothing_kept_means_nothing_to_fill_from():
    base = picture(16, 16)
    assert np.array_equal(pictures.fill(base, np.full((16, 16), 255, np.uint8)), base)


def test_a_drift_of_colour_is_taken_back_at_the_seam():
    base = picture(128, 96)
    mask = np.zeros((96, 128), np.uint8)
    mask[:, 64:] = 255
    drifted = np.clip(base.astype(int) + np.array([10, -7, 5]), 0, 255).astype(np.uint8)
    matched = pictures.match_seam(drifted, base, mask)
    seam = np.s_[:, 64:70]
    assert np.abs(drifted[seam].astype(int) - base[seam]).mean() > 5
    assert np.abs(matched[seam].astype(int) - base[seam]).mean() < 1.5


def test_another_picture_beside_the_seam_is_not_washed_away():
    base = np.zeros((64, 64, 3), np.uint8)
    mask = np.zeros((64, 64), np.uint8)
    mask[:, 32:] = 255
    painted = np.full((64, 64, 3), 250, np.uint8)
    assert pictures.match_seam(painted, base, mask)[:, 32:].min() >= 250 - 32


def test_references_lie_beside_one_another_by_weight():
    red, blue = (np.full((40, 40, 3), colour, np.uint8) for colour in ((255, 0, 0), (0, 0, 255)))
    made = pictures.blend([red, blue], [3.0, 1.0], 80, 40)
    assert differ(made[20, 2], np.array([255, 0, 0])) <= 2
    assert differ(made[20, 78], np.array([0, 0, 255])) <= 2
    assert (made[20, :, 0] > 128).sum() == pytest.approx(60, abs=4)


def test_previews_of_tiles_lie_where_the_tiles_lie():
    whole = picture(1600, 1200)
    boxes = pictures.boxes_of(1600, 1200, 512, 8)
    small = [pictures.resize(box.cut(whole), 64, 64) for box in boxes]
    made = pictures.mosaic(small, boxes)
    assert made is not None
    assert max(made.shape) <= 128
    expected = pictures.resize(whole, made.shape[1], made.shape[0])
    assert np.abs(made.astype(int) - expected).mean() < 12
    assert pictures.mosaic([None] * len(boxes), boxes) is None


def test_previews_make_a_sheet_that_stays_small():
    previews = [picture(64, 48, seed) for seed in range(4)]
    sheet = pictures.sheet(previews, 2)
    assert sheet is not None
    assert sheet.shape == (96, 128, 3)
    assert pictures.sheet([None, None], 2) is None
    half = pictures.sheet([previews[0], None], 2)
    assert half is not None
    assert (half[:, 64:] == 128).all()
