"""Pictures become latents of an eighth of their side, and pictures again."""

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")

from pictoris.engines.sketch.networks import CELL, DEPTH  # noqa: E402
from training.network.autoencoder import (  # noqa: E402 - after the check that torch is there
    Autoencoder,
    AutoencoderShape,
    reconstruction_loss,
)

TINY = AutoencoderShape(fine=16, coarse=16, blocks=1, decoder_blocks=1)


def network():
    torch.manual_seed(1)
    return Autoencoder(TINY)


@pytest.mark.parametrize("side", [(64, 64), (48, 80), (16, 8)])
def test_latents_have_an_eighth_of_the_side_and_pictures_come_back_whole(side):
    small = network().eval()
    with torch.no_grad():
        latents = small.encode(torch.rand(2, 3, *side) * 2 - 1)
        assert latents.shape == (2, DEPTH, side[0] // CELL, side[1] // CELL)
        assert small.decode(latents).shape == (2, 3, *side)


def test_latents_are_measured_against_noise():
    latents = network().train().encode(torch.rand(8, 3, 32, 32) * 2 - 1)
    assert latents.mean((0, 2, 3)).abs().max() < 1e-4
    assert (latents.var((0, 2, 3), unbiased=False) - 1).abs().max() < 0.01


def test_the_loss_is_nothing_for_the_same_picture_and_grows_with_the_difference():
    real = torch.rand(1, 3, 32, 32)
    noise = torch.randn_like(real)
    losses = [float(reconstruction_loss(real + share * noise, real)) for share in (0, 0.1, 0.2)]
    assert losses[0] == 0
    assert losses[2] == pytest.approx(2 * losses[1], rel=1e-3)


def test_the_loss_sees_a_blur_that_leaves_the_mean_alone():
    stripes = torch.zeros(1, 3, 32, 32)
    stripes[..., ::2] = 1
    grey = torch.full_like(stripes, 0.5)
    assert reconstruction_loss(grey, stripes) > reconstruction_loss(grey + 0.5, grey)


def test_it_learns_a_picture():
    small = network().train()
    real = torch.rand(4, 3, 16, 16) * 2 - 1
    optimizer = torch.optim.AdamW(small.parameters(), lr=3e-3)
    losses = []
    for _ in range(30):
        loss = reconstruction_loss(small.decode(small.encode(real)), real)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.8 * losses[0]
