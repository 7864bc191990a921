"""What a family of vision-language models is asked to get four prompts from one picture. A new family is a new row."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionModel:
    """A model on this machine: a folder with `config.json` and safetensors, as hubs have them."""

    name: str
    path: Path
    family: str
    """A name of `ASKS`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One question."""

    text: str = ""
    """What the model is told; a beginning of the answer for some, a task for others."""
    tokens: int
    """The longest answer."""
    beams: int = 1
    is_sampled: bool = False
    """Whether words are drawn by lot, so that another answer comes than the likeliest."""


ASKS: Mapping[str, tuple[Ask, Ask, Ask, Ask]] = {
    "florence2": (
        Ask(text="<CAPTION>", tokens=40, beams=3),
        Ask(text="<DETAILED_CAPTION>", tokens=90, beams=3),
        Ask(text="<MORE_DETAILED_CAPTION>", tokens=160, beams=3),
        Ask(text="<MORE_DETAILED_CAPTION>", tokens=200, is_sampled=True),
    ),
    "blip": (
        Ask(tokens=24, beams=3),
        Ask(text="a detailed picture of", tokens=40, beams=3),
        Ask(tokens=48, is_sampled=True),
        Ask(text="a picture in the style of", tokens=48, is_sampled=True),
    ),
}
"""Family → its questions."""
