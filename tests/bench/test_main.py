"""The child's side of the workbench, as the parent meets it: lines of JSON in, lines of JSON out, and an end."""

import base64
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from pictoris.artifacts import rasters

OPTIONS = {"threads": 1, "graphs": {}, "recipes": {}, "models": [], "diffusion": {}}


class Child:
    """The process, and a conversation with it."""

    def __init__(self, folder: Path, program: Sequence[str] = ("-m", "pictoris.bench.main")) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, *program, json.dumps(OPTIONS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def ask(self, line: str) -> list[dict[str, Any]]:
        """Everything that is said up to the last word about this line."""
        self.tell(line)
        said = [self.hear()]
        while "progress" in said[-1]:
            said.append(self.hear())
        return said

    def tell(self, line: str) -> None:
        """Write a line."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        """The next thing that it says."""
        assert self.process.stdout is not None
        said: dict[str, Any] = json.loads(self.process.stdout.readline())
        return said

    def work(self, operation: str = "upscale", *, size: int = 16, number: int = 1, **params: object) -> str:
        path = self.folder / "image.raster"
        pixels = (bytes(range(251)) * size * size)[: size * size * 3]
        rasters.write(path, width=size, height=size, channels=3, pixels=pixels)
        given = {"image": "data:,", "scale": 2} | params
        roles = {role: str(path) for role in ("image", "source", "target")}
        folder = self.folder / str(number)
        folder.mkdir(exist_ok=True)
        work = {"operation": operation, "params": given, "inputs": roles, "folder": str(folder)}
        return json.dumps({"id": number, "work": work})

    def end(self) -> tuple[int, str]:
        """Close its input; its exit status, and what it wrote to standard error."""
        _, errors = self.process.communicate(timeout=30)
        return self.process.returncode, errors


@pytest.fixture(scope="module")
def child(tmp_path_factory) -> Iterator[Child]:
    started = Child(tmp_path_factory.mktemp("bench"))
    yield started
    started.end()


@pytest.mark.parametrize(
    ("kind", "start"), [("png", b"\x89PNG"), ("jpeg", b"\xff\xd8\xff"), ("webp", b"RIFF")]
)
def test_a_piece_of_work_ends_with_its_pictures_written_in_their_format(child, kind, start):
    *progress, last = child.ask(child.work(output_format=kind))
    (picture,) = last["pictures"]
    assert (picture["format"], picture["width"], picture["height"]) == (kind, 32, 32)
    assert Path(picture["path"]).read_bytes().startswith(start)
    assert Path(picture["path"]).parent == child.folder / "1"
    percents = [said["progress"] for said in progress]
    assert percents == sorted(set(percents))
    assert all(0 < percent < 100 for percent in percents)
    assert last["engine"]


def test_the_mark_says_how_the_picture_came_about(child):
    (picture,) = child.ask(child.work())[-1]["pictures"]
    data = Path(picture["path"]).read_bytes()
    assert b"Pictoris" in data
    assert b"upscale" in data


def test_a_recipe_that_refuses_is_heard_word_for_word(child):
    (said,) = child.ask(child.work("faceswap", source="data:,", target="data:,"))
    assert said["code"] == "no_face_in_source"
    assert str(said["error"]).endswith(".")


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "{}",
        "[]",
        "\x00",
        '"' + "x" * 100_000 + '"',
        '{"cancel": "x"}',
        '{"id": 1, "work": []}',
        '{"id": 1, "work": {"operation": "paint"}}',
    ],
)
def test_a_line_that_makes_no_sense_is_answered_without_its_words_and_the_next_one_is_read(child, line):
    (said,) = child.ask(line)
    assert said["code"] == "internal_error"
    assert "Traceback" not in str(said["error"])
    assert child.ask(child.work())[-1]["pictures"]


def test_params_are_checked_here_again(child):
    (said,) = child.ask(child.work(scale=400))
    assert said["code"] == "internal_error"


def test_a_picture_that_is_not_there_is_an_error_of_ours(child):
    work = json.loads(child.work())
    work["work"]["inputs"]["image"] = str(child.folder / "missing.raster")
    assert child.ask(json.dumps(work))[0]["code"] == "internal_error"


def test_it_ends_when_its_parent_is_gone(tmp_path):
    child = Child(tmp_path)
    assert child.ask(child.work())[-1]["pictures"]
    assert child.end() == (0, "")


def test_it_ends_even_in_the_middle_of_a_recipe(tmp_path):
    child = Child(tmp_path)
    assert child.process.stdin is not None
    assert child.process.stdout is not None
    child.process.stdin.write(child.work(size=1024, scale=4) + "\n")
    child.process.stdin.flush()
    assert "progress" in json.loads(child.process.stdout.readline())
    assert child.end()[0] == 0
    assert not (tmp_path / "1" / "result-0").exists()


CHATTER = """
import os
from pictoris.bench import main
load = main.load
def chatter(path):
    print("chatter")
    os.write(1, b"more\\n")
    return load(path)
main.load = chatter
main.main()
"""


def test_what_a_library_prints_is_not_taken_for_an_answer(tmp_path):
    child = Child(tmp_path, program=["-c", CHATTER])
    assert child.ask(child.work())[-1]["pictures"]
    status, errors = child.end()
    assert status == 0
    assert set(errors.split()) == {"chatter", "more"}


# ------------------------------------------------------------------------------- several works at a time

TOGETHER = """
import threading
import numpy as np
from pictoris.bench import main
from pictoris.errors import Failed
from pictoris.recipes import upscale
from pictoris.recipes.base import Outcome
gate = threading.Barrier(2)
def meet(params, pictures, tools):
    gate.wait(20)
    return Outcome(pictures=[pictures["image"]])
def wait(params, pictures, tools):
    tools.show(0.5, np.full((400, 300, 3), (250, 120, 10), np.uint8))
    while not tools.stopped():
        pass
    raise Failed("The work was stopped.", code="cancelled")
def leave(params, pictures, tools):
    raise SystemExit
upscale.perform = lambda params, *rest: {2.0: meet, 3.0: wait, 4.0: leave}[params.scale](params, *rest)
main.main()
"""


@pytest.fixture
def together(tmp_path) -> Iterator[Child]:
    started = Child(tmp_path, program=["-c", TOGETHER])
    yield started
    started.end()


def test_works_run_at_the_same_time_and_each_is_answered_under_its_id(together):
    for number in (7, 8):
        together.tell(together.work(number=number))
    said = {last["id"]: last for last in (together.hear(), together.hear())}
    assert {number: Path(said[number]["pictures"][0]["path"]).parent.name for number in said} == {
        7: "7",
        8: "8",
    }


def test_a_cancelled_work_is_told_to_stop_and_its_neighbour_is_not(together):
    for number in (1, 2):
        together.tell(together.work(number=number, scale=3))
        assert together.hear()["progress"] == 50
    together.tell('{"cancel": 2}')
    assert together.hear()["id"] == 2
    together.tell('{"cancel": 1}')
    last = together.hear()
    assert (last["id"], last["code"]) == (1, "cancelled")


def test_to_cancel_what_has_ended_or_never_was_is_no_fault(together):
    together.tell('{"cancel": 99}')
    for number in (1, 2):
        together.tell(together.work(number=number))
    assert {together.hear()["id"], together.hear()["id"]} == {1, 2}


def test_what_is_shown_arrives_as_a_small_jpeg(together):
    together.tell(together.work(number=1, scale=3))
    data = base64.b64decode(together.hear()["preview"])
    assert data.startswith(b"\xff\xd8\xff")


def test_a_recipe_that_wants_to_leave_ends_its_own_work_only(together):
    (said,) = together.ask(together.work(scale=4))
    assert said["code"] == "internal_error"
    together.tell(together.work(number=3, scale=3))
    assert together.hear()["id"] == 3
