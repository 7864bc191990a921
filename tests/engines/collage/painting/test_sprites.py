import numpy as np
import pytest

from pictoris.engines.collage.library import library
from pictoris.engines.collage.painting.sprites import Sprites, is_lent, trim
from pictoris.engines.onnx.sessions import Graphs
from tests.engines.collage.scenes import CAT, sprites

ID = f"fluent/{CAT}"


def test_a_sprite_is_cropped_to_what_is_seen():
    left, top, right, bottom = library().entry(ID).box
    assert sprites().plain(ID).shape[:2] == (bottom - top, right - left)
    assert sprites().shape(ID) == pytest.approx((right - left) / (bottom - top))


def test_large_ones_are_drawn_by_the_network_and_look_the_same():
    plain, large = sprites().plain(ID), sprites().shown(ID, 700, None)
    assert large.shape[:2] == (plain.shape[0] * 4, plain.shape[1] * 4)
    back = large.reshape(plain.shape[0], 4, plain.shape[1], 4, 4).mean((1, 3))
    inner = plain[..., 3] == 255
    assert np.abs(back - plain)[inner][:, :3].mean() < 6
    assert np.abs(back - plain)[..., 3].mean() < 4


def test_small_ones_stay_as_they_are():
    assert sprites().shown(ID, 100, None) is sprites().plain(ID)


def test_what_was_made_is_kept_until_there_is_no_room():
    mine = Sprites(library(), Graphs(threads=1), room=2_000_000)
    assert mine.plain(ID) is mine.plain(ID)
    for entry in list(library().entries)[:24]:
        mine.plain(entry)
    assert sum(one.nbytes for one in mine._kept.values()) <= 2_000_000


def test_colours_run_on_under_the_transparent_part():
    disc = np.zeros((40, 40, 4), np.uint8)
    disc[10:30, 10:30] = (200, 40, 40, 255)
    disc[10:30, 10:13, 3] = 20
    assert trim(disc)[:, 0, 0].min() > 150


def test_an_invisible_picture_is_one_empty_pixel():
    assert trim(np.zeros((9, 9, 4), np.uint8)).shape == (1, 1, 4)


def test_lent_pictures_are_forgotten():
    mine = Sprites(library(), Graphs(threads=1))
    mine.lend("=x", np.full((900, 300, 4), 255, np.uint8))
    assert mine.plain("=x").shape[0] <= 640
    assert mine.entry("=x").stands
    assert is_lent(("=x",))
    assert not is_lent((ID,))
    mine.forget()
    with pytest.raises(KeyError):
        mine.entry("=x")
