"""What a picture begins as, task by task."""

import numpy as np
import pytest

from pictoris.engines.onnx.sessions import Graphs
from pictoris.engines.sketch.beginnings import BEGINNINGS, spherical_mean
from pictoris.engines.sketch.networks import Networks
from pictoris.ports import Reference, Task
from tests.engines.painting_contract import brief, picture

NETWORKS = Networks(graphs=Graphs(threads=1))


def begun(task, **more):
    return BEGINNINGS[task](brief(task, **{"width": 64, "height": 64, **more}), NETWORKS)


def test_words_alone_begin_as_nothing_but_noise():
    made = begun(Task.TEXT, width=300, height=200)
    assert (made.base, made.time, made.fresh, made.grid) == (None, 1.0, None, (12, 18))


@pytest.mark.parametrize("task", [Task.IMAGE, Task.VARY])
def test_strength_says_how_much_noise_there_is_in_the_beginning(task):
    assert [begun(task, strength=strength).time for strength in (0.35, 0.75)] == [0.35, 0.75]
    assert begun(task, strength=0.0).time > 0


def test_an_instruction_begins_with_the_first_picture():
    green, red = (np.full((40, 40, 3), colour, np.uint8) for colour in ((40, 200, 40), (200, 40, 40)))
    references = tuple(Reference(role="image", pixels=one) for one in (green, red))
    made = begun(Task.EDIT, references=references)
    assert np.array_equal(made.base, NETWORKS.encoded([np.full((128, 128, 3), (40, 200, 40), np.uint8)]))


def test_a_blend_is_between_its_pictures_as_their_weights_say():
    white, black = (np.full((40, 40, 3), level, np.uint8) for level in (230, 30))
    ends = [
        begun(Task.BLEND, references=(Reference(role="image", pixels=one),)).base for one in (white, black)
    ]
    pair = (Reference(role="image", pixels=white, weight=3.0), Reference(role="image", pixels=black))
    mean = begun(Task.BLEND, references=pair).base
    distance = [np.abs(mean - end).mean() for end in ends]
    assert 0 < distance[0] < distance[1]


def test_a_mean_is_as_wide_as_what_it_is_the_mean_of():
    latents = np.random.default_rng(1).standard_normal((2, 8, 16, 16)).astype(np.float32)
    assert latents.mean(0).std() < 0.8
    assert spherical_mean(latents, (1.0, 1.0)).std() == pytest.approx(latents.std(), rel=0.02)


def test_a_region_is_seen_close_and_is_painted_where_the_mask_reaches():
    mask = np.zeros((300, 400), np.uint8)
    mask[100:160, 100:180] = 255
    made = begun(Task.REGION, base=picture(400, 300), mask=mask, width=400, height=300)
    assert made.box is not None
    assert (made.box.width, made.box.height) == (128, 96)
    assert made.fresh is not None
    assert made.fresh.mean() == pytest.approx(0.4, abs=0.1)
    assert made.fresh.shape == made.grid


def test_a_larger_canvas_is_filled_before_it_is_seen():
    base = np.zeros((64, 64, 3), np.uint8)
    base[16:48, 16:48] = 220
    mask = np.full((64, 64), 255, np.uint8)
    mask[16:48, 16:48] = 0
    made = begun(Task.EXTEND, base=base, mask=mask)
    assert made.fresh is not None
    assert made.fresh.mean() == pytest.approx(0.75, abs=0.02)
    (seen,) = NETWORKS.decoded(made.base)
    assert seen.mean() > 180
