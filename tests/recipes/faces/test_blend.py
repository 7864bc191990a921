import numpy as np
import pytest

from pictoris.recipes.faces.blend import feathered, multiband


def test_a_feather_rises_from_the_rim_and_levels_off():
    inside = np.zeros((40, 40), bool)
    inside[5:35, 5:35] = True
    feather = feathered(inside, 8)
    assert feather[4, 20] == 0
    assert 0 < feather[6, 20] < feather[9, 20] < 1
    assert feather[20, 20] == 1


@pytest.mark.parametrize(("value", "which"), [(1.0, 0), (0.0, 1)])
def test_a_full_mask_gives_one_picture_and_an_empty_one_the_other(value, which):
    pictures = [np.random.default_rng(seed).random((37, 53, 3), np.float32) for seed in (1, 2)]
    mixed = multiband(pictures[0], pictures[1], np.full((37, 53), value, np.float32), 3)
    assert np.allclose(mixed, pictures[which], atol=1e-5)


def test_a_step_between_flat_pictures_becomes_a_slope():
    dark, light = (np.full((64, 64, 3), value, np.float32) for value in (0.2, 0.8))
    mask = np.zeros((64, 64), np.float32)
    mask[:, 32:] = 1
    row = multiband(light, dark, mask, 3)[32, :, 0]
    assert np.diff(row).max() < 0.15
    assert (np.diff(row) > -1e-4).all()


def test_pictures_too_small_for_the_pyramid_are_blended_too():
    small = np.ones((3, 2, 3), np.float32)
    assert multiband(small, small * 0, np.full((3, 2), 0.5, np.float32), 4).shape == (3, 2, 3)
