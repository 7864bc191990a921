"""Figures that stay together: the ones of a count, and what stands on, under or behind one another."""

from dataclasses import dataclass, replace

import numpy as np

from pictoris.engines.collage.painting.cast import Role
from pictoris.engines.collage.painting.dice import dice
from pictoris.engines.collage.painting.figure import Figure, Zone
from pictoris.engines.collage.painting.world import World
from pictoris.engines.collage.scene import Entry, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Figures around a place (0, 0) on which the first of them stands."""

    figures: tuple[Figure, ...]
    zone: Zone
    entry: Entry
    """What its first figures show."""
    thing: int = -1
    """Which thing of the scene they are."""
    bust: bool = False
    """Whether it is cut off below, as a portrait is: it looks right where the frame cuts it."""
    bound: bool = False
    """Whether the prompt says what is left and right of it."""

    @property
    def kind(self) -> Kind:
        """What sort of thing its first figures show."""
        return self.entry.kind

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of all."""
        boxes = [figure.box for figure in self.figures]
        left, top, right, bottom = zip(*boxes, strict=True)
        return min(left), min(top), max(right), max(bottom)

    @property
    def left(self) -> float:
        """How far left it reaches."""
        return self.box[0]

    @property
    def right(self) -> float:
        """How far right it reaches."""
        return self.box[2]

    @property
    def wide(self) -> float:
        """Its width."""
        return self.box[2] - self.box[0]

    @property
    def tall(self) -> float:
        """How far up it reaches from where it stands."""
        return -self.box[1]

    @property
    def below(self) -> float:
        """How far it reaches below where it stands."""
        return max(0.0, self.box[3])

    @property
    def deep(self) -> float:
        """How far up on the ground its last row stands."""
        return max(-figure.foot - figure.lift for figure in self.figures)

    @property
    def area(self) -> float:
        """Of its box."""
        return self.wide * (self.box[3] - self.box[1])

    def moved(self, x: float, foot: float) -> "Block":
        """The same, elsewhere."""
        return replace(
            self, figures=tuple(replace(one, x=one.x + x, foot=one.foot + foot) for one in self.figures)
        )

    def scaled(self, factor: float) -> "Block":
        """The same, larger or smaller."""
        return replace(
            self,
            figures=tuple(
                replace(
                    one, x=one.x * factor, foot=one.foot * factor, height=one.height * factor,
                    width=one.width * factor, lift=one.lift * factor,
                ) for one in self.figures
            ),
        )  # fmt: skip

    def raised(self, height: float) -> "Block":
        """The same, so far above the ground it belongs to."""
        return replace(
            self,
            figures=tuple(
                replace(one, foot=one.foot - height, lift=one.lift + height) for one in self.figures
            ),
        )

    def ordered(self, order: float) -> "Block":
        """The same, drawn later (or, below 0, sooner)."""
        return replace(self, figures=tuple(replace(one, order=one.order + order) for one in self.figures))


def beside_one_another(blocks: list[Block]) -> Block:
    """Several blocks as one, side by side around its middle."""
    if len(blocks) == 1:
        return blocks[0]
    left = -sum(block.wide for block in blocks) / 2
    figures: list[Figure] = []
    for block in blocks:
        figures += block.moved(left - block.left, 0).figures
        left += block.wide
    return replace(blocks[0], figures=tuple(figures))


_PER_ROW = {1: 1, 2: 2, 3: 3, 4: 2, 5: 3, 6: 3, 7: 4, 8: 4, 9: 3, 10: 4}
_PILES: dict[int, tuple[int, ...]] = {5: (3, 2), 6: (3, 2, 1), 7: (4, 3), 9: (4, 3, 2), 10: (4, 3, 2, 1)}
"""Counts of food that are piled up, row upon row."""
_TURNS = frozenset({Kind.FLYER, Kind.SWIMMER, Kind.AIRCRAFT})


def formation(role: Role, world: World) -> Block:
    """All figures of a thing: in rows, the back ones higher and a little smaller, none hidden."""
    chance = dice(world.seed, "formation", role.thing)
    piled = role.count in _PILES and role.entry.kind is Kind.FOOD and role.zone == "ground"
    rows = _PILES[role.count] if piled else _rows(role, world)
    rise = 0.8 if piled else {"air": 1.1, "deep": 1.1}.get(role.zone, 0.62)
    figures = []
    for row, length in enumerate(rows):
        for column in range(length):
            stagger = 0.28 * (2 * (row % 2) - 1) * (length == rows[0] and len(rows) > 1)
            x = ((column - (length - 1) / 2) * (1.02 if piled else 1.12) + stagger) * role.height * role.shape
            up = row * rise * role.height + (
                0.07 * role.height * (column % 2) if length > 2 and not piled else 0
            )
            figure = _figure(
                role, world, (x, -up), 1 - 0.06 * row * (role.zone == "ground" and not piled), chance
            )
            figures.append(
                replace(figure, lift=up, zone="air", order=float(row)) if piled and row else figure
            )
    bust = role.entry.part == "bust" and len(rows) == 1
    return Block(figures=tuple(figures), zone=role.zone, entry=role.entry, thing=role.thing, bust=bust)


def _rows(role: Role, world: World) -> list[int]:
    """How many stand in each row, the front one first."""
    per_row = _PER_ROW.get(role.count, int(np.ceil(role.count**0.5 * 1.35)))
    if role.count in {2, 3} and role.shape > 1.25 and world.aspect < 0.9:
        per_row = 1
    per_row = max(1, min(role.count, round(per_row * float(np.clip(world.aspect, 0.6, 1.8)) ** 0.5)))
    full, rest = divmod(role.count, per_row)
    return [per_row] * full + [rest] * (rest > 0)


def _figure(
    role: Role, world: World, place: tuple[float, float], size: float, chance: np.random.Generator
) -> Figure:
    loose = 0.0 if world.look.raw else 1.0 + world.look.chaos / 60
    size *= 1 + 0.04 * loose * float(chance.uniform(-1, 1)) * (role.count > 1)
    height, width = role.height * size, role.height * role.shape * size
    float_up = role.height * 0.09 * loose * float(chance.uniform(-1, 1)) * (role.zone in {"air", "deep"})
    mirrored = bool(chance.random() < 0.5) and role.entry.kind is not Kind.SYMBOL and not world.look.raw
    if role.entry.faces == "front" and role.count == 1:
        mirrored = False
    angle = float(chance.uniform(-7, 7)) * loose if role.entry.kind in _TURNS else 0.0
    return Figure(
        id=role.entry.id, x=place[0], foot=place[1] + float_up * (role.count > 1), height=height, width=width,
        zone=role.zone, mirrored=mirrored, angle=angle, colour=role.colour, thing=role.thing,
    )  # fmt: skip
