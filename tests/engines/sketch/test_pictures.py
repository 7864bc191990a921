"""Sizes, masks and fillings of the small canvas."""

import numpy as np
import pytest

from pictoris.engines.sketch.pictures import (
    continued,
    covering,
    filled,
    met,
    opaque,
    resized,
    sheet,
    small_size,
    touched,
    window,
)


@pytest.mark.parametrize(
    ("asked", "small"), [((512, 512), (128, 128)), ((768, 512), (144, 96)), ((512, 912), (96, 176)), ((75, 61), (144, 112))]
)  # fmt: skip
def test_the_canvas_has_the_shape_that_is_asked_for_and_an_even_grid(asked, small):
    assert small_size(*asked) == small


@pytest.mark.parametrize("shape", [(3, 2), (16, 9), (21, 9), (4, 5), (1, 2)])
def test_no_usual_shape_is_bent_by_more_than_a_twentieth(shape):
    width, height = small_size(100 * shape[0], 100 * shape[1])
    assert (width % 16, height % 16) == (0, 0)
    assert width / height == pytest.approx(shape[0] / shape[1], rel=0.05)
    assert 0.6 < width * height / 128**2 < 1.5


def test_a_picture_covers_another_shape_from_its_middle():
    wide = np.zeros((20, 60, 3), np.uint8)
    wide[:, 20:40] = 200
    assert (covering(wide, (16, 16)) == 200).all()


def test_what_is_cut_out_stands_before_light_grey():
    cut = np.zeros((4, 4, 4), np.uint8)
    cut[:2, :, 3] = 255
    seen = opaque(cut)
    assert seen.shape == (4, 4, 3)
    assert (seen[:2] == 0).all()
    assert (seen[2:] > 200).all()


def test_a_picture_of_the_right_size_is_left_alone():
    picture = np.zeros((6, 5, 3), np.uint8)
    assert resized(picture, (5, 6)) is picture
    assert resized(picture, (7, 3)).shape == (3, 7, 3)


def test_a_region_is_seen_with_what_is_around_it_and_never_beyond_the_picture():
    mask = np.zeros((200, 300), np.uint8)
    mask[0:40, 100:160] = 1
    box = window(mask)
    assert (box.left, box.top, box.width, box.height) == (82, 0, 96, 56)
    assert box.of(mask).sum() == mask.sum()
    assert window(np.zeros((20, 30), np.uint8)).of(mask).shape == (20, 30)


@pytest.mark.parametrize("size", [(128, 128), (75, 61), (5, 200)])
def test_every_cell_that_a_mask_reaches_into_counts(size):
    mask = np.zeros(size, np.uint8)
    mask[size[0] // 2, size[1] // 2] = 1
    cells = touched(mask, 16, 16)
    assert cells.shape == (16, 16)
    assert cells[8, 8]
    assert 1 <= cells.sum() <= 16
    assert not touched(np.zeros(size, np.uint8), 16, 16).any()


def test_what_is_free_is_filled_softly_with_what_is_kept():
    picture = np.zeros((64, 64, 3), np.uint8)
    picture[:, :16], picture[:, 48:] = (200, 0, 0), (0, 0, 200)
    mask = np.zeros((64, 64), np.uint8)
    mask[:, 16:48] = 255
    made = filled(picture, mask).astype(int)
    assert np.array_equal(made[:, :16], picture[:, :16])
    assert made[30, 17, 0] > made[30, 32, 0] > made[30, 46, 0]
    assert np.abs(np.diff(made, axis=1)).max() < 80
    assert np.array_equal(filled(picture, np.full((64, 64), 255, np.uint8)), picture)


def test_a_horizon_goes_on_to_the_edge_of_a_larger_canvas():
    picture = np.full((64, 96, 3), 9, np.uint8)
    picture[16:32, 24:72], picture[32:48, 24:72] = (90, 150, 240), (240, 220, 160)
    mask = np.full((64, 96), 255, np.uint8)
    mask[16:48, 24:72] = 0
    made = continued(picture, mask)
    assert (made[:32] == (90, 150, 240)).all()
    assert (made[32:] == (240, 220, 160)).all()
    assert np.array_equal(continued(picture, np.zeros_like(mask)), picture)


@pytest.mark.parametrize(("count", "shape"), [(1, (128, 96, 3)), (2, (128, 192, 3)), (3, (256, 192, 3)), (4, (256, 192, 3))])  # fmt: skip
def test_several_pictures_are_shown_on_one_small_sheet(count, shape):
    assert sheet([np.full((128, 96, 3), 9, np.uint8)] * count).shape == shape


def right_half(side=64):
    mask = np.zeros((side, side), np.uint8)
    mask[:, side // 2 :] = 255
    return mask


def flat(level, side=64):
    return np.full((side, side, 3), level, np.uint8)


def test_another_shade_of_the_same_is_led_over_and_is_itself_far_away():
    made = met(flat(140, 192), flat(120, 192), right_half(192))[96, :, 0].astype(int)
    assert np.array_equal(made[:96], np.full(96, 120))
    assert np.abs(np.diff(made)).max() <= 1
    assert made[-1] > 135


def test_another_thing_keeps_its_colours_but_for_the_edge():
    made = met(flat(230), flat(40), right_half())[32, :, 0]
    assert set(made[:32]) == {40}
    assert set(made[40:]) == {230}


def test_what_is_kept_is_the_picture_and_without_an_edge_nothing_is_changed():
    dice = np.random.default_rng(1)
    picture, painted = (dice.integers(0, 255, (64, 64, 3), np.uint8) for _ in range(2))
    assert np.array_equal(met(painted, picture, right_half())[:, :32], picture[:, :32])
    for mask in (np.zeros((64, 64), np.uint8), np.full((64, 64), 255, np.uint8)):
        assert np.array_equal(met(painted, picture, mask), painted)


def test_no_crease_is_left_where_two_edges_are_as_near():
    mask = np.zeros((96, 96), np.uint8)
    mask[24:72, 24:72] = 255
    picture = flat(120, 96)
    picture[:48] = 100
    made = met(flat(130, 96), picture, mask)[34:62, 34:62, 0].astype(int)
    assert max(np.abs(np.diff(made, axis=axis)).max() for axis in (0, 1)) <= 3
