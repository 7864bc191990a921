"""The demo does what it promises: four tools over HTTP, results in a folder, one sheet, and an honest exit code."""

import io
import json

import pytest
from PIL import Image
from rich.console import Console

from pictoris.cli import demo
from pictoris.cli.client import NoAnswer
from pictoris.cli.demo_steps import STEPS


def test_the_demo_leaves_every_result_and_a_sheet(tmp_path):
    said = io.StringIO()
    assert demo.run_demo(tmp_path, console=Console(file=said, width=200)) == 0, said.getvalue()
    pictures = {step.file for step in STEPS if "url" not in step.pictures}
    assert {path.name for path in tmp_path.glob("*.png")} == pictures | {"contact-sheet.png"}
    with Image.open(tmp_path / "upscale-rocket.png") as enlarged:
        assert enlarged.size == (1280, 854)
    words = json.loads((tmp_path / "descriptions.json").read_text())
    assert all(len(prompts) == 4 for prompts in words.values())
    assert str(tmp_path / "contact-sheet.png") in said.getvalue().replace("\n", "")


def test_a_demo_that_cannot_run_says_so_and_fails(tmp_path, monkeypatch):
    def broken(*_arguments, **_options):
        raise NoAnswer("The server did not start.")

    monkeypatch.setattr(demo, "local_server", broken)
    said = io.StringIO()
    assert demo.run_demo(tmp_path, console=Console(file=said)) == 1
    assert "The server did not start." in said.getvalue()


@pytest.mark.parametrize("path", sorted({step.path for step in STEPS}))
def test_every_tool_is_shown_as_a_line_for_curl(path):
    (line,) = [line for line in demo.curl_lines() if f"$PICTORIS{path} " in line]
    assert line.startswith("curl ")
