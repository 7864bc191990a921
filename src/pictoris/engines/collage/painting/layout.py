"""Where things stand: by relations first, then side by side, then wherever there is room."""

from dataclasses import dataclass, field, replace

import numpy as np

from pictoris.engines.collage.painting.block import Block, beside_one_another, formation
from pictoris.engines.collage.painting.cast import Role
from pictoris.engines.collage.painting.dice import dice
from pictoris.engines.collage.painting.figure import Figure
from pictoris.engines.collage.painting.relations import attach, parents
from pictoris.engines.collage.painting.world import World
from pictoris.engines.collage.scene import Kind, Scene, Standing

_MARGIN = 0.035
_SMALL = frozenset({Kind.CLOTHING, Kind.OBJECT})
_MIDDLE = 0.56
_CUT = 0.999
"""Where busts end: at the frame."""
_GAP = 0.06
"""Between neighbours, in heights of the tallest."""


def lay_out(scene: Scene, roles: list[Role], world: World) -> list[Figure]:
    """A figure for each thing and each of its count, in no order."""
    if not roles:
        return []
    known = {role.thing for role in roles}
    standings = [
        one for one in scene.standings if {one.first, one.second} <= known and one.first != one.second
    ]
    blocks = {role.thing: formation(role, world) for role in roles}
    anchored = parents(standings)
    for child in _leaves_first(anchored):
        if child not in blocks:
            continue
        standing = anchored[child]
        crowd = [one for one in blocks if one in anchored and _same_place(anchored[one], standing)]
        together = beside_one_another([blocks.pop(one) for one in crowd])
        blocks[standing.second] = attach(together, blocks[standing.second], standing, world)
    roots = _in_order(blocks, standings, anchored, world)
    return _into_frame(_arranged(roots, world), world)


def _leaves_first(anchored: dict[int, Standing]) -> list[int]:
    """Children before the things that they lean on."""

    def depth(thing: int) -> int:
        return 0 if thing not in anchored else 1 + depth(anchored[thing].second)

    return sorted(anchored, key=lambda thing: (-depth(thing), thing))


def _same_place(one: Standing, other: Standing) -> bool:
    return one is other or (one.second, one.relation) == (other.second, other.relation) != (
        one.second,
        "worn by",
    )


def _root(thing: int, anchored: dict[int, Standing]) -> int:
    while thing in anchored:
        thing = anchored[thing].second
    return thing


def _in_order(
    blocks: dict[int, Block], standings: list[Standing], anchored: dict[int, Standing], world: World
) -> list[Block]:
    """Blocks from left to right: as the prompt says, otherwise as the seed wants."""
    waiting = list(dice(world.seed, "order").permutation(sorted(blocks)))
    if world.look.raw:
        waiting = sorted(blocks)
    before: set[tuple[int, int]] = set()
    for one in standings:
        pair = _root(one.first, anchored), _root(one.second, anchored)
        if one.relation in {"left of", "right of"} and pair[0] != pair[1]:
            before.add(pair if one.relation == "left of" else (pair[1], pair[0]))
    ordered: list[Block] = []
    while waiting:
        free = [one for one in waiting if not any((other, one) in before for other in waiting)]
        chosen = (free or waiting)[0]
        waiting.remove(chosen)
        bound = any(chosen in pair for pair in before)
        ordered.append(replace(blocks[chosen], bound=bound))
    return ordered


@dataclass(slots=True)
class _Taken:
    """What is placed so far."""

    blocks: list[Block] = field(default_factory=list)

    def overlap(self, box: tuple[float, float, float, float]) -> float:
        """How much of a box is taken, as a share of its area."""
        area = max(1e-6, (box[2] - box[0]) * (box[3] - box[1]))
        total = 0.0
        for figure in (figure for block in self.blocks for figure in block.figures):
            left, top, right, bottom = figure.box
            across = min(right, box[2]) - max(left, box[0])
            down = min(bottom, box[3]) - max(top, box[1])
            total += max(0.0, across) * max(0.0, down)
        return total / area


