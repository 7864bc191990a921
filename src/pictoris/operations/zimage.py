"""Words into one picture, in few steps."""

from typing import Annotated, TypeAlias

from pydantic import Field

from pictoris.operations.painting import Worded, painting

_Side: TypeAlias = Annotated[int, Field(ge=64, le=1024, multiple_of=8)]


class ZImage(Worded):
    """What is to be seen."""

    steps: int | None = Field(
        default=4, ge=1, le=50, description="Steps of a diffusion model; clients send 4."
    )
    width: _Side = Field(default=1024, description="Pixels.")
    height: _Side = Field(default=1024, description="Pixels.")


OPERATION = painting(
    ZImage(prompt="a girl with a lantern in the fog", width=1024, height=576),
    name="zimage",
    summary="Paint one picture of what a prompt says, in few steps.",
    kind="ZIMAGE",
    credits=6,
)
