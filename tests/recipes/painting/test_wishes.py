import numpy as np
import pytest

from pictoris.operations.imagine import Imagine
from pictoris.recipes.painting.wishes import look_of, references_of, without, words_of
from pictoris.words.prompt import parse

PIXEL = np.zeros((1, 1, 3), np.uint8)


def test_the_parts_of_a_prompt_keep_their_weights():
    words = words_of(parse("a fox::2 snow::-0.5 --ar 3:2"))
    assert [(part.text, part.weight) for part in words] == [("a fox", 2.0), ("snow", -0.5)]


def test_a_prompt_without_words_is_one_empty_part():
    assert [part.text for part in words_of(parse("--ar 3:2"))] == [""]


def test_what_must_not_be_seen_comes_from_the_flag_and_from_the_field():
    params = Imagine(prompt="a fox --no snow, trees", negative_prompt="fog, ")
    assert without(parse(params.prompt), params) == ("snow", "trees", "fog")


def test_flags_become_a_look():
    look = look_of(parse("x --s 250 --c 30 --w 7 --q 2 --stop 80 --tile --niji 6 --style cute").settings)
    assert (look.stylize, look.chaos, look.weird, look.quality, look.stop) == (250, 30, 7, 2, 80)
    assert (look.tile, look.drawn, look.style, look.raw) == (True, True, "cute", False)


@pytest.mark.parametrize("prompt", ["x --raw", "x --style raw"])
def test_raw_is_said_in_two_ways(prompt):
    assert look_of(parse(prompt).settings).raw


def test_the_style_of_the_field_counts_unless_the_prompt_has_one():
    assert look_of(parse("x").settings, "raw").raw
    assert look_of(parse("x --style cute").settings, "raw").style == "cute"


def test_a_named_picture_counts_by_its_own_weight_and_by_that_of_its_kind():
    text = (
        "x --sref https://a.example/1.png::2 https://a.example/2.png --sw 50 --cref https://a.example/3.png"
    )
    found = references_of(
        text, parse(text).settings, {"style_0": PIXEL, "style_1": PIXEL, "character_0": PIXEL}
    )
    assert [(one.role, one.weight) for one in found] == [("style", 1.0), ("style", 0.5), ("character", 1.0)]


def test_a_picture_that_was_not_fetched_is_none():
    text = "https://a.example/0.png x"
    assert references_of(text, parse(text).settings, {}) == ()
