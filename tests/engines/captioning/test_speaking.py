"""A model is loaded without pickles and remote code, and its troubles become sentences."""

import json
import shutil
from contextlib import suppress

import pytest

from pictoris.engines.captioning.asks import ASKS, CaptionModel
from pictoris.errors import Failed
from tests.engines.painting_contract import picture

torch = pytest.importorskip("torch")
speaking = pytest.importorskip("pictoris.engines.captioning.speaking")


def describe(speaker):
    return speaker.describe(picture(32, 32), ASKS["blip"], lambda *_: None, lambda: False)


@pytest.fixture
def speaker(model_of):
    return speaking.Speaker(model_of("blip"), "cpu", 1)


def test_a_folder_that_is_no_model_is_damaged(tmp_path):
    with pytest.raises(Failed, match="pull it again") as failed:
        speaking.Speaker(CaptionModel(name="nothing", path=tmp_path, family="blip"), "cpu", 0)
    assert failed.value.code == "model_damaged"


def test_weights_that_could_carry_code_are_not_loaded(model_of, tmp_path):
    folder = shutil.copytree(model_of("blip").path, tmp_path / "pickled")
    (folder / "model.safetensors").unlink()
    torch.save({}, folder / "pytorch_model.bin")
    with pytest.raises(Failed) as failed:
        speaking.Speaker(CaptionModel(name="pickled", path=folder, family="blip"), "cpu", 0)
    assert failed.value.code == "model_damaged"


def test_code_in_a_folder_is_not_run(model_of, tmp_path):
    folder = shutil.copytree(model_of("blip").path, tmp_path / "coded")
    (folder / "mine.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w').close()\nclass Mine: pass\n")
    config = json.loads((folder / "config.json").read_text())
    config["auto_map"] = {
        "AutoConfig": "mine.Mine",
        "AutoModelForVision2Seq": "mine.Mine",
        "AutoProcessor": "mine.Mine",
    }
    (folder / "config.json").write_text(json.dumps(config))
    with suppress(Failed):
        speaking.Speaker(CaptionModel(name="coded", path=folder, family="blip"), "cpu", 0)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        (torch.OutOfMemoryError("CUDA out of memory"), "out_of_memory"),
        (RuntimeError("shapes differ"), "engine_failed"),
    ],
)
def test_troubles_within_the_model_become_codes(speaker, trouble, code):
    def fail(_module, _inputs):
        raise trouble

    speaker._model.vision_model.register_forward_pre_hook(fail)
    with pytest.raises(Failed) as failed:
        describe(speaker)
    assert failed.value.code == code
