from dataclasses import replace

import numpy as np
import pytest

from pictoris.engines.collage.job import cut_out, fitted, is_cut_out, with_lent
from pictoris.ports import Look, Reference
from tests.engines.collage.scenes import CAT, paint, scene, sprites, thing


@pytest.mark.parametrize(("width", "height"), [(40, 40), (80, 20), (10, 90)])
def test_a_picture_covers_any_size(width, height):
    assert fitted(np.full((30, 50, 3), 0.5, np.float32), width, height).shape == (height, width, 3)


def test_a_whole_picture_becomes_a_print_with_a_border():
    card = cut_out(np.zeros((60, 60, 3), np.uint8))
    assert card.shape[2] == 4
    assert card[0, 0, 0] > 240
    assert card[30, 30, 0] == 0


def test_a_cut_out_stays_as_it_is():
    cut = np.zeros((20, 20, 4), np.uint8)
    cut[5:15, 5:15, 3] = 255
    assert is_cut_out(cut)
    assert cut_out(cut) is cut


def test_lent_things_come_last_so_that_relations_stay_true():
    reference = Reference(role="object", pixels=np.zeros((20, 20, 3), np.uint8))
    with_it = with_lent(scene(thing(CAT)), (reference,), sprites())
    assert [one.words for one in with_it.things] == [CAT, "object"]
    sprites().forget()


def test_who_stands_for_whom_is_told():
    told = paint(replace(scene(thing(CAT)), instead=(("druid", "old man"),)))[0].warnings
    assert told == ("There is no illustration of “druid”: an old man stands for it.",)


@pytest.mark.parametrize(("style", "told"), [("", 0), ("raw", 0), ("vivid", 1)])
def test_a_style_that_changes_nothing_is_told(style, told):
    warnings = paint(scene(thing(CAT)), look=Look(style=style))[0].warnings
    assert len([sentence for sentence in warnings if "--style" in sentence]) == told
