"""Every way is tried on the same questions, and its figures are printed."""

from dataclasses import replace

import pytest

pytest.importorskip("torch", reason="torch is not installed")

from training.evaluate import choose
from training.evaluate.examine import Judge
from training.recipe import RECIPES


def test_each_way_has_a_line_of_figures(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(choose, "_COUNTS", (4, 2, 2))
    judge = Judge(replace(RECIPES["cpu"], concepts=4), tmp_path)
    picture = judge.real(choose.questions(judge.known, seed=1, counts=(1, 0, 0), held_out=False).single, 1)[0]
    heard = []

    def painter(steps, guidance):
        def paint(captions, _seeds):
            heard.append((steps, guidance, tuple(captions)))
            return [picture] * len(captions)

        return paint

    choose.choose(judge, painter)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(choose.TRIED)
    assert all("first" in line and "seconds" in line for line in lines)
    assert len({captions for _steps, _guidance, captions in heard}) * len(choose.TRIED) == len(heard)
