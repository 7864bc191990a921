"""Four prompts that describe a picture."""

from pydantic import AliasChoices, Field

from pictoris.operations.base import ImageUrl, Operation, Params


class Describe(Params):
    """The picture to describe."""

    image: ImageUrl = Field(
        description="URL of the picture; `image` and `imageUrl` mean the same.",
        validation_alias=AliasChoices("url", "image", "imageUrl", "image_url"),
        serialization_alias="url",
    )
    model: str | None = Field(
        default=None,
        max_length=200,
        description="Extension: `built-in`, or a vision-language model of this server by name; by default the "
        "model that the operator chose, else the built-in describer.",
    )


OPERATION = Operation(
    name="describe",
    summary="Describe a picture in four prompts.",
    kind="DESCRIBE",
    params=Describe,
    credits=5,
    example=Describe(image="https://example.com/cat.png"),
)
