import numpy as np

from pictoris.operations.describe import OPERATION, Describe
from pictoris.recipes.base import Tools
from pictoris.recipes.describe import ENGINE, perform
from tests.recipes.describing import samples


def described(picture, told=None):
    report = (told if told is not None else []).append
    tools = Tools(graphs=samples.graphs(), report=report)
    return perform(OPERATION.example, {"image": picture}, tools)


def test_the_result_is_four_prompts_and_no_picture():
    outcome = described(samples.picture("chelsea"))
    assert len(outcome.content) == 4
    assert not outcome.pictures
    assert all("tabby cat" in prompt for prompt in outcome.content)


def test_the_engine_says_what_it_is():
    assert described(samples.picture("coffee")).engine == ENGINE
    assert "no language model" in ENGINE


def test_progress_ends_with_the_whole():
    told: list[float] = []
    described(samples.picture("coffee"), told)
    assert told[-1] == 1.0


def test_the_same_picture_gives_the_same_prompts():
    picture = samples.picture("rocket")
    assert described(picture).content == described(picture.copy()).content


def test_an_rgba_picture_is_taken():
    cup = samples.picture("coffee")
    whole = np.concatenate([cup, np.full((*cup.shape[:2], 1), 255, np.uint8)], axis=2)
    assert described(whole).content == described(cup).content


def test_the_recipe_fits_its_operation():
    assert OPERATION.params is Describe
