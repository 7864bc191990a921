"""LoRAs are loaded for whoever asks for them, and for nobody else."""

import pytest

from pictoris.engines.diffusion.engine import Diffusion
from pictoris.engines.diffusion.options import LoraFile, Options
from pictoris.errors import Failed
from pictoris.ports import Task
from tests.engines.painting_contract import brief, differ, paint

torch = pytest.importorskip("torch")
peft = pytest.importorskip("peft")
safetensors = pytest.importorskip("safetensors.torch")


def saved(path, weights):
    safetensors.save_file(weights, path)
    return path


def lora_of(network, path, seed):
    """A LoRA of rank 2 for every query of a network, strong enough to be seen."""
    torch.manual_seed(seed)
    weights = {}
    for name, module in network.named_modules():
        if name.endswith("to_q"):
            weights[f"unet.{name}.lora_A.weight"] = torch.randn(2, module.in_features)
            weights[f"unet.{name}.lora_B.weight"] = torch.randn(module.out_features, 2)
    assert weights
    return saved(path, weights)


@pytest.fixture(scope="module")
def engine(folder_of, tmp_path_factory):
    diffusers = pytest.importorskip("diffusers")
    folder, here = folder_of("sd15"), tmp_path_factory.mktemp("loras")
    network = diffusers.UNet2DConditionModel.from_pretrained(folder.path, subfolder="unet")
    names = [
        LoraFile(name="wool.v2", path=lora_of(network, here / "wool.safetensors", 1), family="sd15"),
        LoraFile(name="clay", path=lora_of(network, here / "clay.safetensors", 2), family="sd15"),
        LoraFile(
            name="other", path=saved(here / "other.safetensors", {"a.b.weight": torch.ones(2)}), family="sd15"
        ),
        LoraFile(
            name="wide",
            path=saved(
                here / "wide.safetensors",
                {
                    "unet.down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_q.lora_A.weight": torch.ones(
                        2, 99
                    ),
                    "unet.down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_q.lora_B.weight": torch.ones(
                        99, 2
                    ),
                },
            ),
            family="sd15",
        ),
    ]
    return Diffusion([folder], names, Options(batch_wait=0.0))


def painted(engine, **loras):
    names = {name.replace("_", "."): scale for name, scale in loras.items()}
    return paint(engine, brief(Task.TEXT, seeds=(1,), steps=3, loras=names))[0].pixels


def test_each_lora_changes_the_picture_by_its_scale(engine):
    plain = painted(engine)
    assert differ(plain, painted(engine, wool_v2=1.0)) > differ(plain, painted(engine, wool_v2=0.05)) > 0
    assert differ(painted(engine, wool_v2=1.0), painted(engine, clay=1.0)) > 0


def test_who_does_not_ask_for_one_is_not_touched_by_those_before(engine):
    plain = painted(engine)
    painted(engine, wool_v2=1.0, clay=0.5)
    assert differ(painted(engine), plain) <= 1


def test_two_loras_work_together(engine):
    both = painted(engine, wool_v2=0.5, clay=0.5)
    assert differ(both, painted(engine, wool_v2=0.5)) > 0
    assert differ(both, painted(engine, clay=0.5)) > 0


@pytest.mark.parametrize("name", ["other", "wide"])
def test_one_that_does_not_fit_fails_with_a_sentence_and_leaves_nothing_behind(engine, name):
    plain = painted(engine)
    with pytest.raises(Failed, match="does not fit") as failed:
        painted(engine, **{name: 1.0})
    assert failed.value.code == "lora_incompatible"
    assert differ(painted(engine), plain) <= 1
