import pytest

from pictoris.operations.vary import Vary
from pictoris.ports import Task
from pictoris.recipes.vary import STRENGTH, perform
from tests.painter import FlatPainter
from tests.recipes.painting.samples import noise, tools


@pytest.mark.parametrize("change", ["subtle", "strong"])
def test_versions_have_the_size_of_the_picture_and_go_as_far_as_was_asked(change):
    painter = FlatPainter()
    params = Vary(picture="https://a.example/x.png", prompt="a fox", change=change, seed=7)
    outcome = perform(params, {"picture": noise(96, 64, 4)}, tools(painter))
    assert [picture.shape for picture in outcome.pictures] == [(64, 96, 3)] * 4
    assert (painter.seen[0].task, painter.seen[0].strength) == (Task.VARY, STRENGTH[change])


def test_subtle_is_less_than_strong():
    assert STRENGTH["subtle"] < 0.5 <= STRENGTH["strong"]
