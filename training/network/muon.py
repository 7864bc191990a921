"""Muon: momentum whose matrices are made orthogonal before each step (Jordan et al. 2024); AdamW for all else."""

from collections.abc import Iterable

import torch
from torch import Tensor, nn

_QUINTIC = (3.4445, -4.7750, 2.0315)
"""Jordan's coefficients of the Newton-Schulz iteration."""


def optimizers(network: nn.Module, *, matrices: float, rest: float) -> list[torch.optim.Optimizer]:
    """Muon for the matrices of the blocks, AdamW for what comes in and goes out, with a learning rate for each."""
    inner = [value for name, value in network.named_parameters() if ".itself." in name and value.ndim == 2]
    inner += [value for name, value in network.named_parameters() if _is_matrix(name, value)]
    taken = {id(value) for value in inner}
    others = [value for value in network.parameters() if id(value) not in taken]
    return [
        Muon(inner, lr=matrices),
        torch.optim.AdamW(others, lr=rest, betas=(0.9, 0.98), weight_decay=0.01),
    ]


def _is_matrix(name: str, value: Tensor) -> bool:
    return value.ndim == 2 and any(part in name for part in (".words.", ".wider", ".narrower"))


class Muon(torch.optim.Optimizer):
    """For matrices only."""

    def __init__(
        self, values: Iterable[Tensor], lr: float, momentum: float = 0.95, decay: float = 0.01
    ) -> None:
        """`decay` is per unit of `lr`."""
        super().__init__(list(values), {"lr": lr, "momentum": momentum, "decay": decay})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:
        """Move every matrix; `closure` is not taken."""
        for group in self.param_groups:
            for value in group["params"]:
                if value.grad is not None:
                    self._move(value, group)

    def _move(self, value: Tensor, group: dict[str, float]) -> None:
        state = self.state[value]
        pace = state.setdefault("pace", torch.zeros_like(value))
        pace.lerp_(value.grad, 1 - group["momentum"])
        ahead = value.grad.lerp(pace, group["momentum"])
        scale = max(1.0, value.shape[0] / value.shape[1]) ** 0.5
        value.mul_(1 - group["lr"] * group["decay"])
        value.add_(orthogonal(ahead), alpha=-group["lr"] * scale)


def orthogonal(matrix: Tensor, rounds: int = 5) -> Tensor:
    """About the nearest matrix whose singular values are all 1."""
    first, second, third = _QUINTIC
    found = matrix.bfloat16()
    found = found.T if matrix.shape[0] > matrix.shape[1] else found
    found = found / (found.norm() + 1e-7)
    for _ in range(rounds):
        square = found @ found.T
        found = first * found + (second * square + third * square @ square) @ found
    return (found.T if matrix.shape[0] > matrix.shape[1] else found).to(matrix.dtype)
