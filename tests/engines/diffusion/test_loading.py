"""Folders are loaded without pickles and remote code, and one set of weights serves every way."""

import json
import shutil
from importlib.util import find_spec
from typing import Any

import pytest

from pictoris.engines.diffusion.families import Way
from pictoris.engines.diffusion.options import ModelFolder, Options
from pictoris.errors import Failed
from pictoris.ports import Task
from tests.engines.painting_contract import brief, differ, paint

torch = pytest.importorskip("torch")
loading = pytest.importorskip("pictoris.engines.diffusion.loading")


def test_all_ways_share_one_set_of_weights(folder_of):
    loaded = loading.Loaded(folder_of("sdxl"), Options())
    words, region = loaded.pipeline(Way.WORDS), loaded.pipeline(Way.MASK)
    assert words.unet is region.unet
    assert words.vae is region.vae
    assert type(region).__name__ == "StableDiffusionXLInpaintPipeline"


@pytest.mark.parametrize("dtype", ["bfloat16", "float32"])
def test_numbers_stay_as_they_were_chosen_in_every_pipeline(folder_of, dtype):
    loaded = loading.Loaded(folder_of("flux-dev"), Options(dtype=dtype))
    for way in (Way.WORDS, Way.PICTURE, Way.MASK):
        assert loaded.pipeline(way).transformer.dtype == getattr(torch, dtype)


def test_the_scheduler_of_the_table_takes_the_place_of_the_folders(folder_of):
    assert (
        type(loading.Loaded(folder_of("sd15"), Options()).base.scheduler).__name__ == "EulerDiscreteScheduler"
    )


def test_weights_that_could_carry_code_are_not_loaded(folder_of, tmp_path):
    folder = shutil.copytree(folder_of("sd15").path, tmp_path / "pickled")
    weights = folder / "unet" / "diffusion_pytorch_model.safetensors"
    torch.save({}, weights.with_suffix(".bin"))
    weights.unlink()
    with pytest.raises(Failed) as failed:
        loading.Loaded(ModelFolder(name="pickled", path=folder, family="sd15"), Options())
    assert failed.value.code == "model_damaged"


def test_code_in_a_folder_is_not_run(folder_of, tmp_path):
    folder = shutil.copytree(folder_of("sd15").path, tmp_path / "coded")
    (folder / "unet" / "mine.py").write_text(
        f"open({str(tmp_path / 'ran')!r}, 'w').close()\nclass Mine: pass\n"
    )
    index = json.loads((folder / "model_index.json").read_text())
    (folder / "model_index.json").write_text(json.dumps({**index, "unet": ["mine", "Mine"]}))
    with pytest.raises(Failed):
        loading.Loaded(ModelFolder(name="coded", path=folder, family="sd15"), Options())
    assert not (tmp_path / "ran").exists()


def test_a_step_cache_is_switched_on_where_the_network_has_one(folder_of):
    cached = loading.Loaded(folder_of("flux-dev"), Options(step_cache="first_block"))
    assert cached.network.is_cache_enabled
    loading.Loaded(folder_of("sd15"), Options(step_cache="first_block"))


@pytest.mark.parametrize("offload", ["model", "sequential"])
@pytest.mark.parametrize("family", ["sdxl", "flux-dev"])
def test_what_waits_in_main_memory_paints_the_same_picture_in_every_way(engine_of, family, offload):
    engine = engine_of(family, offload=offload)
    for task in (Task.TEXT, Task.REGION, Task.TEXT):
        asked = brief(task, seeds=(1,), steps=2)
        told: list[Any] = []
        (made,) = engine.paint(asked, lambda *news, into=told: into.append(news), lambda: False)
        assert told[0][1] is not None
        assert differ(made.pixels, paint(engine_of(family), asked)[0].pixels) <= 1


def test_tiling_can_be_chosen(folder_of):
    assert loading.Loaded(folder_of("sd15"), Options(vae_tiling=True)).base.vae.use_tiling


def test_quantisation_without_its_library_says_what_is_missing(folder_of):
    try:
        import torchao  # noqa: F401, PLC0415 - optional
    except ImportError:
        with pytest.raises(Failed, match="torchao") as failed:
            loading.Loaded(folder_of("flux-dev"), Options(quantisation="int8"))
        assert failed.value.code == "engine_misconfigured"
    else:
        loaded = loading.Loaded(folder_of("flux-dev"), Options(quantisation="int8"))
        assert any("Int8" in type(weights).__name__ for weights in loaded.network.parameters())


@pytest.mark.skipif(find_spec("torchvision") is not None, reason="nothing is missing")
def test_a_package_that_a_family_needs_beside_the_extra_is_named(tmp_path):
    with pytest.raises(Failed, match="torchvision") as failed:
        loading.Loaded(ModelFolder(name="editor", path=tmp_path, family="qwen-image-edit"), Options())
    assert failed.value.code == "engine_misconfigured"


def test_a_shelf_keeps_the_models_that_were_used_last(folder_of):
    folders = {name: folder_of(name) for name in ("sd15", "sdxl", "flux-dev")}
    shelf = loading.Shelf(folders, Options(max_loaded=2))
    first = shelf.get("sd15")
    shelf.get("sdxl")
    assert shelf.get("sd15") is first
    shelf.get("flux-dev")
    assert shelf.names() == ["sd15", "flux-dev"]
    shelf.clear()
    assert shelf.names() == []


def test_where_and_how_to_run_follows_the_options():
    assert str(loading.device_of(Options(device="cpu"))) == "cpu"
    assert loading.dtype_of(Options(), torch.device("cpu")) is torch.float32
    assert loading.dtype_of(Options(), torch.device("cuda")) is torch.bfloat16
    assert loading.dtype_of(Options(dtype="float16"), torch.device("cpu")) is torch.float16
