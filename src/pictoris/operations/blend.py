"""Two to five pictures become one."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import override

from pictoris.operations.base import ImageUrl
from pictoris.operations.painting import PaintParams, painting


class Blend(PaintParams):
    """Which pictures."""

    urls: Annotated[list[ImageUrl], Field(min_length=2, max_length=5)] = Field(
        description="Two to five pictures."
    )
    dimensions: Literal["square", "portrait", "landscape"] = Field(
        default="square", description="Extension: the shape of the result."
    )

    @override
    def image_urls(self) -> Mapping[str, str]:
        """Role → URL of every picture."""
        return {f"image_{number}": url for number, url in enumerate(self.urls)}


OPERATION = painting(
    Blend(urls=["https://example.com/cat.png", "https://example.com/rocket.png"]),
    name="blend",
    summary="Blend two to five pictures into four new ones.",
    kind="BLEND",
    credits=10,
    provenance="composited",
)
