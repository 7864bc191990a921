"""One call of a pipeline: told of at every step, ended early when that is asked for, seeded by the picture."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from pictoris.engines.diffusion.families import FAMILIES
from pictoris.engines.diffusion.options import Options
from pictoris.engines.diffusion.planning import make_plan
from pictoris.ports import Look, Task
from tests.engines.painting_contract import brief, differ

torch = pytest.importorskip("torch")
loading = pytest.importorskip("pictoris.engines.diffusion.loading")
rendering = pytest.importorskip("pictoris.engines.diffusion.rendering")


@pytest.fixture(scope="module")
def loaded_of(folder_of):
    made: dict[str, Any] = {}
    return lambda family: made.setdefault(family, loading.Loaded(folder_of(family), Options()))


def rendered(loaded, family, asked, told=None, is_wanted=lambda: True):
    plan = make_plan(asked, family, FAMILIES[family])
    hooks = rendering.Hooks(
        tell=lambda *news: told.append(news) if told is not None else None, is_wanted=is_wanted
    )
    return rendering.render(loaded, plan.kind, plan.cells, hooks)


@pytest.mark.parametrize("family", ["sd15", "flux-schnell", "qwen-image", "z-image"])
def test_every_step_is_told_of_each_picture_with_a_preview(loaded_of, family):
    told: list[Any] = []
    rendered(loaded_of(family), family, brief(Task.TEXT, seeds=(1, 2), steps=3), told)
    assert [index for index, _, _ in told] == [0, 1] * 3
    assert [fraction for _, fraction, _ in told][::2] == pytest.approx([0.95 / 3, 0.95 * 2 / 3, 0.95])
    assert {preview.shape for _, _, preview in told} == {(8, 10, 3)}


def test_it_ends_within_a_step_when_nobody_wants_it(loaded_of):
    told: list[Any] = []
    with pytest.raises(rendering.Unwanted):
        rendered(loaded_of("sd15"), "sd15", brief(Task.TEXT, steps=9), told, is_wanted=lambda: len(told) < 4)
    assert len(told) == 4


@pytest.mark.parametrize("family", ["sd15", "sdxl-turbo", "flux-schnell", "sd35", "z-image"])
def test_stopping_at_half_takes_half_the_steps_and_leaves_no_noise(loaded_of, family):
    told: list[Any] = []
    whole: list[Any] = []
    asked = brief(Task.TEXT, seeds=(1,), steps=8)
    (full,) = rendered(loaded_of(family), family, asked, whole)
    (half,) = rendered(loaded_of(family), family, replace(asked, look=Look(stop=50)), told)
    assert (len(whole), len(told)) == (8, 4)
    assert told[-1][1] == pytest.approx(0.95)
    assert differ(half, full) > 0
    assert loaded_of(family).base.scheduler.sigmas[4] == 0


def test_after_an_early_end_the_next_picture_has_all_its_steps(loaded_of):
    asked = brief(Task.TEXT, seeds=(1,), steps=4)
    (before,) = rendered(loaded_of("sd15"), "sd15", asked)
    rendered(loaded_of("sd15"), "sd15", replace(asked, look=Look(stop=50)))
    (after,) = rendered(loaded_of("sd15"), "sd15", asked)
    assert differ(before, after) <= 1


def test_little_strength_stays_near_the_picture_and_much_goes_far(loaded_of):
    asked = brief(Task.IMAGE, seeds=(1,), steps=20)
    near, far = (rendered(loaded_of("sd15"), "sd15", replace(asked, strength=one))[0] for one in (0.05, 1.0))
    decoded = rendered(loaded_of("sd15"), "sd15", replace(asked, strength=0.05, steps=40))[0]
    assert np.abs(near.astype(int) - decoded).mean() < np.abs(far.astype(int) - decoded).mean()
