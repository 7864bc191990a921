"""A picture on a larger canvas: zoom out, pan, make square."""

from typing import Annotated, TypeAlias

from pydantic import Field

from pictoris.operations.painting import FollowUp, painting

Share: TypeAlias = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Extend(FollowUp):
    """How much is painted on each side."""

    left: Share = Field(default=0.0, description="What is added on the left, as a share of the width.")
    right: Share = Field(default=0.0, description="What is added on the right, as a share of the width.")
    top: Share = Field(default=0.0, description="What is added above, as a share of the height.")
    bottom: Share = Field(default=0.0, description="What is added below, as a share of the height.")
    square: bool = Field(default=False, description="Add just what makes it square instead.")


OPERATION = painting(
    Extend(picture="https://example.com/fox.png", prompt="a red fox", left=0.5, right=0.5),
    name="extend",
    summary="Paint what is around a picture, which itself stays as it is.",
    kind="OUTPAINT",
    credits=10,
)
