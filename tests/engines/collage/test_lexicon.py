"""Every word of the table names illustrations that exist, and plurals find their singular."""

import pytest

from pictoris.engines.collage.lexicon import FOLDER, in_singular, plain, singulars
from pictoris.engines.collage.library import library


@pytest.mark.parametrize(
    ("plural", "singular"),
    [("cats", "cat"), ("foxes", "fox"), ("berries", "berry"), ("wolves", "wolf"), ("mice", "mouse"), ("houses", "house"),
     ("potatoes", "potato"), ("churches", "church"), ("women", "woman"), ("brushes", "brush"), ("buses", "bus")],
)  # fmt: skip
def test_plurals_find_their_singular(plural, singular):
    assert singular in singulars(plural)


@pytest.mark.parametrize("word", ["bus", "glass", "octopus", "tennis", "gas", "cat", "as"])
def test_what_is_no_plural_has_no_singular(word):
    assert singulars(word) == ()


def test_only_the_last_word_of_a_phrase_is_a_plural():
    assert list(in_singular("hot air balloons")) == ["hot air balloon"]
    assert list(in_singular("sports car")) == []


def test_names_are_spelled_as_prompts_spell_them():
    assert plain("woman’s hat") == "woman's hat"
    assert plain("woman: red hair") == "woman red hair"


def test_every_word_of_the_table_names_something():
    lines = (FOLDER / "subjects.txt").read_text("utf-8").splitlines()
    rows = [line.partition(" : ")[0] for line in lines if line and not line.startswith("#")]
    assert len(rows) > 700
    assert {plain(word) for row in rows for word in row.split(",")} <= set(library().terms)


@pytest.mark.parametrize(
    ("word", "name", "plural"),
    [
        ("puppy", "dog face", False), ("sailboats", "sailboat", True), ("people", "person standing", True),
        ("sofa", "sofa", False), ("cottage", "house", False), ("knights", "knight", True), ("grapes", "grapes", False),
        ("books", "books", False), ("clouds", "cloud", True), ("t-shirt", "t-shirt", False), ("glasses", "glasses", False),
    ],
)  # fmt: skip
def test_words_find_their_illustration(word, name, plural):
    found = library().find(word)
    assert found is not None
    assert (library().entry(found.choices[0]).name, found.plural) == (name, plural)


def test_several_good_ones_are_offered():
    found = library().find("flower")
    assert found is not None
    assert len(found.choices) > 2


@pytest.mark.parametrize("word", ["quokka", "of", "", "running shoe shop", "blorptangs"])
def test_a_word_that_names_nothing_finds_nothing(word):
    assert library().find(word) is None
