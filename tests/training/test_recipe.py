"""The recipes ask for what the networks can take."""

from collections import Counter

import pytest

pytest.importorskip("torch", reason="torch is not installed")

from training.pictures.ideas import Mix
from training.recipe import RECIPES

ALL = pytest.mark.parametrize("recipe", RECIPES.values(), ids=list(RECIPES))


@ALL
def test_most_shards_are_square_and_some_are_wide_or_high(recipe):
    counts = Counter(recipe.shapes())
    wide, high = (96, 160), (160, 96)
    assert counts.keys() == {(128, 128), wide, high}
    assert sum(counts.values()) == recipe.shards
    assert counts[128, 128] > counts[wide] + counts[high]


@ALL
def test_every_shape_can_be_halved_and_cut_into_patches(recipe):
    assert [side for shape in recipe.shapes() for side in shape if side % 32] == []


@ALL
def test_small_pictures_come_first_and_whole_ones_after_them(recipe):
    assert 0 < recipe.coarse_steps < recipe.painter_steps
    assert recipe.painter.width % recipe.painter.heads == 0


@ALL
def test_shares_of_pictures_are_shares(recipe):
    for mix in recipe.mixes.values():
        assert mix.pairs + mix.gatherings < 1
        assert mix.scenes + mix.backgrounds < 1


def test_the_first_twelve_shards_of_a_processor_are_plain_and_the_rest_are_rich():
    recipe = RECIPES["cpu"]
    mixes = [recipe.mix_of(number) for number in range(recipe.shards)]
    assert {number for number, mix in enumerate(mixes) if mix == Mix()} == set(range(12))
    assert all(mix.careful and mix.asides for mix in mixes[12:])
