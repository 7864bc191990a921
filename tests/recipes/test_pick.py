import numpy as np

from pictoris.operations.pick import Pick
from pictoris.recipes.pick import perform
from tests.recipes.painting.samples import noise, tools


def test_the_picture_is_the_same_to_the_pixel_and_keeps_what_is_known_of_it():
    params = Pick(picture="https://a.example/x.png", notes={"seed": 3}, engine="flat")
    outcome = perform(params, {"picture": noise()}, tools())
    assert np.array_equal(outcome.pictures[0], noise())
    assert (list(outcome.notes), outcome.engine, outcome.grid) == ([{"seed": 3}], "flat", None)
