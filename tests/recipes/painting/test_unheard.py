"""What was asked for is honoured or told: nothing is dropped without a word."""

from dataclasses import replace

import pytest
from typing_extensions import override

from pictoris.operations.imagine import Imagine
from pictoris.ports import Task
from pictoris.recipes.painting.choice import choose
from pictoris.recipes.painting.unheard import unheard
from pictoris.words.prompt import parse
from tests.painter import FlatPainter

URL = "https://a.example/1.png"


class Able(FlatPainter):
    """An engine that honours what each test says."""

    def __init__(self, *flags: str, fields: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.flags, self.fields = flags, fields

    @override
    def abilities(self, model: str = ""):
        flags = dict.fromkeys(self.flags, "Is honoured.")
        return replace(super().abilities(model), flags=flags, fields=frozenset(self.fields))


def told(prompt: str, engine: Able | None = None, *, sized: bool = False, looked_at: bool = True, **fields):
    choice = choose([engine or Able("ar")], Task.TEXT)
    params = Imagine(prompt="x", **fields)
    return unheard(parse(prompt), params, choice, sized=sized, looked_at=looked_at)


def test_a_flag_that_the_engine_does_not_have_is_told():
    assert told("x --v 6 --tile --ar 3:2 --fast") == (
        "--v changes nothing: the engine flat has no such thing.",
        "--tile changes nothing: the engine flat has no such thing.",
    )


def test_a_shape_is_no_fault_where_a_picture_gives_the_size():
    assert told("x --ar 3:2", Able(), sized=True) == ()


def test_a_style_counts_the_same_as_field_and_as_flag():
    sentence = ("--style changes nothing: the engine flat has no such thing.",)
    assert told("x", style="vivid") == told("x --style vivid") == sentence
    assert told("x --style vivid", style="vivid") == sentence
    assert told("x", Able("style"), style="vivid") == ()


def test_fields_for_diffusion_models_are_told_where_there_is_none():
    assert told("x", steps=20, cfg_scale=7.0, loras={"ink": 1.0}) == (
        "steps changes nothing: the engine flat has no such thing.",
        "cfgScale changes nothing: the engine flat has no such thing.",
        "loras changes nothing: the engine flat has no such thing.",
    )
    assert told("x", Able(fields=("steps", "cfg_scale", "loras")), steps=20, cfg_scale=7.0) == ()


@pytest.mark.parametrize("flag", ["iw", "sw", "cw", "ow"])
def test_a_weight_without_its_picture_is_told(flag):
    assert told(f"x --{flag} 2", Able(flag))[0].startswith(f"--{flag} changes nothing: the prompt names no ")


@pytest.mark.parametrize(
    "prompt",
    [f"{URL} x --iw 2", f"x --sref {URL} --sw 2", f"x --cref {URL} --cw 2", f"x --oref {URL} --ow 2"],
)
def test_a_weight_with_its_picture_is_heard(prompt):
    assert told(prompt, Able("iw", "sref", "sw", "cref", "cw", "oref", "ow")) == ()


@pytest.mark.parametrize("code", ["1234", "random"])
def test_a_code_of_a_style_is_told(code):
    engine = Able("sref")
    assert told(f"x --sref {code}", engine) == (
        f"--sref {code} changes nothing: the engine flat takes styles from pictures alone.",
    )


@pytest.mark.parametrize("prompt", [f"{URL} x", f"x --sref {URL}"])
def test_pictures_that_were_not_looked_at_are_told(prompt):
    engine = Able("sref")
    assert told(prompt, engine) == ()
    assert told(prompt, engine, looked_at=False) == (
        "The pictures that the prompt names were not looked at here.",
    )


def test_alternatives_and_repetitions_that_were_not_ordered_are_told():
    assert told("a {red, blue, green} fox --repeat 4") == (
        "The prompt stands for 3 prompts: only the first was painted.",
        "--repeat changes nothing here: this is one job.",
    )
