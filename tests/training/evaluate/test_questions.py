"""The examination asks for what was kept from the training; what settings are chosen with does not."""

from training.corpus.concepts import concepts
from training.evaluate.examine import CHOICE, COUNTS, EXAMINATION
from training.evaluate.questions import questions
from training.pictures.ideas import is_held_out

KNOWN = concepts()


def asked(*, held_out: bool, seed: int = EXAMINATION):
    return questions(KNOWN, seed=seed, counts=COUNTS, held_out=held_out)


def test_there_are_as_many_as_promised_and_single_things_go_round_all_concepts():
    found = asked(held_out=True)
    assert (len(found.single), len(found.coloured), len(found.pairs)) == COUNTS
    assert COUNTS[0] >= 500
    assert {one.things[0].concept.id for one in found.single} == {one.id for one in KNOWN}


def test_every_combination_of_the_examination_was_kept_from_the_training():
    found = asked(held_out=True)
    for one in (*found.single, *found.coloured):
        assert not one.scene or is_held_out(one.things[0].concept.name, one.scene)
    assert all(is_held_out(*(thing.concept.name for thing in one.things), "") for one in found.pairs)


def test_settings_are_chosen_with_combinations_that_training_shows():
    found = asked(held_out=False, seed=CHOICE)
    for one in (*found.single, *found.coloured):
        assert not one.scene or not is_held_out(one.things[0].concept.name, one.scene)
    assert not any(is_held_out(*(thing.concept.name for thing in one.things), "") for one in found.pairs)


def test_captions_name_what_is_asked():
    found = asked(held_out=True)
    for one in (*found.single, *found.coloured, *found.pairs):
        assert all(thing.concept.name in one.caption for thing in one.things)
    assert all(one.things[0].told in one.caption for one in found.coloured)


def test_the_same_seed_asks_the_same():
    assert asked(held_out=True) == asked(held_out=True)
