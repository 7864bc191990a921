"""A picture without what stood behind, on nothing, on a colour, or on another picture."""

import re
from collections.abc import Mapping
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field, StringConstraints
from typing_extensions import override

from pictoris.operations.base import ImageUrl, Operation, PictureParams

Colour: TypeAlias = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

COLOURS: Mapping[str, Colour] = {
    "black": (0, 0, 0),
    "silver": (192, 192, 192),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
    "lightgray": (211, 211, 211),
    "lightgrey": (211, 211, 211),
    "darkgray": (169, 169, 169),
    "darkgrey": (169, 169, 169),
    "white": (255, 255, 255),
    "ivory": (255, 255, 240),
    "beige": (245, 245, 220),
    "maroon": (128, 0, 0),
    "brown": (165, 42, 42),
    "red": (255, 0, 0),
    "pink": (255, 192, 203),
    "orange": (255, 165, 0),
    "gold": (255, 215, 0),
    "yellow": (255, 255, 0),
    "olive": (128, 128, 0),
    "lime": (0, 255, 0),
    "green": (0, 128, 0),
    "teal": (0, 128, 128),
    "aqua": (0, 255, 255),
    "cyan": (0, 255, 255),
    "skyblue": (135, 206, 235),
    "lightblue": (173, 216, 230),
    "blue": (0, 0, 255),
    "navy": (0, 0, 128),
    "indigo": (75, 0, 130),
    "purple": (128, 0, 128),
    "fuchsia": (255, 0, 255),
    "magenta": (255, 0, 255),
}
"""The colour names of CSS that are taken."""

_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_URL = re.compile(r"(https?://|data:|/)\S+", re.IGNORECASE)


def colour_of(text: str) -> Colour | None:
    """Read `#rgb`, `#rrggbb` or a name of `COLOURS`; None if it is none of these."""
    word = text.strip().lower()
    if word in COLOURS:
        return COLOURS[word]
    if not _HEX.fullmatch(word):
        return None
    digits = word[1:] if len(word) == 7 else "".join(digit * 2 for digit in word[1:])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _colour_or_url(value: str) -> str:
    if colour_of(value) is None and not _URL.fullmatch(value):
        raise ValueError(
            f"{value[:80]!r} is neither a colour nor the URL of a picture: write #rgb, #rrggbb, a name such as "
            "white, or a URL that begins with http:// or https://"
        )
    return value


class Params(PictureParams):
    """Whose background goes, and what takes its place."""

    image: ImageUrl = Field(description="The picture to cut out.")
    background: (
        Annotated[str, StringConstraints(min_length=1, max_length=8192), AfterValidator(_colour_or_url)]
        | None
    ) = Field(
        default=None,
        description="What comes behind: a colour (`#rgb`, `#rrggbb` or a CSS name) or the URL of a picture; "
        "nothing by default.",
    )

    @override
    def image_urls(self) -> Mapping[str, str]:
        """Role → URL of every input picture: `background` is one of them unless it is a colour."""
        if self.background is None or colour_of(self.background) is not None:
            return {"image": self.image}
        return {"image": self.image, "background": self.background}


OPERATION = Operation(
    name="remove_background",
    summary="Cut out the people or the main object of a picture, with soft hair and clean edges.",
    kind="REMOVE_BG",
    params=Params,
    credits=5,
    example=Params(image="https://example.com/portrait.jpg"),
)
