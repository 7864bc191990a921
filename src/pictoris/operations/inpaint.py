"""One region of a picture, painted anew (`Vary (Region)`)."""

import re
from typing import Annotated, Final, TypeAlias

from pydantic import AfterValidator, Field

from pictoris.operations.base import ImageUrl
from pictoris.operations.painting import FollowUp, painting

_KINDS: Final = {"iVBOR": "png", "UklGR": "webp", "/9j/": "jpeg", "R0lGOD": "gif"}
"""How base64 of a picture begins → its format."""

_BASE64: Final = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_URL: Final = re.compile(r"https?://|data:", re.IGNORECASE)


def _picture(value: str) -> str:
    """A URL as it is; base64, in one line or many, as a `data:` URL."""
    if _URL.match(value):
        return value
    base64 = "".join(value.split())
    kind = next((kind for begin, kind in _KINDS.items() if base64.startswith(begin)), None)
    if kind is None or not _BASE64.fullmatch(base64):
        raise ValueError(
            "is neither base64 of a PNG or WebP picture nor a URL of one: draw what shall change in white on black"
        )
    return f"data:image/{kind};base64,{base64}"


Mask: TypeAlias = Annotated[ImageUrl, AfterValidator(_picture)]


class Inpaint(FollowUp):
    """Where, and what."""

    mask: Mask = Field(
        description="A picture, as base64 or a URL: white where to paint, black where nothing changes; transparency "
        "counts as black, and another size is fitted."
    )


OPERATION = painting(
    Inpaint(picture="https://example.com/fox.png", prompt="a blue bird", mask="https://example.com/mask.png"),
    name="inpaint",
    summary="Paint one region of a picture anew; the rest stays as it is.",
    kind="INPAINT",
    credits=10,
    provenance="composited",
)
