"""The examination asks for what was never shown; what settings are chosen with asks for what was."""

from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is not installed")

from training.corpus.concepts import concepts
from training.evaluate.questions import Questioner
from training.evaluate.shown import place_of, shown
from training.recipe import RECIPES

RECIPE = replace(RECIPES["cpu"], concepts=40, shards=2, shard=1500)
KNOWN = concepts(RECIPE.concepts)
COUNTS = (60, 40, 40)


@pytest.fixture(scope="module")
def seen():
    return shown(RECIPE)


def asked(seen, *, unseen: bool, seed: int = 1):
    dice = np.random.default_rng(seed)
    return Questioner(known=KNOWN, shown=seen, unseen=unseen, dice=dice).questions(*COUNTS)


def test_there_are_as_many_as_promised_and_single_things_go_round_all_concepts(seen):
    found = asked(seen, unseen=True)
    assert (len(found.single), len(found.coloured), len(found.pairs)) == COUNTS
    assert {one.things[0].concept.id for one in found.single} == {one.id for one in KNOWN}


def was_shown(seen, one) -> bool:
    names = [thing.concept.name for thing in one.things]
    if len(names) > 1:
        return frozenset(names) in seen.companions
    if one.things[0].told:
        return (names[0], one.things[0].told, place_of(one)) in seen.colours
    return (names[0], place_of(one)) in seen.places


def test_nothing_in_the_examination_was_ever_shown(seen):
    found = asked(seen, unseen=True)
    assert not any(was_shown(seen, one) for one in (*found.single, *found.coloured, *found.pairs))


def test_settings_are_chosen_with_what_was_shown(seen):
    found = asked(seen, unseen=False)
    assert all(was_shown(seen, one) for one in (*found.single, *found.coloured, *found.pairs))


def test_captions_name_what_is_asked(seen):
    found = asked(seen, unseen=True)
    for one in (*found.single, *found.coloured, *found.pairs):
        assert all(thing.concept.name in one.caption for thing in one.things)
    assert all(one.things[0].told in one.caption for one in found.coloured)


def test_the_same_seed_asks_the_same(seen):
    assert asked(seen, unseen=True) == asked(seen, unseen=True) != asked(seen, unseen=True, seed=2)


def test_where_nothing_is_left_it_is_said(seen):
    nothing = replace(seen, companions=frozenset())
    with pytest.raises(LookupError, match="two things"):
        asked(nothing, unseen=False)
