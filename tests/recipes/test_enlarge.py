import numpy as np
import pytest

from pictoris.operations.enlarge import Enlarge
from pictoris.ports import Task
from pictoris.recipes.enlarge import perform
from tests.painter import FlatPainter
from tests.recipes.painting.samples import smooth, tools


def enlarged(way, painter=None, **fields):
    params = Enlarge(picture="https://a.example/x.png", way=way, seed=7, **fields)
    return perform(params, {"picture": smooth(48, 32)}, tools(painter or FlatPainter()))


@pytest.mark.parametrize(("way", "times"), [("2x", 2), ("4x", 4), ("subtle", 2), ("creative", 2)])
def test_every_way_has_its_size(way, times):
    assert enlarged(way).pictures[0].shape == (32 * times, 48 * times, 3)


def test_the_picture_is_still_the_same_to_the_eye():
    small = np.asarray(enlarged("2x").pictures[0], int)[::2, ::2]
    assert np.abs(small - smooth(48, 32)).mean() < 6


def test_only_the_creative_way_asks_the_engine_for_detail():
    painter = FlatPainter()
    for way in ("2x", "subtle"):
        enlarged(way, painter)
    assert painter.seen == []
    enlarged("creative", painter, engine="flat", notes={"seed": 1})
    assert (painter.seen[0].task, painter.seen[0].notes) == (Task.REFINE, {"seed": 1})


def test_doing_it_again_does_it_in_another_way():
    assert not np.array_equal(enlarged("2x").pictures[0], enlarged("2x", redo=1).pictures[0])


def test_what_is_known_of_the_picture_stays_known():
    outcome = enlarged("2x", engine="flat", notes={"seed": 1})
    assert (outcome.engine, list(outcome.notes)) == ("flat", [{"seed": 1}])
