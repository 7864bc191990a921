"""A painted picture, larger (`Upscale (2x)`, `Upscale (4x)`, `Upscale (Subtle)`, `Upscale (Creative)`, `Redo …`)."""

from typing import Literal

from pydantic import Field

from pictoris.operations.painting import FollowUp, painting


class Enlarge(FollowUp):
    """How."""

    way: Literal["2x", "4x", "subtle", "creative"] = Field(
        default="2x",
        description="`2x` and `4x` sharpen, `subtle` doubles and stays closest, `creative` doubles and adds detail.",
    )
    redo: int = Field(default=0, ge=0, description="How often it was done before: each time in another way.")


OPERATION = painting(
    Enlarge(picture="https://example.com/fox.png", way="2x"),
    name="enlarge",
    summary="Enlarge a painted picture two or four times.",
    kind="UPSCALE",
    credits=5,
)
