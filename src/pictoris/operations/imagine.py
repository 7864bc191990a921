"""Words into four pictures."""

from collections import Counter
from collections.abc import Mapping, Sequence

from pydantic import Field
from typing_extensions import override

from pictoris.operations.base import Operation
from pictoris.operations.painting import (
    LARGEST_SEED,
    PaintParams,
    Prompt,
    Side,
    pictures_of,
    settle,
    speed_of,
)
from pictoris.words.prompt import expand, parse

GRID = 4
"""Pictures of one job; each takes the next seed."""


class Imagine(PaintParams):
    """What is to be seen."""

    prompt: Prompt = Field(
        description="Words, in Midjourney's prompt language; it may begin with URLs of pictures."
    )
    width: Side | None = Field(default=None, description="Extension: pixels; `--ar` says the shape alone.")
    height: Side | None = Field(default=None, description="Extension: pixels.")
    aspect_ratio: str | None = Field(
        default=None, pattern=r"^\d{1,4}:\d{1,4}$", description="Extension: as `--ar`, which wins."
    )
    style: str | None = Field(default=None, max_length=200, description="Extension: as `--style`.")

    @override
    def image_urls(self) -> Mapping[str, str]:
        """Role → URL of every picture that the prompt names: at its beginning, and after its flags."""
        return pictures_of(self.prompt)


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


OPERATION = Operation(
    name="imagine",
    summary="Paint four pictures of what a prompt says.",
    kind="IMAGINE",
    params=Imagine,
    credits=10,
    settle=settle,
    has_speeds=True,
    speed=speed_of,
    expand=_expand,
    prompt=lambda params: params.prompt,
    provenance="generated",
    example=Imagine(prompt="a red fox asleep in the snow --ar 3:2"),
)
