"""Numbers that depend on a seed and a name, and not on what was asked before."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

import numpy as np

_Any = TypeVar("_Any")


def seed_of(seed: int, *names: object) -> int:
    """A 64-bit number that a seed and names always give, in every process."""
    text = "\x1f".join([str(seed), *map(str, names)])
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def dice(seed: int, *names: object) -> np.random.Generator:
    """A generator of its own for each seed and name: new questions never change old answers."""
    return np.random.Generator(np.random.PCG64(seed_of(seed, *names)))


def turn(seed: int, name: str, choices: Sequence[_Any]) -> _Any:
    """One of the choices; seeds that follow one another, as those of one job do, get different ones."""
    return choices[(seed + seed_of(0, name)) % len(choices)]


def pick(generator: np.random.Generator, choices: Sequence[_Any]) -> _Any:
    """One of the choices, each as likely as the others."""
    return choices[int(generator.integers(len(choices)))]
