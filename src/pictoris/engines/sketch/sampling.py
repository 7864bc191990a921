"""From noise to latents of pictures along the velocity that the painter sees (flow matching, Lipman et al. 2023)."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float32]
Velocity: TypeAlias = Callable[[Floats, float], Floats]
"""Latents N×8×h×w and their time, 1 (noise) to 0 (pictures), to velocities of the same shape."""
After: TypeAlias = Callable[[float, Floats, Floats], Floats]
"""Given the time, the latents and the pictures foreseen: the latents to go on with."""


def times(count: int, start: float = 1.0, shift: float = 2.0) -> tuple[float, ...]:
    """`count` + 1 times from `start` down to 0; a `shift` above 1 spends more of them where there is much noise."""
    first = start / (shift - (shift - 1) * start)
    even = [first * (1 - step / count) for step in range(count + 1)]
    return tuple(shift * one / (1 + (shift - 1) * one) for one in even)


def follow(velocity: Velocity, latents: Floats, at: Sequence[float], after: After) -> Floats:
    """Walk from the first time to the last: Adams-Bashforth of second order with unequal steps.

    A step more than twice as long as the one before is Euler's: what was learned on a short one does not reach so far.
    """
    before: Floats | None = None
    length = 0.0
    for now, then in pairwise(at):
        found = velocity(latents, now)
        step = then - now
        if before is None or step < 2 * length:
            slope = found
        else:
            slope = found + (found - before) * np.float32(step / (2 * length))
        latents = after(then, latents + np.float32(step) * slope, latents - np.float32(now) * found)
        before, length = found, step
    return latents


def noised(latents: Floats, noise: Floats, time: float) -> Floats:
    """Latents on the straight way to noise."""
    return np.asarray((1 - time) * latents + time * noise, np.float32)


def noise_of(seeds: Sequence[int], shape: tuple[int, ...], kind: int = 0) -> Floats:
    """Normal noise of its own for each seed and kind: N×shape."""
    rows = [np.random.Generator(np.random.PCG64((seed, kind))).standard_normal(shape) for seed in seeds]
    return np.stack(rows).astype(np.float32)


def guided(told: Floats, weights: Sequence[float], guidance: float) -> Floats:
    """Velocities N×(1+P)×8×h×w, of no words and of P parts, as one: composable diffusion (Liu et al. 2022).

    The weights share one guidance, so that more parts push no harder than one.
    """
    silent = told[:, 0]
    if not weights:
        return silent
    share = np.asarray(weights, np.float32) / np.float32(sum(weights))
    push = np.tensordot(told[:, 1:] - silent[:, None], share, axes=(1, 0))
    return np.asarray(silent + np.float32(guidance) * push, np.float32)
