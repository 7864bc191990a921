import json

import pytest

from pictoris.engines.collage.notes import from_json, noted, to_json
from pictoris.engines.collage.painting.view import first_view
from pictoris.engines.collage.scene import Thing
from tests.engines.collage.scenes import CAT, DOG, idea, scene, thing

OF = scene(thing(CAT, DOG, count=3, colour="blue"), thing(DOG), standings=[(0, "left of", 1)], place="beach")


def test_notes_come_back_from_json_as_they_were():
    notes = noted(idea(OF, seed=7, stylize=300), first_view(640, 512))
    assert from_json(json.loads(json.dumps(to_json(notes)))) == notes


def test_even_of_a_crowded_scene_they_stay_small():
    many = scene(
        *[thing(*["1f408"] * 40, count=9) for _ in range(40)], mood=("neon",) * 50, unknown=("x" * 900,) * 9
    )
    assert len(json.dumps(to_json(noted(idea(many), first_view(512, 512))))) < 4096


def test_lent_pictures_are_not_noted():
    lent = scene(thing(CAT), Thing(words="character", choices=("=character0",)))
    assert [one.words for one in noted(idea(lent), first_view(64, 64)).idea.scene.things] == [CAT]


@pytest.mark.parametrize(
    "told",
    [{}, {"version": 1}, {"idea": None}, {**to_json(noted(idea(OF), first_view(64, 64))), "version": 99}],
)
def test_what_is_not_understood_counts_as_nothing(told):
    assert from_json(told) is None


def test_a_window_without_size_is_not_believed():
    told = dict(to_json(noted(idea(OF), first_view(64, 64)))) | {"frame": [0, 0, 0, 1]}
    assert from_json(told) is None
