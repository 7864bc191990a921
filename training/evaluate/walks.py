"""How many steps suffice: how far the end of a short walk from noise lies from that of a long one."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import torch
from torch import Tensor

from pictoris.engines.sketch.sampling import times
from training.network.flow import Velocity, follow

Apart: TypeAlias = Callable[[Sequence[float]], float]
"""How far a walk along these times ends from where the long one ends."""
LONG = 64
"""Steps of the walk that others are held against."""


def apart_from_long(velocity: Velocity, noise: Tensor) -> Apart:
    """Compares walks from the same noise, N×8×H×W, by the distance of their latents, whose spread is 1.

    Root mean square within a picture, and the median over pictures: one that takes another way altogether, as a fork in
    the noise may make it, says nothing of how well the others are followed.
    """
    with torch.no_grad():
        wanted = follow(velocity, noise, times(LONG))

    def apart(at: Sequence[float]) -> float:
        with torch.no_grad():
            off = (follow(velocity, noise, at) - wanted).square().mean((1, 2, 3)).sqrt()
            return float(off.median())

    return apart
