"""A picture on a larger canvas: zoom out, pan, make square."""

from typing import Annotated, TypeAlias

from pydantic import Field

from pictoris.operations.base import Operation
from pictoris.operations.painting import FollowUp, settle, speed_of

Share: TypeAlias = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Extend(FollowUp):
    """How much is painted on each side."""

    left: Share = Field(default=0.0, description="What is added on the left, as a share of the width.")
    right: Share = Field(default=0.0, description="What is added on the right, as a share of the width.")
    top: Share = Field(default=0.0, description="What is added above, as a share of the height.")
    bottom: Share = Field(default=0.0, description="What is added below, as a share of the height.")
    square: bool = Field(default=False, description="Add just what makes it square instead.")


OPERATION = Operation(
    name="extend",
    summary="Paint what is around a picture, which itself stays as it is.",
    kind="OUTPAINT",
    params=Extend,
    credits=10,
    settle=settle,
    has_speeds=True,
    speed=speed_of,
    prompt=lambda params: params.prompt,
    provenance="generated",
    example=Extend(picture="https://example.com/fox.png", prompt="a red fox", left=0.5, right=0.5),
)
