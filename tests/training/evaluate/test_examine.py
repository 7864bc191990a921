"""Whoever paints what the data set shows passes; whoever paints something else, or copies, does not."""

import json
from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is not installed")

import training.evaluate.examine as examine_module
from training.evaluate.examine import Judge, asked_of, examination, examine
from training.recipe import RECIPES

RECIPE = replace(RECIPES["cpu"], concepts=10, shards=1, shard=400)


@pytest.fixture(scope="module")
def judge(tmp_path_factory):
    return Judge(RECIPE, tmp_path_factory.mktemp("judge"))


@pytest.fixture(scope="module")
def asked(judge):
    return asked_of(RECIPE, judge, 3, (20, 8, 10), unseen=False)


def ideas_of(asked):
    return {one.caption: one for one in (*asked.single, *asked.coloured, *asked.pairs)}


def test_the_classifier_knows_what_it_was_not_shown(judge):
    assert judge.of_itself[0] > 0.9


def test_the_classifier_is_fitted_once(tmp_path):
    np.savez(tmp_path / "classifier.npz", itself=(0.5, 0.6), weight=1, bias=1, mean=1, spread=1)
    assert Judge(RECIPE, tmp_path).of_itself == (0.5, 0.6)


def test_real_renderings_pass(judge, asked):
    known = ideas_of(asked)

    def paint(captions, seeds):
        return [judge.real([known[text]], seed)[0] for text, seed in zip(captions, seeds, strict=True)]

    figures, made = examine(judge, paint, asked, 40)
    assert figures.first > 0.9
    assert figures.five == 1
    assert figures.pairs > 0.8
    assert figures.colours > 0.6
    assert abs(figures.kid) < 0.1
    assert figures.seconds > 0
    assert [len(made[kind]) for kind in ("single", "coloured", "pairs")] == [20, 8, 10]


def test_who_always_paints_the_same_shows_little_and_differs_in_nothing(judge, asked, monkeypatch):
    # Among ten things, five guesses would be half of them.
    monkeypatch.setattr(examine_module, "_PAIR_BEST", 1)
    picture = judge.real([asked.single[0]], 1)[0]
    figures, _ = examine(judge, lambda captions, _seeds: [picture] * len(captions), asked, 40)
    assert figures.first <= 0.2
    assert figures.pairs <= 0.2
    assert figures.kid > 0.1
    assert figures.seeds_differ == pytest.approx(0, abs=1e-5)


def test_the_examination_leaves_figures_and_sheets(judge, tmp_path, monkeypatch):
    monkeypatch.setattr(examine_module, "COUNTS", (24, 12, 12))
    picture = judge.real(asked_of(RECIPE, judge, 3, (1, 0, 0), unseen=False).single, 1)[0]
    folder = tmp_path / "state"
    folder.mkdir()
    examination(RECIPE, folder, tmp_path / "out", lambda captions, _seeds: [picture] * len(captions), list)
    told = json.loads((tmp_path / "out" / "figures.json").read_bytes())
    assert told["real renderings"]["first"] > told["painter"]["first"]
    assert told["real renderings through the autoencoder"]["first"] == told["real renderings"]["first"]
    assert {path.name for path in (tmp_path / "out").glob("*.png")} == {
        "single.png",
        "coloured.png",
        "pairs.png",
    }
