"""Texts fall into the longest phrases that are known."""

import pytest

from pictoris.engines.collage.library import library
from pictoris.engines.collage.tagging import Sort, phrases, tags_of


def texts(prompt):
    return [tag.text for tag in tags_of(prompt, library())]


@pytest.mark.parametrize(
    ("prompt", "parts"),
    [
        ("a Hot Air Balloon", ["a", "hot air balloon"]),
        ("two hot dogs, please!", ["two", "hot dogs", ",", "please", "!"]),
        ("in front of the ice-cream van", ["in front of", "the", "ice cream", "van"]),
        ("a stack of books", ["a", "stack of books"]),
        ("a stack of cats", ["a", "stack of", "cats"]),
        ("dog’s bone", ["dog", "bone"]),
        ("see https://example.com/cat.png a cat", ["see", "a", "cat"]),
        ("ＣＡＴ", ["cat"]),
        ("black-and-white", ["black-and-white"]),
    ],
)
def test_the_longest_phrases_win(prompt, parts):
    assert texts(prompt) == parts


@pytest.mark.parametrize(("digits", "count"), [("3", "3"), ("24", "24"), ("99", "24")])
def test_digits_are_counts_up_to_a_bound(digits, count):
    assert tags_of(f"{digits} cats", library())[0].sorts == {Sort.COUNT: count}


@pytest.mark.parametrize("digits", ["0", "2024", "1000000", "٣"])
def test_other_digits_count_nothing(digits):
    assert not any(tag.is_(Sort.COUNT) for tag in tags_of(digits, library()))


def test_a_red_apple_is_an_apple_but_a_black_cat_is_an_illustration():
    assert texts("red apple") == ["red", "apple"]
    (tag,) = tags_of("black cat", library())
    assert tag.sorts[Sort.SUBJECT] == "black"


def test_every_section_of_the_table_is_a_sort_and_its_phrases_are_in_small_letters():
    assert all(phrase == phrase.lower() == phrase.strip() for phrase in phrases())
    assert {sort for sorts in phrases().values() for sort in sorts} | {
        Sort.SUBJECT,
        Sort.STOP,
        Sort.WORD,
    } == set(Sort)


def test_a_word_that_may_be_several_things_says_all_of_them():
    (tag,) = tags_of("orange", library())
    assert {Sort.COLOUR, Sort.SUBJECT} <= set(tag.sorts)
