"""How one block of figures leans on another: on, in, under, above, in front of, behind."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from pictoris.engines.collage.painting.block import Block
from pictoris.engines.collage.painting.dice import dice
from pictoris.engines.collage.painting.wearing import worn
from pictoris.engines.collage.painting.world import World
from pictoris.engines.collage.scene import Kind, Relation, Standing

_Rule: TypeAlias = Callable[[Block, Block, int], tuple[Block, Block]]
"""First, second and a side (-1, 1) → both in their places."""
_OPEN_TOPPED = frozenset({Kind.BOAT, Kind.VEHICLE})
_SEAT = 0.52
"""Where one sits on furniture, as a share of its height."""
_SEEN_THROUGH = frozenset({"crystal ball", "jar", "bubbles"})
_TREE = 2.5
"""Metres from which on a plant is a tree."""
_ROCKY = 1.9
"""How high beside it something may rise on a rock."""
_LARGE = frozenset({Kind.BUILDING, Kind.LANDSCAPE, Kind.PLANT, Kind.SKY})


def parents(standings: list[Standing]) -> dict[int, Standing]:
    """What each thing leans on; the first word counts, and nothing leans on itself in a circle."""
    found: dict[int, Standing] = {}
    for one in standings:
        if one.relation not in {*_RULES, "worn by"} or one.first in found:
            continue
        above = one.second
        while above in found and above != one.first:
            above = found[above].second
        if above != one.first:
            found[one.first] = one
    return found


def attach(first: Block, second: Block, standing: Standing, world: World) -> Block:
    """The second block with the first where the relation wants it."""
    side = 1 if dice(world.seed, "side", standing.first).random() < 0.5 else -1
    if standing.relation == "worn by":
        return _dressed(first, second)
    one, other = _RULES[standing.relation](first, second, side)
    return replace(other, figures=(*other.figures, *one.figures))


def _dressed(garment: Block, wearer: Block) -> Block:
    """The wearers with the garment on; what else belongs to them stays."""
    bare = [one for one in wearer.figures if one.thing == wearer.thing]
    others = [one for one in wearer.figures if one.thing != wearer.thing]
    figures = worn(garment.figures[0], bare, (wearer.entry, garment.entry))
    return replace(wearer, figures=(*figures, *others))


def _limited(block: Block, tall: float, wide: float) -> Block:
    return block.scaled(min(1.0, tall / block.tall, wide / block.wide))


def _held(block: Block, second: Block) -> Block:
    """What leans on something is held by it, not by air or ground of its own."""
    return replace(block, figures=tuple(replace(one, zone="air") for one in block.figures), zone=second.zone)


def _aboard(first: Block, second: Block, side: int) -> tuple[Block, Block]:
    """Before the sail, not behind it."""
    base = second.figures[0]
    small = _held(_limited(first, base.height * 0.36, base.width * 0.34), second).ordered(0.5)
    return small.moved(side * 0.2 * base.width, 0).raised(base.height * 0.24), second


def _on(first: Block, second: Block, side: int) -> tuple[Block, Block]:
    base = second.figures[0]
    if second.entry.name == "sailboat":
        return _aboard(first, second, side)
    if second.kind in _OPEN_TOPPED:
        small = _held(_limited(first, base.height * 0.75, base.width * 0.6), second).ordered(-0.5)
        return small.raised(base.height * 0.42), second
    share = _SEAT if second.kind is Kind.FURNITURE and base.width < base.height * 1.15 else 0.94
    if second.kind is Kind.LANDSCAPE:
        share = 0.8
    rocky = second.kind is Kind.LANDSCAPE or second.entry.name == "rock"
    tall = base.height * (_ROCKY if rocky else 1.05)
    small = _held(_limited(first, tall, base.width * 1.1), second).ordered(0.5)
    return small.raised(base.height * share), second


def _in(first: Block, second: Block, side: int) -> tuple[Block, Block]:
    if second.kind in _LARGE and not (second.kind is Kind.PLANT and second.entry.stature > _TREE):
        return _in_front(first, second, side)
    base = second.figures[0]
    if second.entry.name == "sailboat":
        return _aboard(first, second, side)
    if second.entry.name in _SEEN_THROUGH or second.kind is Kind.PLANT:
        return _inside(first, second)
    small = _held(_limited(first, base.height * 0.85, base.width * 0.72), second).ordered(-0.5)
    return small.raised(base.height * 0.4), second


def _inside(first: Block, second: Block) -> tuple[Block, Block]:
    """In glass, or in the crown of a tree: in the middle, and in front of what is behind it."""
    base = second.figures[0]
    small = _held(_limited(first, base.height * 0.46, base.width * 0.5), second).ordered(0.5)
    return small.raised(base.height * (0.5 if second.kind is Kind.PLANT else 0.3)), second


def _under(first: Block, second: Block, side: int) -> tuple[Block, Block]:
    if second.zone == "air":
        raised = (
            second.scaled(min(1.0, first.tall / second.tall * 1.1)) if second.tall > first.tall else second
        )
        raised = raised.raised(first.tall * 1.12)
        return first, replace(raised, zone=first.zone)
    second = second.scaled(max(1.0, first.tall * 1.75 / second.tall))
    room = 0.24 * (second.wide + first.wide)
    return first.moved(side * room, 0.06 * second.tall).ordered(0.1), second


def _above(first: Block, second: Block, side: int) -> tuple[Block, Block]:
    small = _held(first.scaled(max(1.0, 0.6 * second.tall / first.tall)), second)
    return small.moved(0.1 * side * second.wide, 0).raised(second.tall * 1.28), second


def _in_front(first: Block, second: Block, side: int) -> tuple[Block, Block]:
    small = _limited(first, second.tall * 0.85, second.wide * 1.2)
    return small.moved(side * 0.36 * second.wide, 0.13 * second.tall).ordered(0.1), second


def _behind(first: Block, second: Block, side: int) -> tuple[Block, Block]:
    large = first.scaled(max(1.0, 0.95 * second.tall / first.tall))
    offset = side * (0.2 * second.wide + 0.36 * large.wide)
    return large.moved(offset, -0.12 * second.tall).ordered(-0.1), second


_RULES: dict[Relation, _Rule] = {
    "on": _on, "in": _in, "under": _under, "above": _above, "in front of": _in_front, "behind": _behind,
}  # fmt: skip
