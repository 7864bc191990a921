import numpy as np

from pictoris.ports import Task
from tests.engines.collage.scenes import CAT, DOG, FOX, away, paint, scene, thing

FOXY = scene(thing(FOX), place="meadow", hour="day")


def test_a_subtle_variation_is_near_and_a_strong_one_is_farther():
    first = paint(FOXY)[0]
    known = {"base": first.pixels, "notes": first.notes, "seeds": (12,)}
    subtle = paint(FOXY, Task.VARY, strength=0.2, **known)[0].pixels
    strong = paint(FOXY, Task.VARY, strength=0.9, **known)[0].pixels
    assert 1 < away(first.pixels, subtle) < away(first.pixels, strong)


def test_a_strong_variation_may_show_another_candidate():
    of = scene(thing(CAT, DOG, FOX), place="stage")
    first = paint(of)[0]
    others = paint(of, Task.VARY, strength=0.9, base=first.pixels, notes=first.notes, seeds=tuple(range(6)))
    shown = {one.notes["idea"]["scene"]["things"][0]["choices"][0] for one in others}
    assert len(shown) > 1


def test_refining_repeats_the_picture_with_more_pixels():
    first = paint(FOXY)[0]
    large = np.repeat(np.repeat(first.pixels, 2, 0), 2, 1)
    fine = paint(FOXY, Task.REFINE, base=large, notes=first.notes, width=256, height=256)[0].pixels
    assert away(large, fine) < 9


def test_refining_a_foreign_picture_sharpens_it():
    ramp = np.repeat(np.linspace(0, 255, 128, dtype=np.uint8)[None, :, None], 128, 0).repeat(3, 2)
    soft = np.where(np.arange(128)[None, :, None] < 64, 80, 160).astype(np.uint8) * np.ones_like(ramp)
    fine = paint(scene(), Task.REFINE, base=soft)[0].pixels.astype(int)
    assert fine[:, 60:68].max() - fine[:, 60:68].min() > 80
