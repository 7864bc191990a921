"""The prompt's words and flags, as every engine takes them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from pictoris.operations.painting import PaintParams, mentions_of
from pictoris.ports import Look, Reference, Words
from pictoris.recipes.base import Raster
from pictoris.words.prompt import Prompt
from pictoris.words.prompt_settings import PromptSettings

_WHOLE: Final = 100
"""`--sw`, `--cw` and `--ow` at their usual strength."""


def words_of(prompt: Prompt) -> tuple[Words, ...]:
    """The parts of the prompt; one empty part if there are no words."""
    return tuple(part for part in prompt.parts if part.text) or (Words(text=""),)


def without(prompt: Prompt, params: PaintParams) -> tuple[str, ...]:
    """What must not be seen: `--no` and the field for it."""
    said = (params.negative_prompt or "").split(",")
    return (*prompt.settings.without, *(part.strip() for part in said if part.strip()))


def look_of(settings: PromptSettings, style: str = "") -> Look:
    """How the pictures are to look; `style` is the field, which a flag wins over."""
    if settings.style or not style:
        return settings.look
    return replace(settings.look, style=style, raw=settings.raw or style == "raw")


def references_of(
    text: str, settings: PromptSettings, pictures: Mapping[str, Raster]
) -> tuple[Reference, ...]:
    """The pictures that a prompt names, with what each counts; `pictures` by role and number, as in `mentions_of`."""
    mentions = mentions_of(text)
    weights = {
        "image": 1.0 if settings.image_weight is None else settings.image_weight,
        "style": _share(settings.style_weight),
        "character": _share(settings.character_weight),
        "object": _share(settings.object_weight),
    }
    return tuple(
        Reference(role=one.role, pixels=pictures[role], weight=one.weight * weights[one.role])
        for role, one in mentions.items()
        if role in pictures
    )


def _share(weight: int | None) -> float:
    return 1.0 if weight is None else weight / _WHOLE
