"""Pictures from words on the engine that ships with the package, through the same workbench that the worker uses."""

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


def measure(folder: Path) -> Iterator[Figure]:
    """Median seconds of a warm grid, and the most memory of the process that painted it."""
    for name, prompt in PROMPTS.items():
        params: Mapping[str, Json] = {"prompt": prompt, "seed": 7}
        yield from measured(
            f"collage, a grid of four 512-px pictures, {name}", work_of(folder, "imagine", params), (4.0, 500)
        )
