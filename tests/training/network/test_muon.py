"""Muon steps by matrices that turn and do not stretch."""

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")

from training.network.muon import Muon, optimizers, orthogonal  # noqa: E402 - after the check that torch is there
from training.network.painter import Painter, PainterShape  # noqa: E402


@pytest.mark.parametrize("shape", [(24, 24), (48, 16), (16, 48)])
def test_the_singular_values_come_near_one(shape):
    torch.manual_seed(1)
    values = torch.linalg.svdvals(orthogonal(5 * torch.randn(shape)))
    assert values.min() > 0.5
    assert values.max() < 1.4


def test_the_directions_stay():
    torch.manual_seed(1)
    matrix = torch.randn(12, 30)
    left, _values, right = torch.linalg.svd(matrix, full_matrices=False)
    turned = left.T @ orthogonal(matrix) @ right.T
    assert (turned - torch.diag(turned.diag())).abs().max() < 0.05


def test_the_scale_of_a_gradient_does_not_matter():
    torch.manual_seed(1)
    matrix = torch.randn(8, 8)
    assert torch.allclose(orthogonal(matrix), orthogonal(1024 * matrix), atol=1e-3)


def test_every_weight_has_one_optimizer_and_the_matrices_of_blocks_have_muon():
    network = Painter(PainterShape(width=32, depth=2, heads=2))
    muon, rest = optimizers(network, matrices=0.02, rest=1e-3)
    assert isinstance(muon, Muon)
    taken = [id(value) for one in (muon, rest) for group in one.param_groups for value in group["params"]]
    assert sorted(taken) == sorted(map(id, network.parameters()))
    names = {id(value): name for name, value in network.named_parameters()}
    inner = {names[id(value)] for group in muon.param_groups for value in group["params"]}
    assert len(inner) == 2 * 8
    assert all(name.startswith("blocks.") for name in inner)
    assert "blocks.0.itself.query.weight" in inner
    assert "blocks.1.narrower.weight" in inner


def test_it_finds_a_matrix_that_is_asked_for():
    torch.manual_seed(1)
    target, value = torch.randn(8, 4), torch.nn.Parameter(torch.zeros(8, 4))
    untouched = torch.nn.Parameter(torch.ones(2, 2))
    optimizer = Muon([value, untouched], lr=0.05)
    for _ in range(120):
        optimizer.zero_grad()
        ((value - target) ** 2).sum().backward()
        optimizer.step()
    assert (value - target).abs().mean() < 0.1
    assert torch.equal(untouched, torch.ones(2, 2))
