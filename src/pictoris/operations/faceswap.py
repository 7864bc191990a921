"""Face swap: the face of one picture onto a head in another."""

from typing import Literal

from pydantic import Field

from pictoris.operations.base import ImageUrl, Operation, PictureParams


class FaceSwap(PictureParams):
    """Which face goes where."""

    source: ImageUrl = Field(description="The picture that supplies the face: its left-most one is taken.")
    target: ImageUrl = Field(description="The picture that receives it, on its left-most face.")
    faces: Literal["left", "largest", "all"] = Field(
        default="left",
        description="Extension: `left` and `largest` choose one face of either picture; `all` puts the "
        "source's left-most face onto every face of the target.",
    )
    blend: float = Field(
        default=1.0,
        ge=0,
        le=1,
        allow_inf_nan=False,
        description="Extension: how strongly the new face shows; 0 leaves the target as it is.",
    )


OPERATION = Operation(
    name="faceswap",
    summary="Put the face of one picture onto a head in another; everything else stays as it is.",
    kind="FACESWAP",
    params=FaceSwap,
    credits=5,
    provenance="composited",
    example=FaceSwap(source="https://example.com/astronaut.png", target="https://example.com/mona_lisa.png"),
    refused_hosts={
        "midjourney.com": "Midjourney does not let other servers fetch from its CDN, so face swap takes no "
        "picture from there: upload the picture or host it elsewhere, and give that URL."
    },
)
