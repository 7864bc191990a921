"""Brings the camera close: portraits and close-ups."""

from dataclasses import replace

from pictoris.engines.collage.painting.cast import Role
from pictoris.engines.collage.painting.figure import Figure
from pictoris.engines.collage.painting.heads import Head, head_of
from pictoris.engines.collage.painting.world import World

_HEAD_HIGH, _HEAD_WIDE = 0.56, 0.5
"""How much of the frame a head takes in a portrait of somebody who is shown whole."""
_FILLED = 0.84


def closer(figures: list[Figure], roles: list[Role], world: World) -> list[Figure]:
    """All figures larger around the first thing, so that it fills the frame, or its head does if it is shown whole."""
    if not figures or not roles:
        return figures
    shown = [one for one in figures if one.thing == roles[0].thing]
    main = max(shown or figures, key=lambda one: one.height * one.width)
    head = head_of(roles[0].entry)
    alone = len(shown) == 1 and all(
        one.thing == main.thing or (one.zone == "air" and _is_on(one, main)) for one in figures
    )
    if alone and head is not None and roles[0].entry.part == "whole":
        return _on_head(figures, main, head, world)
    return _filling(figures, world, bust=roles[0].entry.part == "bust")


def _is_on(figure: Figure, main: Figure) -> bool:
    """Whether it is worn, which is to say: in the middle of it and much smaller."""
    left, top, right, bottom = main.box
    return left < figure.x < right and top < figure.foot < bottom and figure.width < 0.7 * main.width


def _on_head(figures: list[Figure], main: Figure, head: Head, world: World) -> list[Figure]:
    x = main.x + (head.x - 0.5) * main.width * (-1 if main.mirrored else 1)
    y = main.foot - main.height * (1 - (head.top + head.chin) / 2)
    scale = min(
        _HEAD_HIGH / (head.high * main.height), _HEAD_WIDE * world.aspect / (head.width * main.width),
    )  # fmt: skip
    return [_moved(one, max(1.0, scale), (x, y), (world.aspect / 2, 0.46)) for one in figures]


def _filling(figures: list[Figure], world: World, *, bust: bool) -> list[Figure]:
    left, top = min(one.box[0] for one in figures), min(one.box[1] for one in figures)
    right, bottom = max(one.box[2] for one in figures), max(one.box[3] for one in figures)
    scale = max(1.0, min(_FILLED / (bottom - top), 0.9 * world.aspect / (right - left)))
    target = world.aspect / 2, 1.0 if bust else 0.5 + scale * (bottom - top) / 2
    return [_moved(one, scale, ((left + right) / 2, bottom), target) for one in figures]


def _moved(figure: Figure, scale: float, centre: tuple[float, float], target: tuple[float, float]) -> Figure:
    return replace(
        figure, x=target[0] + (figure.x - centre[0]) * scale, foot=target[1] + (figure.foot - centre[1]) * scale,
        height=figure.height * scale, width=figure.width * scale, lift=figure.lift * scale,
    )  # fmt: skip
