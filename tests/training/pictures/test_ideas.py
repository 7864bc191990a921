"""Captions say what is to be seen, and what is kept for the examination is never shown."""

import hashlib
import re
from collections import Counter
from itertools import combinations

import numpy as np
import pytest

from training.corpus.concepts import concepts
from training.pictures.ideas import COUNTS, TINTS, Mix, Thing, idea, is_held_out
from training.pictures.scenes import ALONE, LIGHTS, SCENES

LEARNED = concepts()
ROUND = [["3d"]] * len(LEARNED)
ALL_STYLES = [["3d", "flat", "gradient", "noto"]] * len(LEARNED)
RICH = Mix(pairs=0.25, gatherings=0.15, renamed=0.5, counted=0.3, lit=0.5, careful=True)
COUNT = 1500
FIRST_SHARD = "24d24bc6af785f2f5cfad521c4f92cbf1a485ff62f879856cd552be799ddeda1"
"""Digest of the first shard's captions in the data set of the first weights, one a line."""


def thoughts(mix, styles=ROUND, seed=4, count=COUNT):
    dice = np.random.default_rng(seed)
    return [idea(LEARNED, styles, mix, dice) for _ in range(count)]


def share(found, asked):
    return sum(map(asked, found)) / len(found)


def test_the_same_seed_thinks_the_same():
    assert thoughts(RICH, ALL_STYLES, count=50) == thoughts(RICH, ALL_STYLES, count=50)
    assert thoughts(RICH, count=50) != thoughts(RICH, seed=5, count=50)


def test_the_dice_of_the_first_data_set_still_fall_as_they_fell():
    captions = "\n".join(one.caption for one in thoughts(Mix(), seed=(2026, 2, 0), count=4096))
    assert hashlib.sha256(captions.encode()).hexdigest() == FIRST_SHARD


def test_the_mix_is_what_was_asked_for():
    found = thoughts(Mix(pairs=0.3, gatherings=0.2, counted=0.4, coloured=0.5, scenes=0.5, backgrounds=0.2))
    single = [one for one in found if len(one.things) == 1]
    assert share(found, lambda one: len(one.things) == 2) == pytest.approx(0.3, abs=0.04)
    assert share(found, lambda one: len(one.things) in {3, 4}) == pytest.approx(0.2, abs=0.04)
    assert share(single, lambda one: one.things[0].count > 1) == pytest.approx(0.4, abs=0.06)
    assert share(single, lambda one: bool(one.things[0].colour)) == pytest.approx(0.3, abs=0.05)
    assert share(found, lambda one: bool(one.scene)) == pytest.approx(0.5, abs=0.04)
    assert share(found, lambda one: bool(one.background)) == pytest.approx(0.2, abs=0.04)


def test_about_one_combination_in_twenty_is_held_out():
    pairs = [(one.name, scene) for one in LEARNED for scene in SCENES]
    assert share(pairs, lambda pair: is_held_out(*pair)) == pytest.approx(1 / 20, abs=0.01)
    assert all(is_held_out(*pair) == is_held_out(*reversed(pair)) for pair in pairs)


def test_no_single_thing_is_shown_where_it_is_held_out():
    shown = {(one.things[0].concept.name, one.scene) for one in thoughts(Mix()) if len(one.things) == 1}
    assert [pair for pair in shown if pair[1] and is_held_out(*pair)] == []


def test_careful_pictures_show_nothing_held_out_within_a_larger_whole():
    found = thoughts(RICH)
    names = [[thing.concept.name for thing in one.things] for one in found]
    pairs = {(*two, "") for some in names for two in combinations(some, 2)}
    places = {(name, one.scene) for one, some in zip(found, names, strict=True) for name in some if one.scene}
    assert len(pairs) > 500
    assert [parts for parts in pairs | places if is_held_out(*parts)] == []


@pytest.mark.parametrize("mix", [Mix(), RICH])
def test_a_caption_names_every_thing_its_colour_and_its_place(mix):
    for one in thoughts(mix, count=400):
        for thing in one.things:
            assert thing.told in one.caption
            assert thing.name[:-2] in one.caption or thing.count > 1
            assert COUNTS.get(thing.count, "") in one.caption
        assert not one.scene or any(words in one.caption for words in SCENES[one.scene].words)
        assert not one.light or any(words in one.caption for words in SCENES[one.light].words)
        assert one.relation in one.caption
        assert one.background in one.caption


def test_things_of_a_gathering_are_different_and_in_the_order_of_the_caption():
    gathered = [one for one in thoughts(RICH) if len(one.things) > 2]
    assert {len(one.things) for one in gathered} == {3, 4}
    for one in gathered:
        assert len({thing.concept.id for thing in one.things}) == len(one.things)
        assert {thing.count for thing in one.things} == {1}
        pattern = ".*".join(re.escape(thing.name) for thing in one.things)
        assert re.search(pattern, one.caption)
        assert one.caption.count(",") >= len(one.things) - 2


