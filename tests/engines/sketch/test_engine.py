"""The whole engine with the weights that ship: every task, any size, and what it says of what it cannot do."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from threading import Event, Thread
from typing import Any

import numpy as np
import pytest

from pictoris.embedding.sentences import Sentences
from pictoris.engines.onnx.sessions import Graphs
from pictoris.engines.onnx.weights import read_checked
from pictoris.engines.sketch.engine import Sketch, manner
from pictoris.errors import Failed
from pictoris.operations.extend import Extend
from pictoris.operations.inpaint import Inpaint
from pictoris.ports import Look, Painted, Task, Words
from pictoris.recipes import extend, inpaint
from pictoris.recipes.base import Tools
from tests.engines.painting_contract import PaintingContract, brief, picture

GRAPHS = Graphs(threads=1)
SENTENCES = Sentences(GRAPHS, lambda: read_checked("minilm_tokenizer.json"))

DIGEST = """
import hashlib
from tests.engines.sketch.test_engine import asked, sketch
print(*[hashlib.sha256(one.pixels).hexdigest() for one in asked(sketch(), seeds=(5, 6))])
"""


def sketch() -> Sketch:
    return Sketch(GRAPHS, SENTENCES.pieces, lambda: read_checked("sketch_concepts.json"))


def asked(
    engine: Sketch,
    task: Task = Task.TEXT,
    text: str | tuple[Words, ...] = "a red apple",
    stopped: Callable[[], bool] = lambda: False,
    **more: Any,
) -> Sequence[Painted]:
    words = (Words(text=text),) if isinstance(text, str) else text
    usual = {"width": 64, "height": 64, "seeds": (1,), "steps": 3, "words": words}
    return engine.paint(brief(task, **{**usual, **more}), lambda _fraction, _preview: None, stopped)


def pixels(*arguments: Any, **more: Any) -> np.ndarray:
    return asked(sketch(), *arguments, **more)[0].pixels.astype(int)


class TestSketch(PaintingContract):
    usual = {"steps": 3}  # noqa: RUF012 - as the contract declares it

    @pytest.fixture
    def painter(self):
        return sketch()


def test_the_same_seed_gives_the_same_pixels_in_another_process():
    runs = [
        subprocess.run([sys.executable, "-c", DIGEST], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert runs[0] == runs[1]
    assert len(set(runs[0].split())) == 2


def test_work_that_is_not_wanted_ends_within_a_step():
    calls: list[str] = []

    class Counting:
        def infer(self, graph, inputs):
            calls.append(graph)
            return GRAPHS.infer(graph, inputs)

        def input_names(self, graph):
            return GRAPHS.input_names(graph)

    engine = Sketch(Counting(), SENTENCES.pieces, lambda: read_checked("sketch_concepts.json"))
    with pytest.raises(Failed) as failed:
        asked(engine, steps=8, stopped=lambda: calls.count("sketch_painter") == 2)
    assert failed.value.code == "cancelled"
    assert calls.count("sketch_painter") == 2


@pytest.mark.parametrize(
    "change",
    [
        {"text": (Words(text="a red apple", weight=3), Words(text="snow"))},
        {"without": ("leaves",)},
        {"text": (Words(text="a red apple"), Words(text="leaves", weight=-0.5))},
        {"guidance": 6.0},
        {"steps": 4},
        {"look": Look(chaos=60)},
        {"look": Look(stylize=900)},
        {"look": Look(quality=4.0), "steps": None},
        {"look": Look(stop=40)},
        {"look": Look(style="gloomy")},
    ],
    ids=str,
)
def test_each_wish_changes_the_picture(change):
    text = change.get("text")
    plain = (
        (Words(text="a red apple"), *(Words(text=one.text) for one in text[1:] if one.weight > 0))
        if text
        else "a red apple"
    )
    usual = {"steps": None} if "steps" in change and change["steps"] is None else {}
    assert np.abs(pixels(text=plain, **usual) - pixels(**{"text": "a red apple", **change})).max() > 0


def test_words_that_name_nothing_learned_are_told_and_others_are_not():
    (unknown,) = asked(sketch(), text="a theremin")
    (known,) = asked(sketch(), text="two bananas beside a theremin")
    assert any("a theremin" in sentence for sentence in unknown.warnings)
    assert known.warnings == ()


def test_a_text_that_is_too_long_to_be_heard_is_told():
    (made,) = asked(sketch(), text="an apple " * 20)
    assert any("the rest was left out" in sentence for sentence in made.warnings)


def test_a_large_picture_is_as_large_as_asked_and_says_that_it_was_enlarged():
    (made,) = asked(sketch(), width=1000, height=300)
    assert made.pixels.shape == (300, 1000, 3)
    assert any("enlarged" in sentence for sentence in made.warnings)


def test_a_small_region_is_painted_from_what_is_around_it_and_the_rest_comes_back_as_it_was():
    base = picture(400, 300)
    mask = np.zeros((300, 400), np.uint8)
    mask[20:60, 30:80] = 255
    (made,) = asked(sketch(), Task.REGION, base=base, mask=mask, width=400, height=300)
    assert np.array_equal(made.pixels[150:], base[150:])
    assert not np.array_equal(made.pixels[20:60, 30:80], base[20:60, 30:80])


def test_what_is_outside_a_mask_comes_back_pixel_by_pixel_whoever_asks():
    base = picture(200, 150)
    mask = np.zeros((150, 200, 3), np.uint8)
    mask[40:100, 60:140] = 255
    tools = Tools(graphs=GRAPHS, report=lambda _fraction: None, painters=[sketch()])
    order = Inpaint(picture="data:,", mask="data:,", prompt="a red apple", steps=3, seed=3)
    outcome = inpaint.perform(order, {"picture": base, "mask": mask}, tools)
    for made in outcome.pictures:
        assert np.array_equal(made[mask[..., 0] == 0], base[mask[..., 0] == 0])
        assert not np.array_equal(made[50:90, 80:120], base[50:90, 80:120])


def test_what_a_canvas_grows_around_comes_back_pixel_by_pixel():
    base = picture(96, 96)
    tools = Tools(graphs=GRAPHS, report=lambda _fraction: None, painters=[sketch()])
    order = Extend(picture="data:,", prompt="snow", left=0.25, right=0.25, steps=3, seed=3)
    outcome = extend.perform(order, {"picture": base}, tools)
    for made in outcome.pictures:
        assert made.shape[0] >= 96
        assert np.array_equal(made[:96, 24:120], base)


def test_threads_take_turns_and_stop_while_they_wait():
    engine, begun, may_end, told = sketch(), Event(), Event(), []

    def slow(_done: float, _picture: Any) -> None:
        begun.set()
        assert may_end.wait(30)

    def second() -> None:
        with pytest.raises(Failed) as failed:
            asked(engine, stopped=lambda: True)
        told.append(failed.value.code)

    first = Thread(target=engine.paint, args=(brief(Task.TEXT, steps=3), slow, lambda: False))
    first.start()
    assert begun.wait(30)
    waiting = Thread(target=second)
    waiting.start()
    waiting.join(30)
    may_end.set()
    first.join(30)
    assert told == ["cancelled"]
    assert asked(engine)[0].pixels.shape == (64, 64, 3)


def test_a_version_that_may_not_go_far_stays_near():
    base = picture(64, 64)
    near, far = (pixels(Task.VARY, base=base, strength=strength) for strength in (0.1, 1.0))
    assert np.abs(near - base).mean() < np.abs(far - base).mean()


def test_what_it_is_weak_at_is_told():
    edited = asked(sketch(), Task.EDIT, text="make the apple blue")[0].warnings
    assert any("instructions" in sentence for sentence in edited)
    assert any("one picture" in sentence for sentence in edited)


def test_around_a_picture_its_words_change_nothing_unless_they_are_to_and_that_is_told():
    said = [asked(sketch(), Task.EXTEND, text)[0] for text in ("a red apple", "a blue whale")]
    assert np.array_equal(said[0].pixels, said[1].pixels)
    assert any("words change nothing" in sentence for sentence in said[0].warnings)
    (heard,) = asked(sketch(), Task.EXTEND, "a blue whale", guidance=3.0)
    assert not np.array_equal(heard.pixels, said[1].pixels)
    assert not any("words change nothing" in sentence for sentence in heard.warnings)


@pytest.mark.parametrize("task", [Task.IMAGE, Task.REGION, Task.BLEND])
def test_a_task_without_its_pictures_is_refused(task):
    with pytest.raises(Failed) as failed:
        asked(sketch(), task, base=None, mask=None, references=())
    assert failed.value.code == "task_not_possible"


@pytest.mark.parametrize(
    ("look", "factor"),
    [(Look(), 1.0), (Look(stylize=0), 1.25), (Look(stylize=1000), 0.6), (Look(raw=True), 1.25)],
)
def test_style_scales_guidance_and_a_number_is_taken_as_it_is(look, factor):
    usual = manner(brief(Task.TEXT)).guidance
    assert manner(brief(Task.TEXT, look=look)).guidance == pytest.approx(factor * usual)
    assert manner(brief(Task.TEXT, look=look, guidance=7.5)).guidance == 7.5


@pytest.mark.parametrize("task", [Task.REGION, Task.EXTEND])
def test_words_push_less_where_a_picture_is_around(task):
    assert manner(brief(task)).guidance < manner(brief(Task.TEXT)).guidance
    assert manner(brief(task, guidance=4.0)).guidance == 4.0
