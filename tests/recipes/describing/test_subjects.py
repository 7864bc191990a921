import dataclasses

import pytest

from pictoris.recipes.describing.people import People
from pictoris.recipes.describing.subjects import briefly, shot, subject
from tests.recipes.describing import samples


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("astronaut", "a smiling person dressed in bright orange, facing the camera"),
        ("mona_lisa", "a person dressed in black, seen in three-quarter view"),
        ("chelsea", "a tabby cat with tan and brown fur"),
        ("coffee", "a cup of espresso"),
        ("rocket", "a rocket"),
    ],
)
def test_the_demo_pictures_are_of_these(name, words):
    assert subject(samples.facts(name)) == words


@pytest.mark.parametrize(
    ("count", "words"), [(2, "two people"), (6, "six people"), (9, "a group of people"), (40, "a crowd")]
)
def test_people_are_counted_in_words(count, words):
    facts = samples.facts("astronaut")
    crowd = dataclasses.replace(facts, people=People(count=count, main=facts.people.main))
    assert briefly(crowd) == words
    assert subject(crowd) == words


def test_near_and_far_are_shots():
    assert shot(samples.facts("coffee")) == "close-up food photograph"
    assert shot(samples.facts("rocket")) == "wide night photograph"
    assert shot(samples.facts("mona_lisa")) == "half-length portrait painting"


def test_what_is_not_recognised_is_told_by_its_looks():
    coffee = samples.facts("coffee")
    unknown = dataclasses.replace(coffee, sighting=dataclasses.replace(coffee.sighting, phrase="", kind=None))
    assert "orange-red" in subject(unknown)
