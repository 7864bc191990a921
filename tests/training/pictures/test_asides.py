"""What people add to prompts stands around a caption, and the caption stays whole."""

from collections import Counter

import numpy as np
import pytest

from training.corpus.concepts import concepts
from training.pictures.asides import BEGINNINGS, ENDINGS, PRAISE, praised, wrapped
from training.pictures.ideas import TINTS, Mix, idea
from training.pictures.scenes import LIGHTS, PLAIN, SCENES

DICE = np.random.default_rng(3)
COUNT = 2000


def test_a_caption_stays_whole_within_what_is_added():
    made = [wrapped("a red fox in the snow", DICE) for _ in range(COUNT)]
    assert all("a red fox in the snow" in one for one in made)
    assert "a red fox in the snow" not in made


def test_nothing_is_added_that_a_drawing_shows():
    shown = {*TINTS, *PLAIN, *SCENES, *LIGHTS, *(one.name for one in concepts())}
    assert shown.isdisjoint({*PRAISE, *ENDINGS})
    assert [one for one in (*BEGINNINGS, *ENDINGS) if set(TINTS) & set(one.split())] == []


def test_some_things_are_praised_and_most_are_not():
    praises = Counter(praised("fox", DICE) != "fox" for _ in range(COUNT))
    assert praises[True] / COUNT == pytest.approx(1 / 3, abs=0.04)


def test_as_many_captions_say_more_as_the_mix_asks_for():
    known = concepts()
    mix = Mix(asides=0.4, careful=True)
    found = [idea(known, [["3d"]] * len(known), mix, DICE) for _ in range(COUNT)]
    said = [one for one in found if any(more in one.caption for more in (*BEGINNINGS, *ENDINGS))]
    assert len(said) / COUNT == pytest.approx(0.4, abs=0.04)
