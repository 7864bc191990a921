"""When memory runs out a picture is tried with less, and only then fails with a sentence."""

import threading

import pytest

from pictoris.engines.diffusion.engine import Diffusion
from pictoris.engines.diffusion.options import Options
from pictoris.errors import Failed
from pictoris.ports import Task
from tests.engines.painting_contract import brief, differ, paint

torch = pytest.importorskip("torch")


class Scarcity:
    """Lets a real network run out of memory: whenever `is_too_much` says so of what goes into it."""

    def __init__(self, is_too_much):
        self.is_too_much = is_too_much
        self.seen = []

    def __call__(self, _module, inputs):
        shape = tuple(inputs[0].shape)
        self.seen.append(shape)
        if self.is_too_much(shape):
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")


@pytest.fixture
def engine(folder_of):
    made = Diffusion([folder_of("sd15")], options=Options(batch_wait=0.0))
    made._opened()
    return made


@pytest.fixture
def loaded(engine):
    return engine._painter._shelf.get("sd15")


def test_a_batch_that_is_too_large_is_painted_in_halves_and_the_next_one_starts_small(engine, loaded):
    asked = brief(Task.TEXT, seeds=(1, 2, 3, 4), steps=2)
    usual = paint(engine, asked)
    scarcity = Scarcity(lambda shape: shape[0] > 4)  # guidance doubles the rows: two pictures at most
    loaded.network.register_forward_pre_hook(scarcity)
    halved = paint(engine, asked)
    assert max(differ(one.pixels, other.pixels) for one, other in zip(usual, halved, strict=True)) <= 1
    assert all(one.warnings == () for one in halved)
    scarcity.seen.clear()
    paint(engine, asked)
    assert {shape[0] for shape in scarcity.seen} == {4}


def test_then_the_decoder_works_in_tiles(engine, loaded):
    loaded.base.vae.decoder.register_forward_pre_hook(Scarcity(lambda _shape: not loaded.base.vae.use_tiling))
    (made,) = paint(engine, brief(Task.TEXT, seeds=(1,), steps=2))
    assert made.pixels.shape == (64, 80, 3)
    assert made.warnings == ()


@pytest.mark.parametrize("task", [Task.TEXT, Task.REGION, Task.VARY])
def test_then_it_is_painted_smaller_and_said_so(engine, loaded, task):
    loaded.network.register_forward_pre_hook(Scarcity(lambda shape: shape[-1] * shape[-2] > 70))
    (made,) = paint(engine, brief(task, seeds=(1,), steps=2))
    assert made.pixels.shape == (64, 80, 3)
    assert made.warnings == ("Painted at 56 × 48 and enlarged: there was not enough memory.",)


def test_then_it_fails_with_a_sentence_and_the_next_one_is_tried_anew(engine, loaded):
    handle = loaded.network.register_forward_pre_hook(Scarcity(lambda _shape: True))
    with pytest.raises(Failed, match="make it smaller") as failed:
        paint(engine, brief(Task.TEXT, seeds=(1,), steps=2))
    assert failed.value.code == "out_of_memory"
    assert failed.value.__cause__ is None, "a chained error would keep the tensors of the attempt"
    handle.remove()
    assert len(paint(engine, brief(Task.TEXT, seeds=(1,), steps=2))) == 1


def test_whatever_else_breaks_is_a_failed_engine(engine, loaded):
    def broken(_module, _inputs):
        raise RuntimeError("mat1 and mat2 shapes cannot be multiplied\nat line 3")

    loaded.network.register_forward_pre_hook(broken)
    with pytest.raises(Failed, match=r"cannot be multiplied$") as failed:
        paint(engine, brief(Task.TEXT, seeds=(1,), steps=2))
    assert failed.value.code == "engine_failed"


def test_a_stopped_picture_ends_at_the_next_step(engine, loaded):
    steps = Scarcity(lambda _shape: False)
    loaded.network.register_forward_pre_hook(steps)
    is_stopped = threading.Event()
    with pytest.raises(Failed) as failed:
        engine.paint(brief(Task.TEXT, seeds=(1,), steps=60), lambda *_: is_stopped.set(), is_stopped.is_set)
    assert failed.value.code == "cancelled"
    engine.unload()  # returns when the batch has ended
    assert len(steps.seen) < 60


def test_of_two_that_share_a_batch_one_can_stop_and_the_other_gets_its_picture(folder_of, engine_of):
    engine = Diffusion([folder_of("sd15")], options=Options(batch_wait=5.0, max_batch=2))
    is_stopped, errors, made = threading.Event(), [], []

    def leave():
        try:
            engine.paint(
                brief(Task.TEXT, seeds=(1,), steps=20), lambda *_: is_stopped.set(), is_stopped.is_set
            )
        except Failed as failed:
            errors.append(failed.code)

    def stay():
        made.extend(paint(engine, brief(Task.TEXT, seeds=(2,), steps=20)))

    threads = [threading.Thread(target=one) for one in (leave, stay)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == ["cancelled"]
    (alone,) = paint(engine_of("sd15"), brief(Task.TEXT, seeds=(2,), steps=20))
    assert differ(made[0].pixels, alone.pixels) <= 1


def test_more_pictures_than_a_batch_takes_are_all_painted(folder_of):
    engine = Diffusion([folder_of("sd15")], options=Options(batch_wait=0.0, max_batch=2))
    made = paint(engine, brief(Task.TEXT, seeds=(1, 2, 3, 4, 5), steps=2))
    assert len({one.pixels.tobytes() for one in made}) == 5
    assert differ(made[4].pixels, paint(engine, brief(Task.TEXT, seeds=(5,), steps=2))[0].pixels) <= 1
