"""A prompt becomes a commission: from words alone, or from the picture that it begins with."""

from collections.abc import Mapping

from pictoris.ports import Task
from pictoris.recipes.base import Raster
from pictoris.recipes.fitting import opaque
from pictoris.recipes.painting import wishes
from pictoris.recipes.painting.sizes import Size
from pictoris.recipes.painting.studio import Commission
from pictoris.words.prompt import parse

_FIRST = "image_0"
"""The role of the picture that a prompt begins with."""

_PULL = 0.7
"""How strongly `--iw` holds a picture: strength = 1 / (1 + 0.7 · weight), 0.59 at its usual 1."""


def commission_of(
    text: str,
    pictures: Mapping[str, Raster],
    *,
    count: int,
    shape: Size | None = None,
    size: Size | None = None,
) -> Commission:
    """What a prompt asks for; `pictures` by role and number, as `mentions_of` says; `shape` is used if `--ar` says none."""
    prompt = parse(text)
    settings = prompt.settings
    start = opaque(pictures[_FIRST]) if _FIRST in pictures else None
    others = {role: picture for role, picture in pictures.items() if role != _FIRST}
    own = None if start is None else (start.shape[1], start.shape[0])
    weight = 1.0 if settings.image_weight is None else settings.image_weight
    return Commission(
        task=Task.TEXT if start is None else Task.IMAGE,
        prompt=prompt,
        shape=settings.aspect or shape or own or (1, 1),
        size=size,
        start=start,
        strength=1 / (1 + _PULL * weight),
        references=wishes.references_of(text, settings, others),
        looked_at=True,
        count=count,
    )
