import re

import numpy as np
import pytest

from pictoris.recipes.describing.facts import measure
from pictoris.recipes.describing.prompts import prompts
from pictoris.words.moderation import check
from tests.recipes.describing import samples

STRANGE = {
    "one pixel": samples.plain((0, 0, 0), 1, 1),
    "one colour": samples.plain((200, 30, 30)),
    "a strip": samples.plain((10, 200, 30), 8, 2000),
    "noise": samples.noise(),
    "nothing at all": np.zeros((50, 50, 4), np.uint8),
}
GUESSES = re.compile(
    r"\b(man|woman|men|women|boy|girl|male|female|he|she|young|old|elderly|asian|black person|white person|years?)\b"
)


@pytest.mark.parametrize("name", samples.DEMO)
def test_four_prompts_differ_and_end_with_the_shape(name):
    told = prompts(samples.facts(name))
    assert len(set(told)) == 4
    assert len({prompt.split(" ")[0] for prompt in told}) >= 3
    assert all(re.search(r" --ar \d+:\d+$", prompt) for prompt in told)


@pytest.mark.parametrize("name", samples.DEMO)
def test_nothing_is_guessed_about_people_and_nothing_is_said_twice(name):
    for prompt in prompts(samples.facts(name)):
        assert not GUESSES.search(prompt.lower().replace("old master", ""))
        parts = prompt.split(" --")[0].split(", ")
        assert len(parts) == len(set(parts))
        assert 60 < len(prompt) < 260


@pytest.mark.parametrize("name", samples.DEMO)
def test_prompts_pass_our_own_check(name):
    assert [check(prompt, []).message for prompt in prompts(samples.facts(name))] == [""] * 4


@pytest.mark.parametrize("name", STRANGE)
def test_even_strange_pictures_are_described(name):
    told = prompts(measure(STRANGE[name], samples.graphs(), lambda _done: None))
    assert all(prompt[0].isupper() and ",," not in prompt and "  " not in prompt for prompt in told)


def test_the_order_is_subject_medium_light_composition():
    first, second, third, fourth = prompts(samples.facts("rocket"))
    assert first.startswith("A rocket under a deep blue evening sky")
    assert second.startswith("Night photograph of a rocket")
    assert third.startswith("Low light with glowing lamps around a rocket")
    assert fourth.startswith("Wide night photograph of a rocket")
