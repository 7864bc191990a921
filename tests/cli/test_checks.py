"""The doctor looks at each part by itself and says in one line what is wrong with it."""

import shutil

import pytest
from typer.testing import CliRunner

from pictoris.cli import checks
from pictoris.cli.checks import CHECKS
from pictoris.cli.main import app
from pictoris.engines.onnx import weights
from pictoris.infra.migrate import HEAD
from tests.models.weights import PIPELINE, write


@pytest.fixture
def pictoris(tmp_path):
    return lambda *words: CliRunner().invoke(app, [*words, "--data", str(tmp_path)])


def test_a_database_is_brought_up_to_date_once(pictoris):
    assert pictoris("migrate").stdout == f"The database went from nothing to {HEAD}.\n"
    assert pictoris("migrate").stdout == f"The database is at {HEAD}.\n"


def test_a_healthy_house_is_told_line_by_line(pictoris):
    pictoris("migrate")
    told = pictoris("doctor")
    assert told.exit_code == 0, told.stdout
    assert [line.split(":")[0] for line in told.stdout.splitlines()] == [
        f"ok    {one.name}" for one in CHECKS
    ]


def test_a_database_that_was_never_prepared_is_told_with_the_remedy(pictoris):
    told = pictoris("doctor")
    assert told.exit_code == 1
    (wrong,) = [line for line in told.stdout.splitlines() if line.startswith("WRONG")]
    assert wrong == f"WRONG database: SQLite is at revision none, not {HEAD}: run `pictoris migrate`."


def test_a_store_that_cannot_be_used_is_told_and_the_rest_is_still_looked_at(pictoris, tmp_path, monkeypatch):
    pictoris("migrate")
    (tmp_path / "a-file").write_text("in the way")
    monkeypatch.setenv("PICTORIS_STORE_URL", (tmp_path / "a-file").as_uri())
    told = pictoris("doctor")
    assert told.exit_code == 1
    assert [line.split(":")[0] for line in told.stdout.splitlines() if line.startswith("WRONG")] == [
        "WRONG store"
    ]
    assert len(told.stdout.splitlines()) == len(CHECKS)


def test_a_damaged_weight_is_told_with_the_remedy(pictoris, monkeypatch, tmp_path):
    pictoris("migrate")
    copied = tmp_path / "weights"
    shutil.copytree(weights.FOLDER, copied)
    damaged = copied / "face_landmark.onnx"
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"?")
    monkeypatch.setattr(weights, "FOLDER", copied)
    told = pictoris("doctor")
    assert told.exit_code == 1
    assert "WRONG weights: The weights file face_landmark.onnx is missing or damaged" in told.stdout


def test_a_file_that_is_no_database_is_told_and_the_rest_is_still_looked_at(pictoris, tmp_path):
    (tmp_path / "pictoris.sqlite").write_bytes(b"no database, whatever its name says" * 100)
    told = pictoris("doctor")
    assert told.exit_code == 1
    assert "WRONG database: The file of the database is damaged, or is none." in told.stdout
    assert len(told.stdout.splitlines()) == len(CHECKS)


def _with_a_model(pictoris, tmp_path):
    folder = write(tmp_path / "model", PIPELINE)
    pulled = pictoris("models", "pull", "tiny", "--from", str(folder), "--family", "sdxl")
    assert pulled.exit_code == 0, pulled.output
    pictoris("migrate")


def test_models_of_ones_own_are_named(pictoris, tmp_path, monkeypatch):
    _with_a_model(pictoris, tmp_path)
    monkeypatch.setattr(checks, "find_spec", lambda _name: True)
    assert "ok    models: tiny\n" in pictoris("doctor").stdout


def test_models_that_lack_what_runs_them_are_told_with_the_remedy(pictoris, tmp_path, monkeypatch):
    _with_a_model(pictoris, tmp_path)
    monkeypatch.setattr(checks, "find_spec", lambda name: None if name == "torch" else True)
    told = pictoris("doctor").stdout
    assert "WRONG models: tiny cannot run without torch: pip install 'pictoris[diffusion]'." in told
