import pytest
from pydantic import ValidationError

from pictoris.nouns import Speed
from pictoris.operations import find
from pictoris.operations.imagine import Imagine
from pictoris.operations.painting import (
    LARGEST_SEED,
    LONGEST_INPUT,
    LONGEST_PROMPT,
    FollowUp,
    PaintParams,
    settle,
    speed_of,
)


def test_what_was_left_to_chance_is_decided_once():
    assert settle(Imagine(prompt="a fox"), 7).seed == 7


def test_a_seed_in_the_prompt_wins_over_chance():
    assert settle(Imagine(prompt="a fox --seed 5"), 7).seed == 5


def test_a_seed_in_its_field_wins_over_the_prompt():
    assert settle(Imagine(prompt="a fox --seed 5", seed=3), 7).seed == 3


def test_what_paints_has_speeds_and_takes_pictures_that_are_only_looked_at_small():
    painted = [one for one in find().values() if issubclass(one.params, PaintParams)]
    assert len(painted) == 9
    for operation in painted:
        continues = issubclass(operation.params, FollowUp)
        assert operation.has_speeds
        assert operation.longest_input == (None if continues else LONGEST_INPUT)


@pytest.mark.parametrize(("prompt", "speed"), [("a fox --turbo", Speed.TURBO), ("a fox", None)])
def test_a_prompt_may_ask_for_its_speed(prompt, speed):
    assert speed_of(Imagine(prompt=prompt)) is speed


@pytest.mark.parametrize("seed", [0, LARGEST_SEED])
def test_every_seed_of_32_bits_is_taken(seed):
    assert Imagine(prompt="x", seed=seed).seed == seed


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("seed", -1),
        ("seed", LARGEST_SEED + 1),
        ("steps", 0),
        ("cfg_scale", float("nan")),
        ("loras", {"x": 5.0}),
        ("prompt", ""),
        ("prompt", "x" * (LONGEST_PROMPT + 1)),
    ],
)
def test_what_makes_no_sense_is_refused(field, value):
    with pytest.raises(ValidationError):
        Imagine.model_validate({"prompt": "a fox"} | {field: value})
