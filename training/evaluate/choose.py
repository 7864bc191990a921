"""Chooses how the sampler walks, on prompts that are not the examination's."""

from collections.abc import Callable
from dataclasses import asdict

from pictoris.engines.sketch.dreaming import Manner
from pictoris.engines.sketch.sampling import times
from training.evaluate.examine import CHOICE, Judge, examine
from training.evaluate.painters import Dreamer, Paint
from training.evaluate.questions import Questions
from training.evaluate.walks import Apart, apart_from_long

COUNTS = (120, 60, 60)
"""Questions with one thing, with a colour, with two things."""
TRIED = ((8, 2.0), (8, 3.0), (8, 4.5), (16, 3.0))
"""Steps and guidance."""
STEPS, SHIFTS = (4, 6, 8, 12, 16, 32), (1.0, 1.5, 2.0, 3.0)
_WALKS = 32


def choose_guidance(judge: Judge, asked: Questions, painter: Callable[[int, float], Paint]) -> None:
    """Print the figures of each way; `painter` takes steps and guidance."""
    for steps, guidance in TRIED:
        figures, _ = examine(judge, painter(steps, guidance), asked, CHOICE)
        print(
            steps, guidance, *(f"{name} {value:.3g}" for name, value in asdict(figures).items()), flush=True
        )


def walks(dreamer: Dreamer, asked: Questions) -> Apart:
    """Walks to some of what is asked, held against a long one."""
    captions = [one.caption for one in (*asked.single, *asked.pairs)]
    some = captions[:: max(1, len(captions) // _WALKS)]
    velocity = dreamer.velocity(some, Manner().guidance)
    return apart_from_long(velocity, dreamer.noise(range(CHOICE, CHOICE + len(some))))


def choose_times(apart: Apart) -> None:
    """Print how far each number of steps, and each shift of their times, ends from the long walk."""
    print("steps", *(f"shift {shift}" for shift in SHIFTS))
    for steps in STEPS:
        print(steps, *(f"{apart(times(steps, shift=shift)):.4f}" for shift in SHIFTS), flush=True)
