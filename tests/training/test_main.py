"""Each step is one command."""

import pytest

pytest.importorskip("torch", reason="torch is not installed")

from training.__main__ import main


def run(monkeypatch, *words):
    monkeypatch.setattr("sys.argv", ["python -m training", *map(str, words)])
    main()


def test_a_step_that_there_is_not_is_refused(monkeypatch, capsys):
    with pytest.raises(SystemExit):
        run(monkeypatch, "paint")
    assert "invalid choice: 'paint'" in capsys.readouterr().err


def test_the_corpus_wants_to_know_its_folders(monkeypatch, tmp_path):
    with pytest.raises(SystemExit, match="--packages"):
        run(monkeypatch, "corpus", "--styles", tmp_path)
    with pytest.raises(FileNotFoundError, match="npm pack fluentui-emoji"):
        run(monkeypatch, "corpus", "--packages", tmp_path, "--styles", tmp_path / "styles")
