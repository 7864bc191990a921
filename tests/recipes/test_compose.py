import pytest

from pictoris.operations.compose import Compose, Image, Text
from pictoris.ports import Task
from pictoris.recipes.compose import perform
from tests.painter import FlatPainter
from tests.recipes.painting.samples import noise, tools

WORDS = Text(type="text", text="a hat")
CAT = Image(type="image", url="https://a.example/cat.png")


def composed(*contents, pictures=None):
    painter = FlatPainter()
    outcome = perform(Compose(contents=list(contents), seed=7), pictures or {}, tools(painter))
    return painter.seen[0], outcome


def test_words_alone_are_painted():
    brief, outcome = composed(WORDS)
    assert (brief.task, len(outcome.pictures), outcome.grid) == (Task.TEXT, 1, None)


def test_with_pictures_the_words_are_an_instruction_and_the_first_gives_the_shape():
    brief, _ = composed(WORDS, CAT, CAT, pictures={"image_0": noise(128, 64), "image_1": noise()})
    assert (brief.task, len(brief.references)) == (Task.EDIT, 2)
    assert brief.width == pytest.approx(2 * brief.height, abs=8)
