"""What every engine that fills `Paints` promises; inherit and give a fixture `painter`.

class TestCollage(PaintingContract):
    @pytest.fixture
    def painter(self): return Collage()
"""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from pictoris.errors import Failed
from pictoris.ports import Brief, Paints, Reference, Task, Words

WITH_BASE = {Task.IMAGE, Task.VARY, Task.EXTEND, Task.REGION, Task.REFINE}
WITH_MASK = {Task.EXTEND, Task.REGION}
WITH_REFERENCES = {Task.BLEND, Task.EDIT}


def picture(width: int, height: int, seed: int = 0) -> np.ndarray:
    """Soft colours, as a picture has them."""
    small = np.random.default_rng(seed).random((4, 4, 3)) * 255
    across, down = np.arange(width) * 4 // width, np.arange(height) * 4 // height
    return small[down][:, across].astype(np.uint8)


def brief(
    task: Task, *, width: int = 80, height: int = 64, seeds: tuple[int, ...] = (1, 2), **more: Any
) -> Brief:
    """A small brief of that kind, with everything that the task needs."""
    given: dict[str, Any] = {"words": (Words(text="a red fox in the snow"),), "strength": 0.7}
    if task in WITH_BASE:
        given["base"] = picture(width, height)
    if task in WITH_MASK:
        mask = np.zeros((height, width), np.uint8)
        mask[height // 4 : height // 2, width // 4 : width // 2] = 255
        given["mask"] = mask if task is Task.REGION else 255 - mask
        given["strength"] = 1.0
    if task in WITH_REFERENCES:
        given["references"] = tuple(Reference(role="image", pixels=picture(50, 60, seed)) for seed in (1, 2))
    return Brief(**{"task": task, "width": width, "height": height, "seeds": seeds, **given, **more})


def paint(painter: Paints, asked: Brief):
    return painter.paint(asked, lambda _fraction, _preview: None, lambda: False)


def differ(one: np.ndarray, other: np.ndarray) -> int:
    """The largest difference of two pictures, in steps of 255."""
    return int(np.abs(one.astype(int) - other.astype(int)).max())


class PaintingContract:
    """The promises."""

    same_within = 0
    """Steps of 255 that the same picture may differ: sums of floats depend on where they lie in memory."""
    usual: Mapping[str, Any] = {}
    """Fields that every brief of these tests has, e.g. fewer steps."""

    def brief(self, task: Task, **more: Any) -> Brief:
        return brief(task, **{**self.usual, **more})

    def tasks(self, painter: Paints) -> list[Task]:
        return sorted(painter.abilities().tasks)

    def test_it_has_a_name_and_says_what_each_model_can_do(self, painter):
        assert isinstance(painter, Paints)
        assert painter.name
        for model in ("", *painter.models()):
            abilities = painter.abilities(model)
            assert abilities.tasks
            assert all(what.endswith(".") for what in abilities.flags.values())
            assert 0 < abilities.multiple <= abilities.side <= abilities.longest

    def test_each_task_gives_one_picture_for_each_seed_as_large_as_asked(self, painter):
        for task in self.tasks(painter):
            made = paint(painter, self.brief(task))
            assert [one.pixels.shape[:2] for one in made] == [(64, 80)] * 2, task
            assert {(one.pixels.dtype.name, one.pixels.shape[2] in {3, 4}) for one in made} == {
                ("uint8", True)
            }
            assert differ(made[0].pixels, made[1].pixels) > 0, f"{task}: two seeds gave one picture"

    def test_any_size_is_given_also_one_that_is_no_multiple(self, painter):
        for task in self.tasks(painter):
            (made,) = paint(painter, self.brief(task, width=75, height=61, seeds=(3,)))
            assert made.pixels.shape[:2] == (61, 75), task

    def test_the_same_seed_and_brief_give_the_same_picture(self, painter):
        for task in self.tasks(painter):
            first, again = (paint(painter, self.brief(task, seeds=(5,)))[0] for _ in range(2))
            assert differ(first.pixels, again.pixels) <= self.same_within, task

    def test_a_picture_does_not_depend_on_those_that_are_painted_with_it(self, painter):
        for task in self.tasks(painter):
            (alone,) = paint(painter, self.brief(task, seeds=(5,)))
            _, among, _ = paint(painter, self.brief(task, seeds=(4, 5, 6)))
            assert differ(alone.pixels, among.pixels) <= self.same_within, task

    def test_other_words_give_another_picture(self, painter):
        if Task.TEXT in self.tasks(painter):
            one, other = (
                paint(painter, self.brief(Task.TEXT, seeds=(5,), words=(Words(text=text),)))[0]
                for text in ("a red fox in the snow", "an old blue car")
            )
            assert differ(one.pixels, other.pixels) > 0

    def test_a_masked_region_is_painted_and_nothing_that_was_given_is_changed(self, painter):
        for task in WITH_MASK & set(self.tasks(painter)):
            asked = self.brief(task, seeds=(7,))
            assert asked.base is not None
            assert asked.mask is not None
            base, mask = asked.base.copy(), asked.mask.copy()
            (made,) = paint(painter, asked)
            inside = asked.mask == 255
            assert differ(made.pixels[..., :3][inside], base[inside]) > 8, task
            assert np.array_equal(asked.base, base)
            assert np.array_equal(asked.mask, mask)

    def test_progress_goes_from_nothing_to_all_and_shows_small_pictures(self, painter):
        for task in self.tasks(painter):
            told: list[tuple[float, Any]] = []
            painter.paint(self.brief(task), lambda *news, into=told: into.append(news), lambda: False)
            fractions = [fraction for fraction, _ in told]
            previews = [preview for _, preview in told if preview is not None]
            assert fractions == sorted(fractions), task
            assert 0 <= fractions[0] <= fractions[-1] <= 1, task
            assert all(
                one.dtype == np.uint8 and one.ndim == 3 and max(one.shape) <= 256 for one in previews
            ), task

    def test_what_is_not_wanted_any_more_fails_as_cancelled(self, painter):
        for task in self.tasks(painter):
            with pytest.raises(Failed) as failed:
                painter.paint(self.brief(task), lambda _fraction, _preview: None, lambda: True)
            assert failed.value.code == "cancelled", task

    def test_what_it_cannot_do_it_refuses_with_a_sentence(self, painter):
        with pytest.raises(Failed) as unknown:
            painter.abilities("no-such-model")
        assert (unknown.value.code, unknown.value.message.endswith(".")) == ("unknown_model", True)
        for task in set(Task) - set(self.tasks(painter)):
            with pytest.raises(Failed) as impossible:
                paint(painter, self.brief(task))
            assert impossible.value.code == "task_not_possible"

    def test_notes_are_small_json_and_warnings_are_sentences(self, painter):
        for task in self.tasks(painter):
            for one in paint(painter, self.brief(task)):
                assert len(json.dumps(dict(one.notes))) < 4096
                assert all(sentence.endswith(".") for sentence in one.warnings)
