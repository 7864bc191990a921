"""The command line knows its commands and turns our errors into one sentence and an exit code."""

import re
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from pictoris.cli import demo, main


@pytest.mark.parametrize(
    "command",
    ["serve", "worker", "keys", "credits", "migrate", "doctor", "demo", "keys create", "credits grant"],
)
def test_every_command_explains_itself(command):
    told = CliRunner().invoke(main.app, [*command.split(), "--help"])
    assert told.exit_code == 0
    assert "Usage" in told.output


def test_an_error_of_ours_is_one_sentence_and_exit_code_two(monkeypatch, capsys, tmp_path):
    line = ["pictoris", "keys", "create", "no address", "--data", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", line)
    with pytest.raises(SystemExit) as ended:
        main.main()
    assert ended.value.code == 2
    assert capsys.readouterr().err == "pictoris: 'no address' is not an e-mail address.\n"


def test_a_wrong_setting_is_no_traceback(tmp_path):
    ran = subprocess.run(
        [sys.executable, "-m", "pictoris", "migrate"],
        cwd=tmp_path,
        env={"PICTORIS_PROT": "80"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("pictoris: PICTORIS_PROT is not a setting")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["keys", "create", "ann@example.com", "--plan", "GOLD"], "pictoris: There is no plan 'GOLD'"),
        (["keys", "create", "ann@example.com", "--credits", "9999999999"], "whole number from"),
        (["keys", "create", "ann@example.com", "--credits", "-1"], "Invalid value"),
        (["keys", "create", "ann@example.com", "--credits", "1.5"], "Invalid value"),
        (["credits", "grant", "ann@example.com", "5"], "pictoris: There is no account of ann@example.com"),
        (["credits", "grant", "ann@example.com", "--", "-5"], "pictoris: "),
        (["paint"], "No such command"),
    ],
)
def test_what_cannot_be_done_is_exit_code_two_and_nothing_on_stdout(
    monkeypatch, capsys, tmp_path, words, sentence
):
    monkeypatch.setenv("PICTORIS_DATA", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["pictoris", *words])
    with pytest.raises(SystemExit) as ended:
        main.main()
    printed = capsys.readouterr()
    assert (ended.value.code, printed.out) == (2, "")
    assert sentence in printed.err
    assert "Traceback" not in printed.err


def test_a_script_gets_the_key_and_nothing_else(tmp_path):
    command = [sys.executable, "-m", "pictoris", "keys", "create", "ann@example.com"]
    ran = subprocess.run(
        command, cwd=tmp_path, env={"PICTORIS_DATA": "here"}, capture_output=True, text=True, check=True
    )
    assert re.fullmatch(r"sk-[\w-]{51}\n", ran.stdout)
    assert ran.stderr == ""


def test_the_demo_says_with_its_exit_code_whether_it_worked(monkeypatch, tmp_path):
    monkeypatch.setattr(demo, "run_demo", lambda _out: 1)
    assert CliRunner().invoke(main.app, ["demo", "--out", str(tmp_path)]).exit_code == 1
