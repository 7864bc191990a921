"""A matrix is enough to see from latents what the picture will be."""

import numpy as np
import pytest

from tests.engines.painting_contract import picture

torch = pytest.importorskip("torch")
previews = pytest.importorskip("pictoris.engines.diffusion.previews")
tiny = pytest.importorskip("tests.engines.diffusion.tiny")


class AverageCoder(torch.nn.Module):  # type: ignore[misc,name-defined] # torch may not be there
    """An autoencoder whose latents are known: eight-pixel means, mixed and turned."""

    class Config:
        scaling_factor = 0.5
        shift_factor = 0.1

    config = Config()

    def __init__(self):
        super().__init__()
        self.mixing = torch.nn.Parameter(torch.linalg.qr(torch.randn(4, 4))[0][:, :3])

    def encode(self, pixels):
        means = torch.nn.functional.avg_pool2d(pixels, 8)
        latents = torch.einsum("cr,nrhw->nchw", self.mixing, means)
        return type("Out", (), {"latent_dist": type("Mode", (), {"mode": lambda _self: latents})()})()


def test_the_fit_sees_through_any_linear_code():
    coder = AverageCoder()
    projection = previews.fit_projection(coder)
    shown = picture(128, 128, 3)
    pixels = torch.from_numpy(shown).permute(2, 0, 1)[None].float() / 127.5 - 1
    made = projection.picture(previews.normalised(coder, pixels)[0].detach())
    expected = shown.reshape(16, 8, 16, 8, 3).mean(axis=(1, 3))
    assert np.abs(made.astype(float) - expected).max() < 3


def test_every_kind_of_latents_becomes_a_grid():
    grid = torch.arange(2 * 16 * 8 * 10, dtype=torch.float32).reshape(2, 16, 8, 10)
    packed = grid.view(2, 16, 4, 2, 5, 2).permute(0, 2, 4, 1, 3, 5).reshape(2, 20, 64)
    assert torch.equal(previews.unpacked(packed, 64, 80), grid)
    assert torch.equal(previews.unpacked(grid[:, :, None], 64, 80), grid)
    assert torch.equal(previews.unpacked(grid, 64, 80), grid)


def test_previews_stay_small_and_survive_what_is_no_number():
    projection = previews.Projection(matrix=np.ones((5, 3), np.float32))
    made = projection.picture(torch.full((4, 256, 320), float("nan")))
    assert made.shape == (102, 128, 3)
    assert made.dtype == np.uint8


def test_real_autoencoders_can_be_fitted():
    torch.manual_seed(1)
    assert previews.fit_projection(tiny.autoencoder()).matrix.shape == (5, 3)
