import numpy as np
import pytest

from pictoris.operations.imagine import Imagine
from pictoris.ports import Task
from pictoris.recipes.imagine import perform
from tests.painter import FlatPainter
from tests.recipes.painting.samples import noise, tools


def test_a_prompt_becomes_four_pictures_and_their_grid():
    outcome = perform(Imagine(prompt="a fox --ar 2:1", seed=7), {}, tools())
    assert [picture.shape for picture in outcome.pictures] == [(48, 88, 3)] * 4
    assert outcome.grid is not None
    assert outcome.grid.shape == (96, 176, 3)


def test_the_same_seed_and_prompt_paint_the_same_pictures():
    first, second = (perform(Imagine(prompt="a fox", seed=7), {}, tools()) for _ in range(2))
    assert all(np.array_equal(*pair) for pair in zip(first.pictures, second.pictures, strict=True))


@pytest.mark.parametrize(
    ("fields", "size"),
    [
        ({"width": 128}, (128, 128)),
        ({"width": 128, "height": 64}, (128, 64)),
        ({"aspect_ratio": "2:1"}, (88, 48)),
    ],
)
def test_the_size_can_be_given_in_fields(fields, size):
    outcome = perform(Imagine.model_validate({"prompt": "a fox", "seed": 7} | fields), {}, tools())
    assert outcome.pictures[0].shape == (size[1], size[0], 3)


def test_a_picture_in_front_of_the_words_is_started_from():
    painter = FlatPainter()
    perform(Imagine(prompt="https://a.example/x.png a fox", seed=7), {"image_0": noise()}, tools(painter))
    assert painter.seen[0].task is Task.IMAGE
