"""A prompt becomes the scene that a reader of it sees."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pictoris.engines.collage.library import library
from pictoris.engines.collage.read import MOST_ITEMS, MOST_THINGS, read
from pictoris.engines.collage.scene import Scene, Setting
from pictoris.ports import Words
from tests.engines.collage.prompts import SENTENCES, mistakes, names, rows_of, scene_of

UNSEEN = rows_of("prompts_unseen.txt")
DISAGREED = {
    "oil painting of a violin and a bowl of fruit": "the fruit is read as well",
    "an owl on a branch under a full moon": "the branch is read as well",
    "cute baby panda eating bamboo, kawaii sticker": "the bamboo is read as well",
}
"""Prompts of which the reader says more than was foreseen → what."""


@pytest.mark.parametrize("row", rows_of("prompts_known.txt"), ids=lambda row: row.prompt)
def test_a_prompt_is_understood(row):
    assert mistakes(row) == []


@pytest.mark.parametrize(
    "row", [row for row in UNSEEN if row.prompt not in DISAGREED], ids=lambda row: row.prompt
)
def test_a_prompt_that_the_rules_were_not_made_for_is_understood(row):
    assert mistakes(row) == []


@pytest.mark.parametrize(
    "row", [row for row in UNSEEN if row.prompt in DISAGREED], ids=lambda row: row.prompt
)
def test_where_the_reader_disagrees_it_only_says_more(row):
    assert all(one.startswith("also") for one in mistakes(row))


@pytest.mark.parametrize(
    "text", ["", "   ", "!!! , ;; ...", "::", "-- -", "8k, highly detailed, masterpiece", "a", "the of and"]
)
def test_nothing_is_found_where_nothing_is_said(text):
    scene = scene_of(text)
    assert (scene.things, scene.standings, scene.unknown) == ((), (), ())


@pytest.mark.parametrize(
    "text", ["ein roter Hund", "свинья летит", "空飛ぶ豚", "un gato rojo", "blorptang", "a xyzzy"]
)
def test_what_is_not_known_is_said_and_never_guessed(text):
    scene = scene_of(text)
    assert scene.things == ()
    assert scene.unknown


@pytest.mark.parametrize(
    ("noun", "name"),
    [("a canine", "dog"), ("an attorney", "man office worker"), ("a schooner", "sailboat")],
)
def test_a_noun_without_an_illustration_is_shown_by_one_that_means_nearly_the_same(noun, name):
    assert names(scene_of(noun), 0) == name


@pytest.mark.parametrize(
    "noun", ["a puffin", "a toaster", "a hammock", "a wardrobe", "a quokka", "a milestone"]
)
def test_a_word_that_only_sounds_alike_is_no_friend(noun):
    assert scene_of(noun).things == ()


def test_weights_split_compounds():
    parts = [Words(text="hot", weight=2), Words(text="dog", weight=1)]
    scene = read(parts, (), library(), SENTENCES.embed)
    assert [names(scene, number) for number in range(len(scene.things))] == ["dog"]
    assert names(scene_of("hot dog"), 0) == "hot dog"


def test_weights_are_kept():
    scene = read([Words(text="a cat", weight=3), Words(text="a dog")], (), library(), SENTENCES.embed)
    assert [thing.weight for thing in scene.things] == [3, 1]


def test_a_negative_weight_takes_away():
    parts = [Words(text="a cat, a dog and a tree in the rain"), Words(text="dog, rain", weight=-0.5)]
    scene = read(parts, (), library(), SENTENCES.embed)
    assert [names(scene, number) for number in range(len(scene.things))] == ["cat", "deciduous tree"]
    assert not scene.setting.weather


@pytest.mark.parametrize(
    ("prompt", "without", "left"),
    [("a cat and a dog", "dogs", ["cat"]), ("a man and a horse", "people", ["horse"]), ("a cat", "cat", []),
     ("a red car", "trees", ["automobile"])],
)  # fmt: skip
def test_what_is_not_wanted_is_not_there(prompt, without, left):
    scene = scene_of(prompt, without)
    assert [names(scene, number) for number in range(len(scene.things))] == left


def test_without_a_background_there_is_none():
    assert scene_of("a fox in the forest", "background").setting.has_background is False


def test_standings_are_of_things_that_are_there():
    scene = scene_of("a cat on a blorptang next to a dog under a tree", "tree")
    assert scene.standings
    for standing in scene.standings:
        assert max(standing.first, standing.second) < len(scene.things)


def test_crowds_are_bounded():
    scene = scene_of(", ".join(f"{number} cats and {number} dogs" for number in range(3, 40)))
    assert len(scene.things) <= MOST_THINGS
    assert sum(thing.count for thing in scene.things) <= MOST_ITEMS


@pytest.mark.parametrize(
    "text",
    ["a cat on a mat " * 400, "x" * 6000, "語" * 6000, "red " * 1500, "a " * 3000, "'" * 6000, "1 " * 3000],
)
def test_long_texts_are_read_to_a_bound(text):
    scene = scene_of(text)
    assert len(scene.things) <= MOST_THINGS
    assert sum(thing.count for thing in scene.things) <= MOST_ITEMS


def test_sizes_moods_and_doings_are_told():
    scene = scene_of("watercolor of a giant sleeping cat and a tiny flying mouse")
    assert [(thing.size, thing.doing) for thing in scene.things] == [(2.0, "sleeping"), (0.4, "flying")]
    assert scene.mood == ("watercolor",)


def test_an_empty_prompt_leaves_the_world_to_the_seed():
    assert scene_of("") == Scene(things=(), setting=Setting())


WORD = st.sampled_from(
    [
        "a",
        "an",
        "the",
        "two",
        "red",
        "blue",
        "cat",
        "dog",
        "tree",
        "on",
        "under",
        "with",
        "and",
        ",",
        ".",
        "of",
        "in",
        "front",
        "left",
        "right",
        "between",
        "riding",
        "wearing",
        "bowl",
        "flying",
        "night",
        "forest",
        "background",
        "sticker",
        "its",
        "it",
        "is",
        "orange",
        "baby",
        "5",
        "99",
        "dozen",
        "snow",
        "made",
        "hair",
        "blorp",
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(WORD, max_size=30).map(" ".join) | st.text(max_size=200))
def test_whatever_is_written_is_read_the_same_each_time(text):
    scene = scene_of(text)
    assert scene == scene_of(text)
    numbers = range(len(scene.things))
    assert all(
        one.first in numbers and one.second in numbers and one.first != one.second for one in scene.standings
    )
    assert all(thing.choices and 1 <= thing.count <= MOST_ITEMS for thing in scene.things)


@pytest.mark.parametrize(
    ("prompt", "instead"),
    [
        ("a fisherman", (("fisherman", "man"),)), ("two pirates", (("pirates", "man"),)),
        ("an old fisherman", (("old fisherman", "old man"),)), ("a cook", ()), ("a panda dj", ()),
    ],
)  # fmt: skip
def test_somebody_stands_for_people_without_an_illustration(prompt, instead):
    assert scene_of(prompt).instead == instead


@pytest.mark.parametrize("prompt", ["portrait of a cat", "close-up of a frog", "a headshot of an astronaut"])
def test_the_camera_comes_close(prompt):
    assert scene_of(prompt).close
    assert len(scene_of(prompt).things) == 1


@pytest.mark.parametrize(
    ("prompt", "place"),
    [("a blue whale above a city", "city"), ("a dragon flying over mountains", "mountains")],
)
def test_what_is_above_a_place_is_in_the_air(prompt, place):
    scene = scene_of(prompt)
    assert scene.setting.place == place
    assert [one.doing for one in scene.things] == ["flying"]


@pytest.mark.parametrize(
    ("prompt", "colour"),
    [
        ("a red and white lantern", "red and white"), ("a black and white dog", "black and white"),
        ("three colourful birds", "colourful"), ("five multicolored balloons", "colourful"),
    ],
)  # fmt: skip
def test_things_of_several_colours(prompt, colour):
    assert [one.colour for one in scene_of(prompt).things] == [colour]


def test_a_treehouse_is_a_hut_in_a_tree():
    scene = scene_of("a treehouse in the jungle")
    assert [names_of(one) for one in scene.things] == ["hut", "deciduous tree"]
    assert [(one.first, one.relation, one.second) for one in scene.standings] == [(0, "in", 1)]


def names_of(thing):
    return library().entry(thing.choices[0]).name


def test_what_is_on_a_head_is_worn():
    scene = scene_of("a beaver with an orange on its head")
    assert ("tangerine", "worn by", "beaver") in {
        (names(scene, one.first), one.relation, names(scene, one.second)) for one in scene.standings
    }


@pytest.mark.parametrize(("prompt", "kept"), [("a robot", 1), ("a woman", 0)])
def test_without_people_means_humans(prompt, kept):
    assert len(scene_of(prompt, "people").things) == kept
