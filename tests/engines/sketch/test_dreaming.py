"""From a beginning to latents: what stays, where it ends, what is shown on the way."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from pictoris.engines.onnx.sessions import Graphs
from pictoris.engines.sketch.beginnings import Beginning
from pictoris.engines.sketch.dreaming import Dream, Manner
from pictoris.engines.sketch.networks import Networks
from pictoris.engines.sketch.progress import Progress
from pictoris.engines.sketch.wording import Wording, told

NETWORKS = Networks(graphs=Graphs(threads=1))
BASE = np.random.default_rng(3).standard_normal((1, 8, 8, 8)).astype(np.float32)
WORDS = np.random.default_rng(4).standard_normal((3, 384)).astype(np.float32)


def dream(begun=None, seeds=(1,), **manner):
    heard = told(
        Wording(parts=("a fox",), weights=(1.0,), away=""), lambda texts: [WORDS] * len(texts), seeds, 0
    )
    return Dream(
        networks=NETWORKS, told=heard, seeds=seeds, manner=Manner(**{"steps": 4, **manner}),
        begun=begun or Beginning(size=(64, 64)),
    )  # fmt: skip


def latents(begun=None, seeds=(1,), news=None, **manner):
    report = (lambda fraction, seen: news.append((fraction, seen))) if news is not None else lambda *_: None
    return dream(begun, seeds, **manner).latents(Progress(report=report, stopped=lambda: False))


def test_each_seed_gives_latents_of_its_own_whoever_is_beside_it():
    both, (alone,) = latents(seeds=(1, 2)), latents(seeds=(2,))
    assert both.shape == (2, 8, 8, 8)
    assert np.array_equal(both[1], alone)
    assert not np.array_equal(both[0], both[1])


def test_the_less_noise_in_the_beginning_the_nearer_it_stays():
    away = [
        float(np.abs(latents(Beginning(size=(64, 64), base=BASE, time=time)) - BASE).mean())
        for time in (0.1, 0.5, 1)
    ]
    assert away == sorted(away)
    assert away[0] < away[2] / 2


def test_what_is_not_fresh_stays_but_for_the_cells_beside_the_seam():
    fresh = np.zeros((8, 8), bool)
    fresh[:, :3] = True
    made = latents(Beginning(size=(64, 64), base=BASE, fresh=fresh))
    assert np.abs(made - BASE)[..., 4:].max() < 1e-6
    assert np.abs(made - BASE)[..., :3].max() > 0.1
    assert np.abs(made - BASE)[..., 3].max() > 0


def test_nothing_fresh_changes_nothing():
    made = latents(Beginning(size=(64, 64), base=BASE, fresh=np.zeros((8, 8), bool)))
    assert np.abs(made - BASE).max() < 1e-6


def test_an_early_end_takes_fewer_steps_and_gives_what_is_foreseen():
    news: list[Any] = []
    early, whole = latents(steps=8, stop=0.5, news=news), latents(steps=8)
    assert len(news) == 5
    assert not np.array_equal(early, whole)
    assert np.isfinite(early).all()


def test_every_second_step_shows_all_pictures_small():
    news: list[Any] = []
    latents(seeds=(1, 2, 3, 4), news=news)
    assert [fraction for fraction, _ in news] == pytest.approx([0, 0.25, 0.5, 0.75, 1])
    assert [seen is None for _, seen in news] == [True, True, False, True, False]
    assert news[2][1].shape == (128, 128, 3)


def test_more_guidance_is_another_picture():
    plain = dream()
    quiet = Progress(report=lambda *_: None, stopped=lambda: False)
    strong = replace(plain, manner=Manner(steps=4, guidance=8.0))
    assert not np.array_equal(plain.latents(quiet), strong.latents(quiet))
