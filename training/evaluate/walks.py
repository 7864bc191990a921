"""How many steps suffice: how far the end of a short walk from noise lies from that of a long one."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import torch
from torch import Tensor

from training.network.flow import Velocity, follow, times

Apart: TypeAlias = Callable[[Sequence[float]], float]
"""How far a walk along these times ends from where the long one ends."""
LONG = 64
"""Steps of the walk that others are held against."""


def apart_from_long(velocity: Velocity, noise: Tensor) -> Apart:
    """Compares walks from the same noise, N×8×H×W: root mean square distance of the latents, whose spread is 1."""
    with torch.no_grad():
        wanted = follow(velocity, noise, times(LONG))

    def apart(at: Sequence[float]) -> float:
        with torch.no_grad():
            return float((follow(velocity, noise, at) - wanted).square().mean().sqrt())

    return apart
