"""`pictoris models` brings, lists, chooses and removes models; what it prints can be read by people."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from pictoris.cli.main import app
from pictoris.errors import Forbidden, PictorisError
from tests.models.hub_stand_in import Hub, serving
from tests.models.weights import PIPELINE, safetensors, write


@pytest.fixture
def pictoris(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words):
        result = CliRunner().invoke(app, ["models", *words, "--data", str(tmp_path / "data")])
        if isinstance(result.exception, PictorisError):
            raise result.exception
        assert result.exit_code == 0, result.output
        return result.stdout

    return run


@pytest.fixture
def folder(tmp_path):
    return str(write(tmp_path / "source", PIPELINE))


def line(text, name):
    return next(one for one in text.splitlines() if f" {name} " in one)


def test_the_list_tells_names_licences_sizes_and_what_they_do(pictoris):
    listed = pictoris("list")
    assert "Apache-2.0" in line(listed, "flux-schnell")
    assert "text, image, vary" in line(listed, "flux-schnell")
    assert "33.7" in line(listed, "flux-dev")
    assert "describe" in line(listed, "florence-2-base")


def test_a_model_comes_from_a_folder_is_chosen_and_goes(pictoris, folder, tmp_path):
    assert "one is here: sdxl, 6 files" in pictoris("pull", "one", "--from", folder)
    pictoris("pull", "two", "--from", folder, "--licence", "MIT")
    assert "default" in line(pictoris("list"), "one")
    assert "two is used from now on" in pictoris("use", "two")
    assert "default" in line(pictoris("list"), "two")
    assert "one is gone" in pictoris("remove", "one")
    assert not (tmp_path / "data" / "models" / "one").exists()


def test_files_can_stay_where_they_are(pictoris, folder):
    pictoris("pull", "mine", "--from", folder, "--in-place")
    assert f"its files stay in {folder}" in pictoris("remove", "mine")


def test_a_lora_needs_to_be_told_its_family(pictoris, tmp_path):
    file = write(tmp_path, {"wool.safetensors": safetensors()}) / "wool.safetensors"
    assert "wool is here: sdxl, 1 files" in pictoris("pull", "wool", "--from", str(file), "--family", "sdxl")
    assert "lora for sdxl" in line(pictoris("list"), "wool")


def test_where_only_commercial_use_is_wanted_other_licences_are_refused(pictoris, monkeypatch):
    monkeypatch.setenv("PICTORIS_MODELS__COMMERCIAL_ONLY", "true")
    with pytest.raises(Forbidden, match="FLUX"):
        pictoris("pull", "flux-dev")


def test_a_model_comes_from_a_hub_through_the_real_command(tmp_path, monkeypatch):
    pytest.importorskip("huggingface_hub")
    command = [sys.executable, "-m", "pictoris", "models", "pull", "tiny"]
    with serving(Hub(repository="somebody/tiny", files=dict(PIPELINE))) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
        monkeypatch.setenv("HF_HUB_DISABLE_XET", "1")
        done = subprocess.run(
            [*command, "--source", "somebody/tiny", "--family", "sdxl"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert "tiny is here: sdxl, 6 files" in done.stdout
    assert (tmp_path / "data" / "models" / "tiny" / "unet" / "diffusion_pytorch_model.safetensors").exists()
    assert not (tmp_path / "data" / "models" / "tiny" / ".cache").exists()
