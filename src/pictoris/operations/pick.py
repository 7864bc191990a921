"""One picture of a grid, by itself (`U1` to `U4`)."""

from pydantic import Field, JsonValue

from pictoris.operations.base import ImageUrl, Operation, PictureParams


class Pick(PictureParams):
    """Which picture."""

    picture: ImageUrl = Field(description="The picture, as it is in the grid.")
    prompt: str = Field(default="", description="Its prompt.")
    seed: int | None = Field(default=None, ge=0, description="The seed that it was painted with.")
    engine: str = Field(default="", max_length=200, description="What painted it.")
    notes: dict[str, JsonValue] = Field(default_factory=dict, description="What its engine noted about it.")


OPERATION = Operation(
    name="pick",
    summary="Take one picture out of a grid, unchanged and at its full size.",
    kind="UPSCALE",
    params=Pick,
    credits=5,
    prompt=lambda params: params.prompt,
    provenance="generated",
    example=Pick(picture="https://example.com/fox.png"),
)
