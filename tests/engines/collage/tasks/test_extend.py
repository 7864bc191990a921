import numpy as np
import pytest

from pictoris.ports import Task
from tests.engines.collage.scenes import CAT, DOG, away, canvas, paint, scene, thing

SIDES = {"zoom": (64, 64, 64, 64), "left": (128, 0, 0, 0), "up": (0, 96, 0, 0), "down": (0, 0, 0, 96)}


def test_what_was_there_stays_and_something_new_is_around_it():
    of = scene(thing(CAT), place="meadow")
    first = paint(of)[0]
    base, mask = canvas(first.pixels, *SIDES["zoom"])
    whole = paint(of, Task.EXTEND, base=base, mask=mask, notes=first.notes, width=256, height=256)[0].pixels
    assert away(whole[64:192, 64:192], first.pixels) < 1
    assert all(strip.std() > 5 for strip in (whole[:, :60], whole[:, 196:], whole[200:]))


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("noted", [True, False], ids=["with notes", "without notes"])
def test_there_is_no_seam(side, noted):
    of = scene(thing(DOG), place="beach", hour="day")
    first = paint(of)[0]
    left, top = SIDES[side][:2]
    base, mask = canvas(first.pixels, *SIDES[side])
    high, wide = mask.shape
    notes = first.notes if noted else {}
    whole = paint(of, Task.EXTEND, base=base, mask=mask, notes=notes, width=wide, height=high)[
        0
    ].pixels.astype(int)
    if left:
        step = np.abs(whole[:, left] - whole[:, left - 1])[top : top + 128]
        assert step.mean() < 3 + np.abs(whole[:, left + 1] - whole[:, left])[top : top + 128].mean() * 2
    if top:
        step = np.abs(whole[top] - whole[top - 1])[left : left + 128]
        assert step.mean() < 3 + np.abs(whole[top + 1] - whole[top])[left : left + 128].mean() * 2


def test_a_picture_that_was_extended_can_be_extended_again():
    of = scene(thing(CAT), place="meadow")
    first = paint(of)[0]
    base, mask = canvas(first.pixels, left=64)
    second = paint(of, Task.EXTEND, base=base, mask=mask, notes=first.notes, width=192)[0]
    base, mask = canvas(second.pixels, right=64)
    third = paint(of, Task.EXTEND, base=base, mask=mask, notes=second.notes, width=256)[0]
    assert third.notes["frame"][0] == pytest.approx(-0.5)
    assert third.notes["frame"][2] == pytest.approx(2.0)
    assert away(third.pixels[:, 64:192], first.pixels) < 3


def test_every_seed_extends_a_picture_in_its_own_way():
    of = scene(thing(CAT), place="meadow")
    first = paint(of)[0]
    base, mask = canvas(first.pixels, *SIDES["zoom"])
    one, other = paint(
        of, Task.EXTEND, base=base, mask=mask, notes=first.notes, width=256, height=256, seeds=(1, 2)
    )
    assert away(one.pixels[:, :60], other.pixels[:, :60]) > 4
    assert away(one.pixels[64:192, 64:192], other.pixels[64:192, 64:192]) < 1


def test_an_extended_picture_can_be_painted_again_from_its_notes():
    of = scene(thing(CAT), place="meadow", hour="day")
    first = paint(of)[0]
    base, mask = canvas(first.pixels, *SIDES["zoom"])
    size = {"width": 256, "height": 256}
    whole = paint(of, Task.EXTEND, base=base, mask=mask, notes=first.notes, seeds=(9,), **size)[0]
    again = paint(of, Task.REFINE, base=whole.pixels, notes=whole.notes, **size)[0]
    assert away(whole.pixels, again.pixels) < 3
