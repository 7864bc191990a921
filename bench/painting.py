"""Pictures from words on the engines that ship with the package, through the same workbench that the worker uses."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from bench.figures import Figure
from bench.tools import measured, work_of
from pictoris.nouns import Json

PROMPTS: Final = {
    "meadow": "a red fox and two rabbits in a meadow",
    "city": "a blue car on a street in a city at night in the rain",
    "beach": "three beach umbrellas on a beach at sunset",
}


_AIMS: Final = {"collage": (4.0, 500), "sketch": (8.0, 700)}
"""Engine → seconds and MiB of a grid."""


def measure(folder: Path) -> Iterator[Figure]:
    """Median seconds of a warm grid, and the most memory of the process that painted it."""
    for engine, aim in _AIMS.items():
        for name, prompt in PROMPTS.items():
            params: Mapping[str, Json] = {"prompt": prompt, "seed": 7, "model": engine}
            yield from measured(
                f"{engine}, a grid of four 512-px pictures, {name}", work_of(folder, "imagine", params), aim
            )
