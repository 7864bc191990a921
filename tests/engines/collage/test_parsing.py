"""Modifiers find their noun, and relations their two things."""

import pytest

from pictoris.engines.collage.library import library
from pictoris.engines.collage.parsing import Parser
from pictoris.engines.collage.tagging import Sort, tags_of


def sketch(prompt):
    return Parser().read(tags_of(prompt, library()))


def stands(prompt):
    read = sketch(prompt)
    return {
        (read.things[first].words, relation, read.things[second].words)
        for first, relation, second in read.standings
    }


@pytest.mark.parametrize(
    ("prompt", "standings"),
    [
        ("a cat and a dog on a bench", {("cat", "on", "bench"), ("dog", "on", "bench")}),
        ("a cat on a bench and a dog", {("cat", "on", "bench")}),
        ("a man wearing a hat and a scarf", {("man", "wearing", "hat"), ("man", "wearing", "scarf")}),
        ("on a table, a vase", {("vase", "on", "table")}),
        ("a tree with a bird sitting on a nest", {("tree", "with", "bird"), ("bird", "on", "nest")}),
        ("a house between two trees", {("house", "right of", "trees"), ("house", "left of", "trees")}),
        ("a castle with a dragon above it", {("castle", "with", "dragon"), ("dragon", "above", "castle")}),
        ("a cat on the left, a dog on the right", {("cat", "left of", "dog")}),
        ("on the right a cat, on the left a dog", {("dog", "left of", "cat")}),
        ("a cat. on a dog", set()),
        ("on on on", set()),
        ("a cat on", set()),
    ],
)
def test_relations_have_two_things(prompt, standings):
    assert stands(prompt) == standings


def test_modifiers_belong_to_the_next_noun():
    cat, dog = sketch("three tiny red cats and a huge dog").things
    assert (cat.count, cat.size, cat.colour) == (3, 0.4, "red")
    assert (dog.count, dog.size, dog.colour) == (1, 1.8, None)


@pytest.mark.parametrize(
    "prompt", ["the car is red", "a car that is bright red", "a car, the car is painted red"]
)
def test_what_is_said_of_a_thing_describes_it(prompt):
    (car,) = sketch(prompt).things
    assert car.colour == "red"


@pytest.mark.parametrize(
    "prompt", ["a cat with blue eyes", "a cat with long white whiskers and blue eyes", "a cat and its tail"]
)
def test_parts_of_a_thing_are_no_things(prompt):
    (cat,) = sketch(prompt).things
    assert (cat.words, cat.colour) == ("cat", None)


def test_what_a_thing_is_made_of_is_no_thing():
    assert [thing.words for thing in sketch("a unicorn made of red apples and a cat").things] == [
        "unicorn",
        "cat",
    ]


@pytest.mark.parametrize("prompt", ["a cat without a hat", "a cat with no hats", "a cat, no hat"])
def test_what_is_denied_is_no_thing(prompt):
    assert [thing.words for thing in sketch(prompt).things] == ["cat"]


def test_a_vessel_holds_what_comes_next():
    bowl, cherry = sketch("a plate of cherries").things
    assert (bowl.words, bowl.count, cherry.words) == ("plate", 1, "cherries")
    assert stands("a plate of cherries") == {("cherries", "on", "plate")}


def test_a_definite_thing_is_the_one_that_was_named():
    assert len(sketch("a cat on a chair. the cat is red, the chair is blue").things) == 2
    assert len(sketch("a cat on a chair. a cat").things) == 3


def test_the_world_is_no_thing():
    read = sketch("a snowy night in the forest, winter")
    assert read.things == []
    assert read.setting == {
        Sort.WEATHER: "snow",
        Sort.HOUR: "night",
        Sort.PLACE: "forest",
        Sort.SEASON: "winter",
    }


@pytest.mark.parametrize(
    ("prompt", "backdrop", "has_background"),
    [
        ("a cat on a pink background", "pink", True),
        ("cat, white background, sticker", "white", False),
        ("cat", None, True),
    ],
)
def test_the_background_is_as_the_words_say(prompt, backdrop, has_background):
    read = sketch(prompt)
    assert (read.backdrop, read.has_background) == (backdrop, has_background)


def test_words_that_no_table_knows_wait_to_be_looked_up():
    (quokka, cat) = sketch("a fluffy quokka next to a cat, moodily lit").things
    assert (quokka.words, quokka.choices, quokka.sure) == ("quokka", (), True)
    assert cat.choices
