"""What was learned by name, and what is said of a prompt that names none of it."""

import json

import pytest

from pictoris.engines.onnx.weights import read_checked
from pictoris.engines.sketch.learned import learned

KNOWN = learned(
    json.dumps(
        {"things": ["apple", "pocket knife", "leaf", "T-Rex", "bus", "berry"], "scenes": ["in the snow"]}
    ).encode()
)


@pytest.mark.parametrize(
    "text",
    [
        "an apple",
        "APPLES!",
        "two pocket knives",
        "a knife",
        "red leaves",
        "a t-rex",
        "buses",
        "the bus",
        "berries",
        "snow",
    ],
)
def test_names_are_found_in_any_form(text):
    assert KNOWN.knows(text)


@pytest.mark.parametrize("text", ["a pineapple", "pocket", "", "la"])
def test_parts_of_names_are_not_names(text):
    assert not KNOWN.knows(text)


def test_what_names_nothing_is_told_once_and_briefly():
    (sentence,) = KNOWN.unknown(["a theremin", "x" * 500])
    assert "6 things" in sentence
    assert "a theremin" in sentence
    assert len(sentence) < 250
    assert sentence.endswith(".")


@pytest.mark.parametrize("texts", [[], [""], ["a theremin", "an apple"]])
def test_nothing_is_told_where_something_is_known_or_nothing_was_said(texts):
    assert KNOWN.unknown(texts) == ()


def test_the_list_that_ships_names_hundreds_of_things():
    shipped = learned(read_checked("sketch_concepts.json"))
    assert shipped.count > 300
    assert all(map(shipped.knows, ("a fox", "two apples", "a cat on the beach", "rockets")))
