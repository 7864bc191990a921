import cv2
import numpy as np
import pytest

from pictoris.cli.demo_steps import PICTURES
from pictoris.operations.blend import Blend
from pictoris.ports import Task
from pictoris.recipes.blend import perform
from tests.painter import FlatPainter
from tests.recipes.painting.samples import noise, tools

PARAMS = Blend(urls=["https://a.example/1.png", "https://a.example/2.png"], seed=7, dimensions="landscape")


def astronaut():
    picture = cv2.imread(str(PICTURES / "astronaut.png"))
    assert picture is not None
    return cv2.cvtColor(cv2.resize(picture, (256, 256)), cv2.COLOR_BGR2RGB)


def test_what_stands_out_is_cut_out_before_it_is_blended():
    painter = FlatPainter()
    outcome = perform(PARAMS, {"image_0": astronaut(), "image_1": noise(64, 64, 4)}, tools(painter))
    brief = painter.seen[0]
    assert brief.task is Task.BLEND
    assert [one.pixels.shape[2] for one in brief.references] == [4, 4]
    assert np.unique(brief.references[0].pixels[..., 3]).size > 2
    assert len(outcome.pictures) == 4


@pytest.mark.parametrize(("shape", "wider"), [("landscape", True), ("portrait", False)])
def test_the_shape_is_as_asked(shape, wider):
    params = Blend(urls=PARAMS.urls, seed=7, dimensions=shape)
    pictures = {"image_0": noise(64, 64, 4), "image_1": noise(64, 64, 4)}
    height, width = perform(params, pictures, tools()).pictures[0].shape[:2]
    assert (width > height) is wider


def test_a_picture_in_which_nothing_stands_out_is_blended_whole():
    painter = FlatPainter()
    grey = np.full((64, 64, 3), 128, np.uint8)
    perform(PARAMS, {"image_0": grey, "image_1": noise(64, 64, 4)}, tools(painter))
    assert painter.seen[0].references[0].pixels.shape == (64, 64, 3)
