"""A brief becomes cells: what agrees can be batched, what a model cannot do is said."""

from dataclasses import replace

import numpy as np
import pytest

from pictoris.engines.diffusion.families import FAMILIES, Way
from pictoris.engines.diffusion.planning import choose, make_plan
from pictoris.errors import Failed
from pictoris.ports import Look, Reference, Task, Words
from tests.engines.painting_contract import brief, picture


def plan(task, family="sdxl", **more):
    return make_plan(brief(task, **more), "model", FAMILIES[family])


def test_each_seed_is_a_cell_and_sizes_are_multiples():
    made = plan(Task.TEXT, "flux-dev", width=75, height=61, seeds=(4, 5))
    assert [cell.seed for cell in made.cells] == [4, 5]
    assert (made.kind.width, made.kind.height) == (80, 64)
    assert made.finish([np.zeros((64, 80, 3), np.uint8)]).shape == (61, 75, 3)


def test_briefs_that_differ_in_words_only_can_be_batched():
    one, other = plan(Task.TEXT), plan(Task.TEXT, words=(Words(text="else"),), seeds=(9,))
    assert one.kind == other.kind
    assert plan(Task.TEXT, steps=9).kind != one.kind
    assert plan(Task.TEXT, loras={"a": 0.5}).kind != one.kind
    assert plan(Task.IMAGE).kind != one.kind


def test_a_pipeline_that_paints_one_at_a_time_shares_its_batch_with_nobody():
    one, other = plan(Task.EDIT, "qwen-image-edit"), plan(Task.EDIT, "qwen-image-edit")
    assert one.kind != other.kind


@pytest.mark.parametrize(
    ("family", "look", "steps"),
    [("sdxl", 1.0, 30), ("sdxl", 0.25, 15), ("sdxl", 2.0, 60), ("flux-schnell", 2.0, 4)],
)
def test_quality_scales_steps_unless_the_model_is_distilled(family, look, steps):
    assert plan(Task.TEXT, family, look=Look(quality=look)).kind.steps == steps


@pytest.mark.parametrize(
    ("look", "guidance"),
    [
        (Look(), 5.0),
        (Look(stylize=100), 5.0),
        (Look(stylize=0), 6.25),
        (Look(stylize=1000), 3.0),
        (Look(raw=True, stylize=1000), 6.25),
    ],
)
def test_stylize_scales_guidance(look, guidance):
    assert plan(Task.TEXT, look=look).kind.guidance == guidance
    assert plan(Task.TEXT, "flux-schnell", look=look).kind.guidance == 0


def test_at_least_one_step_is_left_after_strength():
    kind = plan(Task.VARY, "sdxl-turbo", strength=0.2).kind
    assert int(kind.steps * kind.strength) >= 1
    assert plan(Task.VARY, strength=0.0).kind.strength > 0


def test_negative_words_and_no_become_the_negative_prompt():
    words = (Words(text="fox"), Words(text="cat", weight=-0.5))
    made = plan(Task.TEXT, words=words, without=("dog",))
    assert made.cells[0].without == "dog, cat"
    assert [one.text for one in made.cells[0].words] == ["fox"]
    deaf = plan(Task.TEXT, "flux-dev", words=words)
    assert deaf.cells[0].without == ""
    assert "cat" in deaf.warnings[0]


def test_weights_are_joined_where_they_cannot_be_mixed():
    words = (Words(text="fox"), Words(text="snow", weight=2.0))
    assert len(plan(Task.TEXT, words=words).cells[0].words) == 2
    made = plan(Task.TEXT, "qwen-image", words=words)
    assert [one.text for one in made.cells[0].words] == ["fox, snow"]
    assert "weights" in made.warnings[0]


def test_style_and_niji_are_added_to_the_words():
    made = plan(Task.TEXT, words=(Words(text="fox"),), look=Look(style="cute", drawn=True))
    assert made.cells[0].words[0].text == "fox, cute, anime illustration"


def test_only_what_is_to_be_painted_is_filled_and_masks_are_whole_cells():
    made = plan(Task.EXTEND, seeds=(1,))
    asked = brief(Task.EXTEND)
    assert asked.base is not None
    assert asked.mask is not None
    cell = made.cells[0]
    assert cell.base is not None
    assert cell.mask is not None
    assert np.array_equal(cell.base[asked.mask == 0], asked.base[asked.mask == 0])
    assert set(np.unique(cell.mask)) == {0, 255}
    assert (cell.mask[asked.mask > 0] == 255).all()


def test_large_refinements_become_tiles_with_noise_of_their_own():
    made = plan(Task.REFINE, width=2048, height=2048, base=picture(2048, 2048), seeds=(1,))
    assert len(made.cells) == len(made.boxes) == 9
    assert len({cell.seed for cell in made.cells}) == 9


def test_what_is_larger_than_the_model_takes_is_painted_smaller():
    made = plan(Task.TEXT, width=4096, height=1024)
    assert (made.kind.width, made.kind.height) == (2048, 512)
    assert "enlarged" in made.warnings[0]


def test_an_instruction_is_followed_where_the_model_can():
    assert plan(Task.EDIT, "flux-kontext").kind.way is Way.EDIT
    made = plan(Task.EDIT)
    assert made.kind.way is Way.PICTURE
    assert "instructions" in made.warnings[0]
    assert "side by side" in plan(Task.BLEND, "flux-kontext").warnings[0]
    assert len(plan(Task.EDIT, "qwen-image-edit").cells[0].references) == 2


def test_a_picture_alone_can_be_edited():
    made = plan(Task.EDIT, "flux-kontext", references=(), base=picture(80, 64))
    assert made.kind.way in {Way.EDIT, Way.PICTURE}


def test_further_pictures_that_are_not_used_are_said_and_flags_are_told_of_elsewhere():
    further, style = (Reference(role=role, pixels=picture(8, 8)) for role in ("image", "style"))
    assert "the others were left out" in plan(Task.TEXT, references=(further,)).warnings[0]
    assert plan(Task.TEXT, references=(style,)).warnings == ()


@pytest.mark.parametrize(
    ("task", "missing"),
    [(Task.IMAGE, {"base": None}), (Task.REGION, {"mask": None}), (Task.EDIT, {"references": ()})],
)
def test_what_is_missing_is_said(task, missing):
    with pytest.raises(Failed) as failed:
        make_plan(replace(brief(task), **missing), "model", FAMILIES["flux-kontext"])
    assert failed.value.code == "task_not_possible"


def test_the_better_sister_is_chosen_only_if_she_is_there():
    asked = brief(Task.REGION)
    assert choose(asked, "flux", {"flux": "flux-dev", "fill": "flux-fill"}) == "fill"
    assert choose(asked, "flux", {"flux": "flux-dev", "sd": "sdxl"}) == "flux"
    assert choose(brief(Task.TEXT), "flux", {"flux": "flux-dev", "fill": "flux-fill"}) == "flux"
