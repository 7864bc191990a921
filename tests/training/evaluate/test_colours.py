"""The eye for colours sees those of real renderings, and no others."""

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is not installed")

from training.corpus.concepts import concepts
from training.corpus.drawings import Drawings
from training.evaluate.colours import has_colour
from training.evaluate.questions import Questioner
from training.evaluate.shown import Shown
from training.pictures.render import render

NOTHING = Shown(places=frozenset(), colours=frozenset(), companions=frozenset())
ASKED = (
    Questioner(known=concepts(), shown=NOTHING, unseen=True, dice=np.random.default_rng(5))
    .questions(0, 60, 0)
    .coloured
)
DRAWINGS = Drawings()


def rendered(number: int):
    return render(ASKED[number], DRAWINGS, (128, 128), np.random.default_rng(number))


def test_most_things_have_the_colour_that_they_were_given():
    seen = [has_colour(rendered(number), one.things[0].told) for number, one in enumerate(ASKED)]
    assert np.mean(seen) > 0.75


def test_hardly_anything_has_a_colour_that_it_was_not_given():
    wrong = [
        has_colour(rendered(number), colour)
        for number, one in enumerate(ASKED)
        for colour in ("red", "green", "blue", "yellow")
        if colour != one.things[0].told
    ]
    assert np.mean(wrong) < 0.05


def test_an_empty_picture_has_no_colour():
    assert not has_colour(np.full((64, 64, 3), 230, np.uint8), "red")
