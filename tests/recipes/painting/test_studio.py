"""The same wish makes the same brief, and what could not be honoured is told."""

from collections.abc import Sequence

import pytest
from typing_extensions import override

from pictoris.errors import Failed
from pictoris.operations.imagine import Imagine
from pictoris.operations.painting import LARGEST_SEED
from pictoris.ports import Brief, Painted, Report, Stopped, Task
from pictoris.recipes.base import Tools
from pictoris.recipes.painting.studio import Commission, outcome_of, paint
from pictoris.words.prompt import parse
from tests.painter import FlatPainter
from tests.recipes.painting.samples import noise, tools


def commission(prompt="a fox", **fields):
    return Commission(task=fields.pop("task", Task.TEXT), prompt=parse(prompt), **fields)


def briefed(prompt="a fox", params=None, **fields):
    painter = FlatPainter()
    paint(commission(prompt, **fields), params or Imagine(prompt="x", seed=7), tools(painter))
    return painter.seen[0]


def test_each_picture_has_the_next_seed():
    assert briefed().seeds == (7, 8, 9, 10)


def test_seeds_begin_again_after_the_last():
    assert briefed(params=Imagine(prompt="x", seed=LARGEST_SEED)).seeds == (LARGEST_SEED, 0, 1, 2)


def test_the_size_is_the_engines_for_the_shape():
    brief = briefed(shape=(2, 1))
    assert (brief.width, brief.height) == (88, 48)


def test_a_size_that_was_asked_for_is_painted_and_another_one_is_told():
    assert (briefed(size=(128, 64)).width, briefed(size=(128, 64)).height) == (128, 64)
    work = paint(commission(size=(512, 256)), Imagine(prompt="x", seed=1), tools())
    assert "the pictures are 256 × 128" in work.warnings[0]


def test_a_shape_in_the_prompt_that_a_size_overrules_is_told():
    assert paint(commission("x --ar 3:2", size=(96, 64)), Imagine(prompt="x", seed=1), tools()).warnings == ()
    told = paint(commission("x --ar 3:2", size=(64, 64)), Imagine(prompt="x", seed=1), tools()).warnings
    assert told == ("--ar 3:2 changes nothing: 64 × 64 comes from the fields of the request.",)


def test_a_style_may_come_by_its_field():
    assert briefed(params=Imagine(prompt="x", seed=1, style="cute")).look.style == "cute"


def test_a_picture_to_start_from_is_cut_to_the_size():
    brief = briefed(task=Task.IMAGE, start=noise(300, 100), shape=(1, 1))
    assert brief.base is not None
    assert brief.base.shape == (brief.height, brief.width, 3)


def test_what_the_engine_noted_is_handed_back_to_it_and_to_nobody_else():
    notes = {"seed": 1}
    assert briefed(engine="flat", notes=notes).notes == notes
    assert briefed(engine="other", notes=notes).notes == {}


def test_the_fields_for_diffusion_models_are_passed_on():
    brief = briefed(params=Imagine(prompt="x", seed=1, steps=9, cfg_scale=3.5, loras={"ink": 0.5}))
    assert (brief.steps, brief.guidance, brief.loras) == (9, 3.5, {"ink": 0.5})


def test_warnings_come_once_each():
    work = paint(commission("a fox --v 6"), Imagine(prompt="x", seed=1, model="gone"), tools())
    assert len(work.warnings) == len(set(work.warnings)) == 2


def test_four_pictures_are_shown_on_a_grid_and_keep_their_notes():
    outcome = outcome_of(paint(commission(), Imagine(prompt="x", seed=7), tools()))
    assert outcome.grid is not None
    assert [note["seed"] for note in outcome.notes] == [7, 8, 9, 10]
    assert outcome.engine == "flat"


def test_progress_and_a_preview_are_shown_on_the_way():
    seen = []
    watched = Tools(
        graphs=tools().graphs,
        report=lambda _fraction: None,
        show=lambda fraction, preview: seen.append((fraction, preview is not None)),
        painters=[FlatPainter()],
    )
    paint(commission(), Imagine(prompt="x", seed=7), watched)
    assert seen == [(0.25, True), (0.5, True), (0.75, True), (1.0, True)]


def test_a_stopped_job_is_not_painted_on():
    stopped = Tools(
        graphs=tools().graphs, report=lambda _f: None, stopped=lambda: True, painters=[FlatPainter()]
    )
    with pytest.raises(Failed) as failure:
        paint(commission(), Imagine(prompt="x", seed=7), stopped)
    assert failure.value.code == "cancelled"


class Stingy(FlatPainter):
    """Brings one picture, whatever was asked for."""

    @override
    def paint(self, brief: Brief, report: Report, stopped: Stopped) -> Sequence[Painted]:
        return super().paint(brief, report, stopped)[:1]


def test_an_engine_that_brings_another_number_of_pictures_has_failed():
    with pytest.raises(Failed) as failure:
        paint(commission(), Imagine(prompt="x", seed=7), tools(Stingy()))
    assert failure.value.code == "engine_failed"
