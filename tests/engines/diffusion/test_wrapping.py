"""Within `wrapped`, a picture that is turned like a wheel is decoded to the same picture, turned."""

import pytest

torch = pytest.importorskip("torch")
wrapping = pytest.importorskip("pictoris.engines.diffusion.wrapping")
tiny = pytest.importorskip("tests.engines.diffusion.tiny")


def turned_error(vae, latents):
    """How far decoding what was turned is from turning what was decoded."""
    with torch.no_grad():
        plain = vae.decode(latents).sample
        turned = vae.decode(latents.roll(3, dims=-1)).sample
    return (turned - plain.roll(24, dims=-1)).abs().max().item()


def test_opposite_edges_meet_and_afterwards_all_is_as_before():
    torch.manual_seed(1)
    vae = tiny.autoencoder().eval()
    latents = torch.randn(1, 4, 8, 8)
    assert turned_error(vae, latents) > 1e-2
    with wrapping.wrapped(vae):
        assert turned_error(vae, latents) < 1e-4
    assert turned_error(vae, latents) > 1e-2
