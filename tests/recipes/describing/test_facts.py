import dataclasses

import numpy as np

from pictoris.recipes.describing.facts import Facts, measure
from tests.recipes.describing import samples


def test_progress_is_told_and_grows():
    told: list[float] = []
    measure(samples.picture("chelsea"), samples.graphs(), told.append)
    assert told == sorted(told)
    assert len(told) >= 3


def test_everything_is_measured():
    facts = samples.facts("coffee")
    assert all(getattr(facts, field.name) is not None for field in dataclasses.fields(Facts))


def test_a_cut_out_is_noticed():
    cup = samples.picture("coffee")
    clear = np.zeros((*cup.shape[:2], 1), np.uint8)
    clear[60:340, 80:480] = 255
    facts = measure(np.concatenate([cup, clear], axis=2), samples.graphs(), lambda _done: None)
    assert facts.cut_out
    assert not samples.facts("coffee").cut_out
