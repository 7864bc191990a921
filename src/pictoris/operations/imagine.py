"""Words into four pictures."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, TypeAlias

from pydantic import Field

from pictoris.operations.painting import LARGEST_SEED, Ratio, Worded, painting
from pictoris.words.prompt import expand, parse

GRID = 4
"""Pictures of one job; each takes the next seed."""

_Side: TypeAlias = Annotated[int, Field(ge=64, le=2048)]
"""Pixels; the engine takes the nearest that it can paint."""


class Imagine(Worded):
    """What is to be seen."""

    width: _Side | None = Field(default=None, description="Extension: pixels; `--ar` says the shape alone.")
    height: _Side | None = Field(default=None, description="Extension: pixels.")
    aspect_ratio: Ratio | None = Field(default=None, description="Extension: as `--ar`, which wins.")


def _expand(params: Imagine) -> Sequence[Imagine]:
    """A job for each permutation, as often as `--repeat` says; with a seed in the prompt, each repetition gets a next one."""
    prompt = parse(params.prompt)
    given = prompt.settings.seed if params.seed is None else params.seed
    times = Counter[str]()
    jobs = []
    for text in expand(prompt):
        seed = (
            given if given is None or not times[text] else (given + GRID * times[text]) % (LARGEST_SEED + 1)
        )
        jobs.append(params.model_copy(update={"prompt": text, "seed": seed}))
        times[text] += 1
    return jobs


OPERATION = painting(
    Imagine(prompt="a red fox asleep in the snow --ar 3:2"),
    name="imagine",
    summary="Paint four pictures of what a prompt says.",
    kind="IMAGINE",
    credits=10,
    expand=_expand,
)
