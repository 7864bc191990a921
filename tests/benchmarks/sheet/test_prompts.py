"""The sheet asks for what it says it asks for."""

from collections import Counter

from bench.sheet.asked import Group
from bench.sheet.prompts import PROMPTS
from bench.sheet.shown import SHOWN
from pictoris.engines.collage.library import library
from pictoris.words.prompt import parse


def test_there_are_64_different_prompts_of_every_kind():
    assert len({prompt.text for prompt in PROMPTS}) == 64
    assert min(Counter(prompt.group for prompt in PROMPTS).values()) >= 10
    assert {prompt.group for prompt in PROMPTS} == set(Group)


def test_no_prompt_has_a_flag_that_cannot_be_read():
    assert [prompt.text for prompt in PROMPTS if parse(prompt.text).problems] == []


def test_relations_are_between_subjects_of_the_prompt():
    for prompt in PROMPTS:
        names = {subject.name for subject in prompt.subjects}
        assert {name for each in prompt.relations for name in (each.first, each.second)} <= names


def test_it_is_said_for_every_subject_which_illustrations_show_it():
    assert {subject.name for prompt in PROMPTS for subject in prompt.subjects} == set(SHOWN)


def test_the_illustrations_that_show_a_subject_exist():
    names = {entry.name for entry in library().entries.values()}
    assert {name for each in SHOWN.values() for name in each} - names == set()
