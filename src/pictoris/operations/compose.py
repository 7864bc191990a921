"""Texts and pictures into a picture: painted if there are only words, else edited."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field
from typing_extensions import override

from pictoris.operations.base import ImageUrl, Params
from pictoris.operations.painting import LONGEST_PROMPT, PaintParams, Prompt, painting

_PREFIX = "Image creation:"
"""Words that a known client puts before every prompt; they are no part of it."""


class Text(Params):
    """Some words."""

    type: Literal["text"]
    text: Prompt = Field(description="Words, or an instruction what to do with the pictures.")


class Image(Params):
    """A picture."""

    type: Literal["image"]
    url: ImageUrl = Field(description="Where it is.")


Content: TypeAlias = Annotated[Text | Image, Field(discriminator="type")]


def _with_words(contents: list[Text | Image]) -> list[Text | Image]:
    if not any(isinstance(one, Text) and _words(one) for one in contents):
        raise ValueError('needs at least one {"type": "text"} that says what to paint')
    if sum(len(one.text) for one in contents if isinstance(one, Text)) > LONGEST_PROMPT:
        raise ValueError(f"holds more than {LONGEST_PROMPT} characters of text: say it shorter")
    return contents


def _words(text: Text) -> str:
    return text.text.removeprefix(_PREFIX).strip()


class Compose(PaintParams):
    """Texts and pictures, in any order."""

    contents: Annotated[list[Content], Field(min_length=1, max_length=20), AfterValidator(_with_words)] = (
        Field(description='Items `{"type": "text", "text": …}` and `{"type": "image", "url": …}`.')
    )

    @property
    def prompt(self) -> str:
        """All texts in one."""
        texts = [_words(one) for one in self.contents if isinstance(one, Text)]
        return " ".join(filter(None, texts))

    @override
    def image_urls(self) -> Mapping[str, str]:
        """Role → URL of every picture."""
        urls = [one.url for one in self.contents if isinstance(one, Image)]
        return {f"image_{number}": url for number, url in enumerate(urls)}


OPERATION = painting(
    Compose(
        contents=[
            Text(type="text", text="put a party hat on the cat"),
            Image(type="image", url="https://example.com/cat.png"),
        ]
    ),
    name="compose",
    summary="Paint a picture from texts and pictures: an instruction edits the pictures.",
    kind="UNIVERSAL",
    credits=6,
)
