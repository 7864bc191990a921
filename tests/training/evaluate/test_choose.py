"""Every way is tried on the same questions, and what comes of it is printed."""

from dataclasses import replace

import pytest

pytest.importorskip("torch", reason="torch is not installed")

from training.evaluate import choose
from training.evaluate.examine import Judge, asked_of
from training.recipe import RECIPES

RECIPE = replace(RECIPES["cpu"], concepts=4, shards=1, shard=200)


def test_each_way_has_a_line_of_figures(tmp_path, capsys):
    judge = Judge(RECIPE, tmp_path)
    asked = asked_of(RECIPE, judge, 1, (4, 2, 2), unseen=False)
    picture = judge.real([asked.single[0]], 1)[0]
    heard = []

    def painter(steps, guidance):
        def paint(captions, _seeds):
            heard.append((steps, guidance, tuple(captions)))
            return [picture] * len(captions)

        return paint

    choose.choose_guidance(judge, asked, painter)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(choose.TRIED)
    assert all("first" in line and "seconds" in line for line in lines)
    assert len({captions for _steps, _guidance, captions in heard}) * len(choose.TRIED) == len(heard)


def test_every_number_of_steps_is_tried_with_every_shift(capsys):
    tried: list[tuple[float, ...]] = []

    def apart(at):
        tried.append(tuple(at))
        return 0.25

    choose.choose_times(apart)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["steps", *map(str, choose.STEPS)]
    assert len(set(tried)) == len(choose.STEPS) * len(choose.SHIFTS)
    assert {len(at) - 1 for at in tried} == set(choose.STEPS)
    assert {line.count("0.2500") for line in lines[1:]} == {len(choose.SHIFTS)}
