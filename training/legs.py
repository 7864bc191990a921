"""Training in legs: each runs for some minutes, keeps its state on disk, and goes on where the last one ended."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long to train, and what to tell of it."""

    steps: int
    minutes: float
    """Of this leg; the learning rate follows the steps of the whole training."""
    told_every: int = 50
    kept_every: int = 250


def steps(plan: Plan, begun: int) -> Iterator[int]:
    """Numbers of the steps of one leg."""
    end = time.monotonic() + 60 * plan.minutes
    for step in range(begun, plan.steps):
        if time.monotonic() > end:
            return
        yield step


def rate(step: int, total: int, *, warm: int, floor: float = 0.02) -> float:
    """The learning rate's factor: up in `warm` steps, level, and down to `floor` in the last third."""
    rising = min(1.0, (step + 1) / warm)
    falling = min(1.0, max(0.0, (total - step) / (total / 3)))
    return rising * (floor + (1 - floor) * falling)


def keep(path: Path, state: Mapping[str, Any]) -> None:
    """Write a checkpoint, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    torch.save(dict(state), part)
    part.replace(path)


def kept(path: Path, device: str = "cpu") -> Mapping[str, Any]:
    """Read a checkpoint; empty if there is none yet."""
    if not path.exists():
        return {}
    found: Mapping[str, Any] = torch.load(path, map_location=device, weights_only=True)
    return found


def tell(step: int, plan: Plan, **figures: float) -> None:
    """One line of progress, every so many steps."""
    if step % plan.told_every == 0:
        print(f"step {step:6d}", *(f"{name} {value:.4g}" for name, value in figures.items()), flush=True)
