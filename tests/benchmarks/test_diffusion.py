"""What is measured on a GPU runs as well on a tiny pipeline, and says so where there is nothing to measure."""

import pytest

from bench import diffusion

torch = pytest.importorskip("torch")
diffusers = pytest.importorskip("diffusers")
tiny = pytest.importorskip("tests.engines.diffusion.tiny")


def test_ours_and_plain_diffusers_are_measured_side_by_side(tmp_path):
    folder = tiny.build("flux-schnell", tmp_path)

    def build(_device):
        pipeline = diffusers.FluxPipeline.from_pretrained(folder, use_safetensors=True)
        pipeline.set_progress_bar_config(disable=True)
        return pipeline

    shape = diffusion.Shape(family="flux-schnell", build=build, side=64, steps=1, pictures=2)
    figures = list(diffusion.compared(shape, "cpu"))
    assert [figure.what.rpartition(": ")[2] for figure in figures] == [
        "plain, one by one",
        "plain, one batch",
        "ours, callers at once",
    ]
    assert all(figure.value > 0 for figure in figures)


@pytest.mark.parametrize(
    ("family", "network", "billions"), [("flux-schnell", "transformer", 11.9), ("sdxl", "unet", 2.57)]
)
def test_the_measured_networks_are_as_large_as_the_real_ones(family, network, billions):
    shapes = pytest.importorskip("bench.diffusion_shapes")
    pipeline = shapes.BUILD[family]("meta")
    count = sum(weights.numel() for weights in getattr(pipeline, network).parameters())
    assert count / 1e9 == pytest.approx(billions, rel=0.01)


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is something to measure")
def test_without_a_gpu_nothing_is_measured_and_that_is_said(tmp_path, capsys):
    assert list(diffusion.measure(tmp_path)) == []
    assert "no CUDA GPU" in capsys.readouterr().out