def _arranged(roots: list[Block], world: World) -> list[Figure]:
    standing = [block for block in roots if block.zone in {"ground", "water"}]
    floating = [block for block in roots if block.zone not in {"ground", "water"}]
    taken = _Taken(_side_by_side(standing, world, company=bool(floating)))
    slots = {id(block): (place + 0.5) / len(roots) for place, block in enumerate(roots)}
    for block in sorted(floating, key=lambda block: -block.area):
        wanted = slots[id(block)] if block.bound else None
        taken.blocks.append(_where_there_is_room(block, taken, world, wanted, len(floating)))
    return [figure for block in taken.blocks for figure in block.figures]


def _side_by_side(blocks: list[Block], world: World, *, company: bool) -> list[Block]:
    """On the ground, in one line or, where that would make them small, in two; as large as the frame allows."""
    if not blocks:
        return []
    scale = _scale(blocks, world, company=company)
    front, back = _two_rows(blocks)
    if (
        back
        and scale < 0.75 * _scale(back, world, company=company)
        and not any(block.bound for block in blocks)
    ):
        scale = 0.95 * min(_scale(front, world, company=company), _scale(back, world, company=company))
        return [*_line(back, world, 0.8 * scale, 0.06), *_line(front, world, scale, 0.8)]
    return _line(blocks, world, scale, None)


