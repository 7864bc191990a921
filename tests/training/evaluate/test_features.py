"""The network's last layer but one sees alike what is alike."""

from itertools import pairwise

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is not installed")

from training.corpus.concepts import concepts
from training.corpus.drawings import Drawings
from training.evaluate.distances import unlike
from training.evaluate.features import Eyes
from training.evaluate.questions import Questioner
from training.evaluate.shown import Shown
from training.pictures.render import render


def test_renderings_of_one_thing_are_nearer_than_those_of_others():
    nothing = Shown(places=frozenset(), colours=frozenset(), companions=frozenset())
    dice = np.random.default_rng(1)
    asked = Questioner(known=concepts(6), shown=nothing, unseen=True, dice=dice).questions(6, 0, 0).single
    drawings, eyes = Drawings(), Eyes()
    seen = [
        eyes.see([render(one, drawings, (128, 128), np.random.default_rng(seed)) for seed in range(2)])
        for one in asked
    ]
    assert seen[0].shape == (2, 1280)
    others = [np.stack([group[0], other[1]]) for group, other in pairwise(seen)]
    assert unlike(seen) < 0.5 * unlike(others)


def test_nothing_is_seen_in_no_pictures():
    assert Eyes().see([]).shape == (0, 1280)
