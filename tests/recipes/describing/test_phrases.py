import dataclasses

import pytest

from pictoris.recipes.describing import phrases
from pictoris.recipes.describing.framing import Depth
from tests.recipes.describing import samples

ALL = (
    phrases.sky, phrases.setting, phrases.medium, phrases.mood, phrases.lighting, phrases.tint,
    phrases.tinting_colours, phrases.place, phrases.shape,
)  # fmt: skip


@pytest.mark.parametrize("name", samples.DEMO)
@pytest.mark.parametrize("tell", ALL)
def test_every_phrase_is_short_and_plain(name, tell):
    phrase = tell(samples.facts(name))
    assert phrase == phrase.strip()
    assert len(phrase.split()) < 12


@pytest.mark.parametrize(
    ("tell", "name", "phrase"),
    [
        (phrases.medium, "astronaut", "portrait photograph"),
        (phrases.medium, "mona_lisa", "portrait painting"),
        (phrases.medium, "rocket", "night photograph"),
        (phrases.medium, "coffee", "food photograph"),
        (phrases.setting, "rocket", "under a deep blue evening sky"),
        (phrases.setting, "chelsea", "in front of a softly blurred background"),
        (phrases.lighting, "mona_lisa", "dim low-key lighting on"),
        (phrases.tint, "coffee", "vivid warm tones"),
        (phrases.tinting_colours, "rocket", "midnight blue and dusky blue"),
        (phrases.shape, "coffee", "horizontal format"),
        (phrases.mood, "astronaut", "cheerful mood"),
    ],
)
def test_the_demo_pictures_are_told_rightly(tell, name, phrase):
    assert tell(samples.facts(name)) == phrase


def test_lenses_are_for_cameras():
    assert phrases.focus(samples.facts("mona_lisa")) == []
    assert "85mm lens" in phrases.focus(samples.facts("astronaut"))


@pytest.mark.parametrize("depth", Depth)
def test_every_depth_has_words(depth):
    facts = samples.facts("coffee")
    framing = dataclasses.replace(facts.framing, depth=depth)
    changed = dataclasses.replace(facts, framing=framing)
    assert phrases.focus(changed)
    assert phrases.surface(changed)


def test_lists_read_like_sentences():
    assert phrases.listed(["red", "green", "blue"]) == "red, green and blue"
    assert phrases.listed(["red"]) == "red"
    assert phrases.listed([]) == ""
    assert phrases.with_article("orange field") == "an orange field"