def _two_rows(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """The larger ones go to the back; both rows keep the order."""
    if len(blocks) < 3:
        return blocks, []
    middle = sorted(block.tall for block in blocks)[len(blocks) // 2]
    back = [block for block in blocks if block.tall >= middle][: (len(blocks) + 1) // 2]
    return [block for block in blocks if block not in back], back


def _room(blocks: list[Block], world: World) -> float:
    return world.aspect * (0.86 if len(blocks) > 1 else 0.8)


def _wide(blocks: list[Block]) -> float:
    """Width of all with gaps between them."""
    return sum(block.wide for block in blocks) + _GAP * max(block.tall for block in blocks) * (
        len(blocks) - 1
    )


def _scale(blocks: list[Block], world: World, *, company: bool) -> float:
    """How much they grow to fill the frame's width or the height that suits their number."""
    chance = dice(world.seed, "rows")
    share = {1: 0.56, 2: 0.54}.get(len(blocks), 0.5) - 0.08 * company
    share *= float(chance.uniform(0.82, 1.12)) * (1 - 0.002 * world.look.chaos * float(chance.random()))
    if len(blocks) == 1 and blocks[0].bust:
        share = float(chance.uniform(0.66, 0.76))
    return min(share / max(block.tall for block in blocks), _room(blocks, world) / _wide(blocks))


def _line(blocks: list[Block], world: World, scale: float, depth: float | None) -> list[Block]:
    """Side by side with some air between; all at one depth of the ground, or each at its own."""
    gap = _GAP * max(block.tall for block in blocks) * scale
    room, total = _room(blocks, world), _wide(blocks) * scale
    spread = float(dice(world.seed, "spread").uniform(0.25, 0.8)) * max(0.0, room - total) / (len(blocks) + 1)
    width = total + spread * (len(blocks) - 1)
    left = world.aspect / 2 - width / 2 + _off_centre(world, len(blocks), room - width)
    placed = []
    for place, block in enumerate(blocks):
        sized = block.scaled(scale)
        foot = _foot(world, sized, place, len(blocks)) if depth is None else _at_depth(world, sized, depth)
        placed.append(sized.moved(left - sized.left, foot))
        left += sized.wide + gap + spread
    return placed


def _at_depth(world: World, block: Block, depth: float) -> float:
    ground = 1 - min(world.horizon, 0.9)
    foot = max(world.horizon + ground * depth, world.horizon + 0.03 + block.deep)
    return float(min(max(foot, block.tall + _MARGIN), 0.95 - block.below))


def _off_centre(world: World, count: int, slack: float) -> float:
    """A little away from the middle, away from the light."""
    if count > 2 or world.look.raw:
        return 0.0
    reach = min(0.16 * world.aspect, slack / 2)
    return -world.side * reach * float(dice(world.seed, "thirds").uniform(-0.3, 1.0))


def _foot(world: World, block: Block, place: int, count: int) -> float:
    """How far down a block stands: large things farther back, neighbours not on one line."""
    if block.bust:
        return _CUT
    chance = dice(world.seed, "foot", place)
    ground = 1 - min(world.horizon, 0.9)
    if block.zone == "water":
        shore = world.shore if world.place in {"beach", "lake"} else 1.0
        return world.horizon + ground * shore * float(chance.uniform(0.62, 0.8))
    depth = float(chance.uniform(0.5, 0.66)) if count > 1 else float(chance.uniform(0.56, 0.72))
    depth += 0.12 * (place % 2) * (count > 2) - 0.1 * min(1.0, block.tall)
    foot = world.horizon + ground * depth
    if world.place in {"beach", "lake"}:
        foot = max(foot, world.horizon + ground * (world.shore + 0.2))
    foot = max(foot, world.horizon + 0.05 + block.deep)
    return float(min(max(foot, block.tall + _MARGIN), 0.95 - block.below))


def _where_there_is_room(
    block: Block, taken: _Taken, world: World, wanted: float | None, count: int
) -> Block:
    """In the air or under water: the place of 160 that overlaps least and stays near where it belongs."""
    chance = dice(world.seed, "float", block.figures[0].thing)
    company = bool(taken.blocks)
    share = min(0.52, 0.7 / count**0.5) if not company else min(0.3, 0.45 / count**0.5)
    if company and block.kind in _SMALL:
        share = min(share, 0.2)
    scale = min(share / block.tall, 0.84 * world.aspect / block.wide)
    best, least = block, np.inf
    for turn in range(160):
        sized = block.scaled(scale * (1 - 0.0032 * turn))
        x, y = _try(sized, world, wanted, chance, company=company)
        moved = sized.moved(x - (sized.left + sized.right) / 2, y)
        cost = 6 * taken.overlap(moved.box) + 0.002 * turn + 0.3 * _away(moved, world, company=company)
        if cost < least:
            best, least = moved, cost
    return best


def _try(
    block: Block, world: World, wanted: float | None, chance: np.random.Generator, *, company: bool
) -> tuple[float, float]:
    half = block.wide / 2
    low, high = _MARGIN + half, world.aspect - _MARGIN - half
    x = float(chance.uniform(min(low, high), max(low, high)))
    if wanted is not None:
        x = float(np.clip(world.aspect * wanted + chance.normal(0, 0.05), min(low, high), max(low, high)))
    floor = min(world.horizon, 0.97) - 0.02 if world.place != "sky" else 0.93
    if company:
        floor = min(floor, 0.75)
    top, bottom = _MARGIN + block.tall, max(_MARGIN + block.tall, floor - block.below)
    return x, float(chance.uniform(top, bottom))


def _away(block: Block, world: World, *, company: bool) -> float:
    """How far from where the eye wants it: the middle if it is alone, high up otherwise."""
    left, top, right, bottom = block.box
    across = abs((left + right) / 2 / world.aspect - 0.5)
    goal = 0.24 if company else 0.45
    return across * (0.2 if company else 0.9) + abs((top + bottom) / 2 - goal)


def _into_frame(figures: list[Figure], world: World) -> list[Figure]:
    """Shrink and move what sticks out, all together where it must be."""
    boxes = np.array([figure.box for figure in figures])
    left, top = boxes[:, :2].min(0)
    right, bottom = boxes[:, 2:].max(0)
    room = (world.aspect - 2 * _MARGIN, 1 - 2 * _MARGIN)
    scale = min(1.0, room[0] / (right - left), room[1] / (bottom - top))
    middle = (left + right) / 2
    scaled = [
        replace(
            figure, x=middle + (figure.x - middle) * scale, foot=bottom + (figure.foot - bottom) * scale,
            height=figure.height * scale, width=figure.width * scale, lift=figure.lift * scale,
        ) for figure in figures
    ]  # fmt: skip
    half = (right - left) / 2 * scale
    across = float(np.clip(middle, _MARGIN + half, world.aspect - _MARGIN - half) - middle)
    high = bottom - (bottom - top) * scale
    lowest = _CUT if bottom >= _CUT - 1e-6 else 1 - _MARGIN
    down = max(0.0, _MARGIN - high) - max(0.0, bottom - lowest)
    if world.place in {"stage", "none"} and lowest < _CUT:
        # Nothing ties them to a horizon: they look best a little below the middle.
        down -= float(np.clip((high + bottom) / 2 + down - _MIDDLE, 0, max(0.0, high + down - _MARGIN)))
    return [replace(figure, x=figure.x + across, foot=figure.foot + down) for figure in scaled]
