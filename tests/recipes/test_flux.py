import pytest

from pictoris.operations.flux import Flux
from pictoris.recipes.flux import perform
from tests.painter import FlatPainter
from tests.recipes.painting.samples import tools


@pytest.mark.parametrize("count", [1, 2, 4])
def test_as_many_pictures_as_asked_and_never_a_grid(count):
    outcome = perform(Flux(prompt="a fox", n=count, seed=7), {}, tools())
    assert (len(outcome.pictures), outcome.grid) == (count, None)


@pytest.mark.parametrize(
    ("fields", "size"),
    [
        ({}, (1024, 1024)),
        ({"width": 512, "height": 768}, (512, 768)),
        ({"aspect_ratio": "16:9"}, (1368, 768)),
        ({"aspect_ratio": "16:9", "width": 512}, (512, 1024)),
    ],
)
def test_a_size_that_was_chosen_wins_over_the_shape(fields, size):
    painter = FlatPainter(longest=2048)
    perform(Flux.model_validate({"prompt": "a fox", "seed": 7} | fields), {}, tools(painter))
    assert (painter.seen[0].width, painter.seen[0].height) == size


def test_a_shape_in_the_prompt_is_honoured_too():
    painter = FlatPainter(longest=2048)
    perform(Flux(prompt="a fox --ar 2:1", seed=7), {}, tools(painter))
    assert painter.seen[0].width > painter.seen[0].height
