"""The painter takes latents of any shape, and hears what is said and nothing else."""

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")

from pictoris.embedding.sentences import SIZE  # noqa: E402 - after the check for torch
from training.network.painter import Painter, PainterShape, attended  # noqa: E402


def painter(*, learned=True):
    """A tiny one; `learned`: whose weights say something."""
    torch.manual_seed(1)
    network = Painter(PainterShape(width=32, depth=2, heads=2))
    for value in network.parameters() if learned else ():
        torch.nn.init.normal_(value, std=0.1)
    return network.eval()


def asked(side=(4, 6), count=2, pieces=3):
    dice = torch.Generator().manual_seed(2)
    latents = torch.randn(count, 8, *side, generator=dice)
    words = torch.randn(count, pieces, SIZE, generator=dice)
    return latents, torch.full((count,), 0.7), words, torch.ones(count, pieces)


@pytest.mark.parametrize("side", [(8, 8), (4, 10), (10, 4), (2, 14), (6, 2)])
def test_the_velocity_is_as_large_as_the_latents(side):
    with torch.no_grad():
        assert painter()(*asked(side)).shape == (2, 8, *side)


def test_it_starts_without_moving():
    with torch.no_grad():
        assert painter(learned=False)(*asked()).abs().max() == 0


def test_what_is_not_heard_does_not_matter():
    latents, time, words, heard = asked()
    heard[:, 2] = 0
    other = words.clone()
    other[:, 2] = 9
    with torch.no_grad():
        network = painter()
        shorter = network(latents, time, words[:, :2], heard[:, :2])
        assert torch.allclose(network(latents, time, words, heard), shorter, atol=1e-5)
        assert torch.allclose(network(latents, time, other, heard), shorter, atol=1e-5)


@pytest.mark.parametrize("heard", [None, (1, 1, 0, 1, 0)])
def test_attention_is_the_same_by_either_way(heard):
    query, key, value = (torch.randn(2, 3, tokens, 8) for tokens in (4, 5, 5))
    mask = None if heard is None else torch.tensor(heard)[None, None, None] > 0
    fused = torch.nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    assert torch.allclose(attended(query, key, value, mask), fused, atol=1e-5)


def test_silence_is_allowed():
    latents, time, words, heard = asked()
    with torch.no_grad():
        assert painter()(latents, time, words, torch.zeros_like(heard)).isfinite().all()


@pytest.mark.parametrize("changed", ["latents", "time", "words", "heard", "spacing"])
def test_everything_told_has_an_effect(changed):
    latents, time, words, heard = asked()
    told = {"latents": latents, "time": time, "words": words, "heard": heard, "spacing": 1.0}
    other = {**told, changed: told[changed] * 2 if changed != "heard" else heard * 0}
    if changed == "words":
        other["words"] = words.flip(-1)
    with torch.no_grad():
        network = painter()
        assert not torch.allclose(network(**told), network(**other), atol=1e-4)


def test_pictures_of_one_batch_do_not_see_each_other():
    told = asked()
    with torch.no_grad():
        network = painter()
        both = network(*told)
        alone = network(*[one[1:] for one in told])
    assert torch.allclose(both[1:], alone, atol=1e-5)


def test_every_weight_learns():
    network = painter()
    network(*asked()).square().mean().backward()
    still = [name for name, value in network.named_parameters() if value.grad is None or not value.grad.any()]
    assert still == []
