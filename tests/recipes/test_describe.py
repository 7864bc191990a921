from dataclasses import dataclass

import numpy as np
import pytest

from pictoris.operations.describe import OPERATION, Describe
from pictoris.recipes.base import Tools
from pictoris.recipes.describe import ENGINE, perform
from tests.recipes.describing import samples


def described(picture, told=None):
    report = (told if told is not None else []).append
    tools = Tools(graphs=samples.graphs(), report=report)
    return perform(OPERATION.example, {"image": picture}, tools)


@dataclass(frozen=True)
class Sayer:
    """A captioner for tests: says how large the picture is."""

    name: str = "caption/sayer"

    def caption(self, picture, report, stopped):
        report(1.0, None)
        return [f"{picture.shape} {number}" for number in range(4)]


def said(model=None, captioners=()):
    tools = Tools(graphs=samples.graphs(), report=lambda _fraction: None, captioners=captioners)
    params = Describe(image="https://a.example/x.png", model=model)
    return perform(params, {"image": np.zeros((64, 64, 4), np.uint8)}, tools)


def test_a_vision_language_model_that_the_operator_chose_describes():
    outcome = said(captioners=[Sayer()])
    assert (outcome.engine, outcome.content[0]) == ("caption/sayer", "(64, 64, 3) 0")


@pytest.mark.parametrize("model", ["sayer", "caption/sayer"])
def test_a_model_may_be_asked_for_by_name(model):
    assert said(model, [Sayer("caption/other"), Sayer()]).engine == "caption/sayer"


def test_the_built_in_describer_may_be_asked_for():
    assert said("built-in", [Sayer()]).engine == ENGINE


def test_a_model_that_is_not_there_is_replaced_and_that_is_told():
    outcome = said("florence-2")
    assert (outcome.engine, "florence-2" in outcome.warnings[0]) == (ENGINE, True)


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
