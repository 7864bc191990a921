"""Captions are English."""

import re

import pytest

from training.corpus.concepts import concepts
from training.pictures.grammar import indefinite, is_countable, listed, plural

NAMES = [name for one in concepts() for name in (one.name, *one.names)]


@pytest.mark.parametrize(
    ("words", "name", "said"),
    [
        ("owl", "owl", "an owl"),
        ("blue owl", "owl", "a blue owl"),
        ("orange hat", "hat", "an orange hat"),
        ("unicorn", "unicorn", "a unicorn"),
        ("ufo", "ufo", "a ufo"),
        ("umbrella", "umbrella", "an umbrella"),
        ("green grapes", "grapes", "green grapes"),
        ("bunch of grapes", "bunch of grapes", "a bunch of grapes"),
        ("wine glass", "wine glass", "a wine glass"),
        ("octopus", "octopus", "an octopus"),
        ("skis", "skis", "skis"),
        ("bread", "bread", "bread"),
        ("the moon", "the moon", "the moon"),
    ],
)
def test_an_article_stands_where_english_wants_one(words, name, said):
    assert indefinite(words, name) == said


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("fox", "foxes"),
        ("cherry", "cherries"),
        ("monkey", "monkeys"),
        ("church", "churches"),
        ("red dress", "red dresses"),
        ("octopus", "octopuses"),
        ("mouse", "mice"),
        ("maple leaf", "maple leaves"),
        ("taxi", "taxis"),
        ("tropical fish", "tropical fish"),
        ("clownfish", "clownfish"),
        ("green cup of coffee", "green cups of coffee"),
        ("box of chocolates", "boxes of chocolates"),
    ],
)
def test_a_plural_is_the_one_of_the_dictionary(one, several):
    assert plural(one) == several


def test_two_are_called_otherwise_than_one_but_for_a_few_animals():
    last = {name.split()[-1] for name in NAMES if is_countable(name) and plural(name) == name}
    assert {word for word in last if not word.endswith("fish")} == {
        "bison",
        "deer",
        "elk",
        "moose",
        "shrimp",
        "squid",
    }


def test_what_ends_like_several_has_no_article():
    ending = re.compile(r"an? [^ ]*([^siu]s|ies)")
    assert [name for name in NAMES if " of " not in name and ending.fullmatch(indefinite(name, name))] == [
        "rhinoceros"
    ]


@pytest.mark.parametrize("name", ["jeans", "scissors", "grapes", "bread", "french fries", "the sun", "skis"])
def test_what_is_several_already_or_no_thing_is_not_counted(name):
    assert not is_countable(name)


@pytest.mark.parametrize(
    ("names", "said"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c", "d"], "a, b, c and d")]
)
def test_names_are_listed_as_people_do(names, said):
    assert listed(names) == said
