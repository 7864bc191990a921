"""The demo shows each tool, on pictures that are really there."""

import pytest

from pictoris.cli.demo_steps import PICTURES, STEPS


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_every_step_uses_pictures_that_ship_with_pictoris(step):
    assert all((PICTURES / f"{picture}.png").exists() for picture in step.pictures.values())


def test_every_step_has_a_file_of_its_own():
    assert len({step.file for step in STEPS}) == len(STEPS)


def test_painting_and_each_of_the_four_tools_are_shown():
    shown = {step.path.rsplit("/", 1)[-1] for step in STEPS}
    assert shown == {"imagine", "button", "faceswap", "remove-bg", "upscale", "describe"}


def test_a_step_that_continues_another_comes_after_it():
    names = [step.name for step in STEPS]
    assert all(step.after in names[: names.index(step.name)] for step in STEPS if step.after)
