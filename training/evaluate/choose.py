"""Chooses how the sampler walks, on prompts that are not the examination's."""

from collections.abc import Callable
from dataclasses import asdict

from training.evaluate.examine import CHOICE, Judge, examine
from training.evaluate.painters import Paint
from training.evaluate.questions import Questions

COUNTS = (120, 60, 60)
"""Questions with one thing, with a colour, with two things."""
TRIED = ((8, 2.0), (8, 3.0), (8, 4.5), (16, 3.0))
"""Steps and guidance."""


def choose(judge: Judge, asked: Questions, painter: Callable[[int, float], Paint]) -> None:
    """Print the figures of each way; `painter` takes steps and guidance."""
    for steps, guidance in TRIED:
        figures, _ = examine(judge, painter(steps, guidance), asked, CHOICE)
        print(
            steps, guidance, *(f"{name} {value:.3g}" for name, value in asdict(figures).items()), flush=True
        )
