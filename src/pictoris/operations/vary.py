"""Other versions of a picture (`V1` to `V4`, `Vary (Strong)`, `Vary (Subtle)`)."""

from typing import Literal

from pydantic import Field

from pictoris.operations.painting import FollowUp, painting


class Vary(FollowUp):
    """How far from the picture."""

    change: Literal["subtle", "strong"] = Field(
        default="strong",
        description="`subtle` keeps what is in the picture, `strong` keeps what it is about.",
    )
    of_grid: bool = Field(default=False, description="Whether it is one of a grid: that costs half.")


OPERATION = painting(
    Vary(picture="https://example.com/fox.png", prompt="a red fox", change="subtle"),
    name="vary",
    summary="Paint four other versions of a picture.",
    kind="VARIATION",
    credits=10,
    price=lambda params, listed: -(-listed // 2) if params.of_grid else listed,
)
