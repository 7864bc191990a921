"""What is learned is worth learning, and its names are names."""

from collections import Counter

from pictoris.engines.collage.library import library
from training.corpus.concepts import concepts
from training.pictures.ideas import TINTS

LEARNED = concepts()


def test_hundreds_of_things_are_learned_each_once():
    assert len(LEARNED) > 300
    assert max(Counter(one.id for one in LEARNED).values()) == 1
    assert max(Counter(one.name for one in LEARNED).values()) == 1


def test_what_people_ask_for_most_is_learned():
    assert {"cat", "dog", "house", "rose", "red apple", "castle", "automobile"} <= {
        one.name for one in LEARNED
    }


def test_faces_and_panels_are_not_learned():
    entries = library().entries
    assert [one.name for one in LEARNED if one.name.endswith(" face")] == []
    assert [one.name for one in LEARNED if entries[one.id].part == "panel"] == []


def test_a_limit_takes_concepts_from_the_whole_list():
    some = concepts(20)
    places = [LEARNED.index(one) for one in some]
    assert len(set(places)) == 20
    assert places == sorted(places)
    assert places[-1] >= 0.9 * len(LEARNED)


def test_other_names_name_nothing_else():
    names = Counter(name for one in LEARNED for name in (one.name, *one.names))
    assert [name for name, count in names.items() if count > 1] == []


def test_an_other_name_is_what_a_collage_shows_first_for_it():
    found = {name: (one.id, library().find(name)) for one in LEARNED for name in one.names}
    shown = {name: (id_, one.choices[0], one.instead) for name, (id_, one) in found.items() if one}
    assert shown.keys() == found.keys()
    assert [name for name, (id_, first, instead) in shown.items() if id_ != first or instead] == []


def test_no_other_name_tells_a_colour_but_the_orange():
    told = [name for one in LEARNED for name in one.names if set(TINTS) & set(name.split())]
    assert told == ["orange"]
