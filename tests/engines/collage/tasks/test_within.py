import numpy as np

from pictoris.ports import Reference, Task
from tests.engines.collage.scenes import APPLE, CAT, away, paint, plain, scene, thing

GROUND = np.dstack([np.linspace(120, 180, 128)[:, None] * np.ones((1, 128))] * 3).astype(np.uint8)


def _red(picture):
    parts = picture.astype(int)
    return (parts[..., 0] > parts[..., 1] + 60) & (parts[..., 0] > parts[..., 2] + 40)


def test_subjects_are_set_into_the_given_picture():
    result = paint(scene(thing(APPLE)), Task.IMAGE, base=GROUND, strength=0.5)[0].pixels
    assert 0.01 < _red(result).mean() < 0.4
    assert away(result[:20], GROUND[:20]) < 6


def test_far_from_the_picture_only_its_colours_stay():
    blue = plain(30, 60, 190, side=128)
    result = paint(scene(thing(CAT), place="meadow"), Task.IMAGE, base=blue, strength=0.95)[0].pixels
    usual = paint(scene(thing(CAT), place="meadow"))[0].pixels
    assert result[..., 2].mean() - result[..., 1].mean() > usual[..., 2].mean() - usual[..., 1].mean() + 20


def test_a_subject_of_the_picture_is_not_covered():
    base = GROUND.copy()
    base[40:120:4, 8:56] = 0
    base[42:120:4, 8:56] = 255
    result = paint(scene(thing(APPLE, size=0.5)), Task.IMAGE, base=base, strength=0.1, seeds=(1, 2, 3))
    assert all(_red(one.pixels)[:, 64:].sum() > _red(one.pixels)[:, :56].sum() for one in result)


def test_an_instruction_can_make_it_night_and_says_how_it_works():
    day = Reference(role="image", pixels=GROUND)
    (result,) = paint(scene(hour="night"), Task.EDIT, references=(day,))
    assert result.pixels.mean() < GROUND.mean() * 0.75
    assert result.pixels[..., 2].mean() > result.pixels[..., 0].mean()
    assert any("composes" in warning for warning in result.warnings)


def test_an_instruction_can_make_it_black_and_white():
    colourful = Reference(role="image", pixels=plain(200, 90, 30, side=64))
    pixels = paint(scene(mood=("black and white",)), Task.EDIT, references=(colourful,))[0].pixels.astype(int)
    assert np.abs(pixels[..., 0] - pixels[..., 2]).max() <= 1


def test_a_cut_out_gets_a_new_background():
    cut = np.zeros((64, 64, 4), np.uint8)
    cut[8:60, 12:52] = (220, 30, 30, 255)
    (result,) = paint(scene(place="beach"), Task.EDIT, references=(Reference(role="image", pixels=cut),))
    assert 0.05 < _red(result.pixels).mean() < 0.7
    assert (result.pixels[..., 2].astype(int) > result.pixels[..., 0] + 20).mean() > 0.1
