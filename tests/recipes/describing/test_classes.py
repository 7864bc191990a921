import numpy as np
import pytest

from pictoris.recipes.describing.classes import Extent, classify
from pictoris.recipes.describing.groups import Kind
from tests.recipes.describing import samples


def seen(picture):
    return classify(np.ascontiguousarray(picture), samples.graphs())


@pytest.mark.parametrize(
    ("name", "phrase", "kind"),
    [
        ("chelsea", "a tabby cat", Kind.ANIMAL),
        ("coffee", "a cup of espresso", Kind.FOOD),
        ("rocket", "a rocket", Kind.VEHICLE),
    ],
)
def test_the_main_thing_is_named(name, phrase, kind):
    sighting = seen(samples.picture(name))
    assert (sighting.phrase, sighting.kind) == (phrase, kind)


@pytest.mark.parametrize("name", ["astronaut", "mona_lisa"])
def test_nothing_is_named_where_nothing_is_sure(name):
    assert seen(samples.picture(name)).phrase == ""


def test_a_cat_is_a_cat_lying_and_in_the_dark():
    cat = samples.picture("chelsea")
    assert seen(np.rot90(cat)).phrase == "a tabby cat"
    assert "cat" in seen(cat // 3).phrase


def test_a_painting_looks_like_print_and_a_photograph_does_not():
    assert seen(samples.picture("mona_lisa")).print_likeness > 0.4
    assert seen(samples.picture("astronaut")).print_likeness < 0.1


def test_near_and_far_are_told_apart():
    assert seen(samples.picture("coffee")).extent is Extent.NEAR
    assert seen(samples.picture("rocket")).extent is Extent.FAR


@pytest.mark.parametrize(
    "picture", [samples.plain((9, 99, 200)), samples.noise(), samples.plain((0, 0, 0), 1, 1)]
)
def test_nothing_is_seen_in_nothing(picture):
    assert seen(picture).phrase == ""
