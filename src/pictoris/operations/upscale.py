"""A picture, two to four times as large."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from pictoris.operations.base import ImageUrl, Operation, PictureParams

Style: TypeAlias = Literal["auto", "photo", "drawing"]

Scale: TypeAlias = Annotated[float, Field(ge=2, le=4, allow_inf_nan=False)]


class Params(PictureParams):
    """What is enlarged, how far, and as what."""

    image: ImageUrl = Field(description="The picture to enlarge; any picture will do.")
    scale: Scale = Field(description="How many times as wide and as high, 2 to 4; fractions are fine.")
    style: Style = Field(
        default="auto",
        description="Whether it is a photo or a drawing; `auto` looks at the picture.",
    )


OPERATION = Operation(
    name="upscale",
    summary="Enlarge a picture two to four times, with sharp detail and its transparency kept.",
    kind="UPSCALE",
    params=Params,
    credits=2,
    example=Params(image="https://example.com/portrait.jpg", scale=2),
)