def test_places_around_one_thing_or_two_are_lit_as_often_as_asked_for():
    found = thoughts(RICH)
    open_ = [
        one for one in found if len(one.things) < 3 and any(one.scene in all_ for all_ in LIGHTS.values())
    ]
    assert share(open_, lambda one: bool(one.light)) == pytest.approx(0.5, abs=0.06)
    assert {one.light for one in open_} == {"", *LIGHTS}
    assert [one for one in found if one.light and one.scene not in LIGHTS[one.light]] == []
    assert {one.light for one in found if len(one.things) > 2} == {""}
    assert {one.light for one in thoughts(Mix())} == {""}


def test_a_lit_place_is_named_before_its_light_and_neither_denies_the_other():
    found = [one for one in thoughts(RICH) if one.light]
    for one in found:
        pattern = f"({'|'.join(SCENES[one.scene].words)}) ({'|'.join(SCENES[one.light].words)})"
        assert re.search(pattern, one.caption)
    assert [one.caption for one in found if any(words in one.caption for words in ALONE)] == []


@pytest.mark.parametrize("careful", [True, False])
def test_nothing_is_shown_in_a_light_where_it_is_held_out(careful):
    found = thoughts(Mix(scenes=1, lit=1, careful=careful))
    lit = {(thing.concept.name, one.light) for one in found if one.light for thing in one.things}
    assert len(lit) > 300
    assert [pair for pair in lit if is_held_out(*pair)] == []


def test_some_things_are_called_by_another_of_their_names():
    things = [thing for one in thoughts(RICH) for thing in one.things if thing.concept.names]
    assert share(things, lambda thing: bool(thing.called)) == pytest.approx(0.5, abs=0.05)
    assert all(thing.called in {"", *thing.concept.names} for thing in things)
    assert {thing.called for one in thoughts(Mix()) for thing in one.things} == {""}


def test_careful_captions_are_english():
    text = "\n".join(one.caption for one in thoughts(RICH, ALL_STYLES, count=3000))
    assert re.findall(r"\ba (?:[aio]|e(?!u|we)|u(?!ni|fo|ku|se))\w*|\ban [^aeiouhx\W]\w*", text) == []
    assert re.findall(r"\ban? (?:grapes|cherries|jeans|glasses|bread|popcorn|scissors|skis)\b", text) == []
    assert re.findall(r"\b(?:two|three|four) (?:grapes|bread|jeans|foxs|mouses|churchs|dresss)\b", text) == []


def test_careful_captions_never_tell_two_colours_of_one_thing():
    for one in thoughts(RICH, count=3000):
        for thing in one.things:
            words = f"{thing.told} {thing.name}".split()
            assert len(set(words) & set(TINTS)) <= 1


def test_careful_captions_tell_no_colour_that_another_hand_chose():
    found = [thing for one in thoughts(RICH, ALL_STYLES) for thing in one.things]
    assert {thing.told == thing.colour for thing in found if thing.style == "noto"} == {True}
    assert {bool(thing.told) for thing in found if thing.style == "flat" and not thing.colour} == {
        True,
        False,
    }


def test_what_is_several_already_is_not_counted():
    grapes = [one for one in LEARNED if one.name in {"grapes", "bread", "jeans", "scissors"}]
    dice = np.random.default_rng(1)
    mix = Mix(pairs=0, counted=1, careful=True)
    found = [idea(grapes, [["3d"]] * len(grapes), mix, dice) for _ in range(60)]
    assert {thing.count for one in found for thing in one.things} == {1}


def test_every_style_is_drawn_about_as_often_and_said_but_for_the_round_one():
    found = thoughts(RICH, ALL_STYLES)
    counts = Counter(one.things[0].style for one in found)
    assert min(counts.values()) > COUNT / 5
    flat = [one.caption for one in found if one.things[0].style == "flat"]
    assert {caption.endswith(", flat icon") for caption in flat} == {True}


def test_what_is_unsaid_is_shown_all_the_same():
    found = thoughts(Mix(scenes=0.6, backgrounds=0.4, unsaid=0.5, careful=True))
    words = ["background", *(word for scene in SCENES.values() for word in scene.words)]
    said = share(found, lambda one: any(word in one.caption for word in words))
    assert said == pytest.approx(0.5, abs=0.05)
    assert all(one.scene or one.background for one in found)


def test_things_of_one_picture_are_of_one_style():
    assert all(len({thing.style for thing in one.things}) == 1 for one in thoughts(RICH, ALL_STYLES))


def test_a_thing_is_called_by_its_concept_if_not_otherwise():
    assert Thing(concept=LEARNED[0], style="3d").name == LEARNED[0].name
    assert Thing(concept=LEARNED[0], style="3d", called="death's head").name == "death's head"
