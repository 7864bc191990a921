"""A checkpoint paints: the same seed the same picture, whatever else is painted with it."""

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")

from torch.optim.swa_utils import AveragedModel  # noqa: E402 - after the check that torch is there

from pictoris.ports import Abilities, Painted, Task  # noqa: E402
from training import legs  # noqa: E402
from training.evaluate.painters import by_engine, dreamer, there_and_back  # noqa: E402
from training.network.autoencoder import Autoencoder, AutoencoderShape  # noqa: E402
from training.network.painter import Painter, PainterShape  # noqa: E402
from training.recipe import RECIPES  # noqa: E402

RECIPE = replace(RECIPES["cpu"], side=64, painter=PainterShape(width=64, depth=1, heads=2))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("state")
    torch.manual_seed(1)
    network = Painter(RECIPE.painter)
    for value in network.parameters():
        torch.nn.init.normal_(value, std=0.05)
    legs.keep(folder / "painter.pt", {"step": 0, "mean": AveragedModel(network).state_dict()})
    legs.keep(folder / "autoencoder.pt", {"network": Autoencoder(AutoencoderShape()).state_dict()})
    return folder


@pytest.fixture
def paint(folder):
    return dreamer(RECIPE, folder).painter(steps=3)


def test_the_way_there_and_back_keeps_size_and_number(folder):
    pictures = [np.full((64, 64, 3), grey, np.uint8) for grey in (10, 200)]
    assert [one.shape for one in there_and_back(RECIPE, folder)(pictures)] == [(64, 64, 3)] * 2


def test_there_is_a_picture_for_each_caption(paint):
    made = paint(["a fox", "a red car at night"], [1, 2])
    assert [one.shape for one in made] == [(64, 64, 3)] * 2
    assert all(one.dtype == np.uint8 for one in made)


def test_the_same_seed_gives_the_same_picture_and_another_one_does_not(paint):
    first, again, other = paint(["a fox"] * 3, [1, 1, 2])
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_an_engine_is_examined_by_the_same_measure():
    class Grey:
        name = "grey"

        def models(self):
            return ()

        def abilities(self, model=""):
            return Abilities(tasks=frozenset({Task.TEXT}), flags={}, side=512)

        def paint(self, brief, report, stopped):
            pixels = np.full((brief.height, brief.width, 4), brief.seeds[0], np.uint8)
            return [Painted(pixels=pixels)]

    made = by_engine(Grey(), 64)(["a fox", "a cat"], [7, 8])
    assert [one.shape for one in made] == [(64, 64, 3)] * 2
    assert [int(one.mean()) for one in made] == [7, 8]
