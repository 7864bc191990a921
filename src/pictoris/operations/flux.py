"""Words into up to four single pictures, the way FLUX is asked."""

from typing import Final

from pydantic import Field

from pictoris.operations.painting import Ratio, Side, Worded, painting

DEFAULT_SIDE: Final = 1024


class Flux(Worded):
    """What is to be seen, how often, how large."""

    n: int = Field(default=1, ge=1, le=4, description="How many pictures.")
    width: Side = Field(
        default=DEFAULT_SIDE, description="Pixels; another value than 1024 wins over `aspect_ratio`."
    )
    height: Side = Field(default=DEFAULT_SIDE, description="Pixels.")
    aspect_ratio: Ratio = Field(default="1:1", description="Width to height.")


OPERATION = painting(
    Flux(prompt="a lighthouse on a cliff at dusk", n=2, aspect_ratio="16:9"),
    name="flux",
    summary="Paint one to four pictures of what a prompt says, each by itself.",
    kind="FLUX",
    credits=6,
    price=lambda params, listed: listed * params.n,
)
