"""What the eye sees is written down for as many pictures as the sheet's aim asks."""

import pytest

from bench.sheet.judge import judge
from bench.sheet.prompts import PROMPTS
from bench.sheet.seen import SEEN
from bench.sheet.shown import SHOWN
from bench.sheet.verify import absent_from

BY_NUMBER = {seen.number: seen for seen in SEEN}


def test_there_are_at_least_thirty():
    assert len(BY_NUMBER) == len(SEEN) >= 30


@pytest.mark.parametrize("seen", SEEN, ids=lambda seen: str(seen.number))
def test_every_question_of_the_prompt_is_answered(seen):
    prompt = PROMPTS[seen.number - 1]
    assert set(seen.counts) == {subject.name for subject in prompt.subjects}
    assert set(seen.colours) == {subject.name for subject in prompt.subjects if subject.colour}
    assert len(seen.relations) == len(prompt.relations)
    assert seen.also <= set(SHOWN)
    assert max(seen.picture.shape) >= 512


@pytest.mark.parametrize("number", [20, 28, 32, 40, 62])
def test_the_checker_sees_what_the_eye_sees(number):
    seen = BY_NUMBER[number]
    verdict = judge(PROMPTS[number - 1], seen.picture)
    assert {one.name: one.seen for one in verdict.subjects} == seen.counts
    assert {one.name: one.is_colour_right for one in verdict.subjects if one.is_colour_right is not None} == (
        seen.colours
    )
    assert verdict.relations == seen.relations


@pytest.mark.parametrize("seen", SEEN, ids=lambda seen: str(seen.number))
def test_what_is_called_absent_shares_nothing_with_what_is_there(seen):
    there = {
        each
        for name in (*seen.also, *(n for n, count in seen.counts.items() if count))
        for each in SHOWN[name]
    }
    assert not there & {each for name in absent_from(seen) for each in SHOWN[name]}
