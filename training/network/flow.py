"""Flow matching (Lipman et al. 2023; Liu et al. 2023): straight ways from pictures to noise, learned backwards."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import torch
from torch import Tensor
from torch.nn import functional

Velocity = Callable[[Tensor, Tensor], Tensor]
"""Latents N×8×H×W and times N to velocities N×8×H×W."""
UNHEARD = 0.1
"""Share of the captions that are not heard, for classifier-free guidance (Ho & Salimans 2022)."""


def flow_loss(
    network: torch.nn.Module,
    latents: Tensor,
    words: Tensor,
    heard: Tensor,
    *,
    lean: float = 0.3,
    spacing: float = 1.0,
) -> Tensor:
    """Mean squared error of the velocity at random times; with a positive `lean` there is more noise than picture."""
    time = torch.sigmoid(torch.randn(len(latents), device=latents.device) + lean)
    noise = torch.randn_like(latents)
    share = time[:, None, None, None]
    heard = heard * (torch.rand(len(heard), 1, device=heard.device) >= UNHEARD)
    found = network((1 - share) * latents + share * noise, time, words, heard, spacing)
    return functional.mse_loss(found.float(), noise - latents)


def follow(velocity: Velocity, latents: Tensor, at: Sequence[float]) -> Tensor:
    """Walk from the first time to the last: Adams-Bashforth of second order with unequal steps."""
    before, length = None, 0.0
    for now, then in pairwise(at):
        found = velocity(latents, torch.full((len(latents),), now, device=latents.device))
        step = then - now
        slope = found if before is None else found + (found - before) * (step / (2 * length))
        latents = latents + step * slope
        before, length = found, step
    return latents


def guided(
    network: torch.nn.Module,
    words: Tensor,
    heard: Tensor,
    guidance: float,
    low: float = 0.0,
    high: float = 1.0,
) -> Velocity:
    """The velocity pushed away from what no words would give, at times from `low` to `high`."""

    def velocity(latents: Tensor, time: Tensor) -> Tensor:
        if guidance == 1 or not low <= float(time[0]) <= high:
            plain: Tensor = network(latents, time, words, heard)
            return plain
        both = network(
            torch.cat([latents, latents]), torch.cat([time, time]),
            torch.cat([words, words]), torch.cat([heard, torch.zeros_like(heard)]),
        ).float()  # fmt: skip
        told, silent = both.chunk(2)
        return silent + guidance * (told - silent)

    return velocity
