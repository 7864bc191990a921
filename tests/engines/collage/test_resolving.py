"""Nouns that no table knows are looked up by their meaning, and only near ones are taken."""

import pytest

from pictoris.engines.collage.library import library
from pictoris.engines.collage.parsing import Draft
from pictoris.engines.collage.resolving import resolve
from tests.engines.collage.prompts import SENTENCES


def resolved(words, *, sure=True):
    draft = Draft(words=words, sure=sure)
    unknown = resolve([draft], library(), SENTENCES.embed)
    return draft.choices, unknown


@pytest.mark.parametrize(
    ("words", "name"), [("giant stegosaurus rex", "T-Rex"), ("observatory", "telescope")]
)
def test_near_meanings_are_taken(words, name):
    choices, unknown = resolved(words)
    assert library().entry(choices[0]).name == name
    assert unknown == ()


@pytest.mark.parametrize("words", ["puffin", "toaster", "democracy", "milestone", "wardrobe", "blorptang"])
def test_others_are_told_of(words):
    assert resolved(words) == ((), (words,))


def test_doubtful_words_are_left_out_without_a_word():
    assert resolved("observatory", sure=False) == ((), ())


def test_what_has_choices_is_left_alone():
    draft = Draft(words="cat", choices=("fluent/1f98a",))
    assert resolve([draft], library(), SENTENCES.embed) == ()
    assert draft.choices == ("fluent/1f98a",)


def test_every_term_has_a_meaning():
    terms = sorted(library().terms)
    assert len(library()._meanings) == len(terms), (
        "run scripts/build_illustrations.py: the words have changed"
    )
    for number in range(0, len(terms), 97):
        meaning = SENTENCES.embed([terms[number]])[0]
        likeness, nearest = library().nearest(meaning, 1)[0]
        assert likeness > 0.97
        assert library().terms[nearest] == library().terms[terms[number]] or likeness > 0.99
