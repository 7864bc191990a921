"""The command line knows its commands and turns our errors into one sentence and an exit code."""

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


def test_the_demo_says_with_its_exit_code_whether_it_worked(monkeypatch, tmp_path):
    monkeypatch.setattr(demo, "run_demo", lambda _out: 1)
    assert CliRunner().invoke(main.app, ["demo", "--out", str(tmp_path)]).exit_code == 1
