"""What rises behind the ground: hills, dunes, mountains, and a city's skyline."""

from dataclasses import dataclass

import numpy as np

from pictoris.engines.collage.painting.colours import colour, mix, smooth
from pictoris.engines.collage.painting.dice import dice, pick
from pictoris.engines.collage.painting.noise import line, noise
from pictoris.engines.collage.painting.view import Field, View
from pictoris.engines.collage.painting.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Ridge:
    """A soft wave of land; heights are measured up from the horizon."""

    foot: float
    swing: float
    """How far its crest goes up and down."""
    fineness: float
    lit: str
    body: str
    far: float
    """0 near, 1 lost in the haze."""
    soft: float = 0.16
    """How deep below the crest the light reaches."""
    sharp: bool = False
    """A dune: one side in the light, the other in shadow."""
    rough: float = 0.02


def crest(world: World, view: View, ridge: Ridge, name: object) -> Field:
    """Where a ridge ends, 1 × columns."""
    wave = line(view.x, world.seed_for("ridge", name), ridge.fineness, 1 if ridge.sharp else 2, 0.35)
    return np.asarray(world.horizon - ridge.foot - ridge.swing * wave, np.float32)


def draw_ridge(picture: Field, world: World, view: View, ridge: Ridge, name: object) -> None:
    """Lay a ridge and everything below it over the picture."""
    edge = crest(world, view, ridge, name)
    rows = view.band(float(edge.min()) - 0.01, view.bottom)
    part = view.part(rows)
    area = picture[rows]
    if not area.size:
        return
    below = part.y - edge
    cover = np.clip(below * view.scale + 0.5, 0, 1)
    light = 1 - smooth(0, ridge.soft, below)
    if ridge.sharp:
        light = light * 0.5 + 0.5 * _faces(world, part, ridge, below, name)
    paint = mix(world.lit(ridge.body, ridge.far), world.lit(ridge.lit, ridge.far), light[..., None])
    paint += np.float32(ridge.rough) * noise(part, world.seed_for("rough", name), (7, 16), 3)[..., None]
    area += (paint - area) * cover[..., None]


def _faces(world: World, view: View, ridge: Ridge, below: Field, name: object) -> Field:
    """Which side of a dune a place is on: the slope of the crest above it, leaning with depth."""
    seed = world.seed_for("ridge", name)
    step = np.float32(0.02)
    lean = view.x + 0.35 * below
    flat = lean.reshape(1, -1)
    slope = line(flat + step, seed, ridge.fineness, 1) - line(flat - step, seed, ridge.fineness, 1)
    return np.asarray(
        smooth(-0.03, 0.03, world.side * slope.reshape(below.shape)) * np.exp(-below / 0.35), np.float32
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Peaks:
    """A row of mountains."""

    foot: float
    height: float
    pitch: float
    far: float
    rock: str = "#7a86a8"
    snow: float = 0.45
    """How far down the snow reaches, as a share of the height."""


def draw_peaks(picture: Field, world: World, view: View, peaks: Peaks, name: object) -> None:
    """Lay a row of mountains over the picture, each with a lit and a shaded face."""
    base = world.horizon - peaks.foot
    first = int(np.floor((view.left - peaks.height * 1.6) / peaks.pitch))
    last = int(np.ceil((view.right + peaks.height * 1.6) / peaks.pitch))
    cells = sorted(range(first, last + 1), key=lambda cell: dice(world.seed, name, cell, "order").random())
    for cell in cells:
        chance = dice(world.seed, name, cell)
        height = peaks.height * chance.uniform(0.55, 1.0)
        x = (cell + chance.uniform(0.2, 0.8)) * peaks.pitch
        _peak(
            picture, world, view, peaks, (x, base - height, height, chance.uniform(0.75, 1.0), (name, cell))
        )


def _peak(
    picture: Field, world: World, view: View, peaks: Peaks, shape: tuple[float, float, float, float, object]
) -> None:
    x, top, height, steep, name = shape
    rows = view.band(top - 0.02, view.bottom)
    reach = height * 1.5 / steep
    columns = slice(
        max(0, int(view.column(x - reach))), max(0, min(view.columns, int(view.column(x + reach)) + 1))
    )
    area = picture[rows, columns]
    if not area.size:
        return
    part = view.part(rows)
    seed = world.seed_for("peak", name)
    across = part.x[:, columns] - np.float32(x)
    down = part.y - np.float32(top)
    jag = line(part.y, seed, 9 / height * 0.3, 3, 0.55) * 0.10 * np.clip(down, 0, height * 0.7)
    rounded = np.sqrt(across**2 + (0.035 * height) ** 2) - 0.035 * height
    side = line(part.x[:, columns], seed + 7, 5 / height * 0.4, 3, 0.5) * 0.035 * height
    inside = down + side * np.clip(down / height * 4, 0, 1) - rounded * np.float32(1.15 * steep)
    cover = np.clip(inside * view.scale * 0.8 + 0.5, 0, 1)
    wander = line(part.y, seed + 1, 3.2 / height, 2) * 0.22 * np.clip(down, 0, None) + jag
    lit = smooth(-0.012, 0.012, world.side * (across - wander))
    paint = _stone(world, peaks, (across, down, height, lit, seed))
    fade = smooth(0.15, 1.1, down / height) * 0.45
    paint = mix(paint, world.lit(world.light.haze, 1.0), fade[..., None] * np.ones_like(paint[..., :1]))
    area += (paint - area) * cover[..., None]


def _stone(world: World, peaks: Peaks, at: tuple[Field, Field, float, Field, int]) -> Field:
    across, down, height, lit, seed = at
    rock = mix(
        world.lit(peaks.rock, peaks.far) * np.float32(0.74),
        world.lit(peaks.rock, peaks.far) * 1.1,
        lit[..., None],
    )
    snow = mix(world.lit("#a9bfe6", peaks.far), world.lit("#ffffff", peaks.far * 0.7), lit[..., None])
    rough = line(across, seed + 2, 7 / height, 3, 0.6) * 0.13 * height
    line_of_snow = smooth(-0.012, 0.012, np.float32(peaks.snow * height) + rough - down)
    return np.clip(mix(rock, snow, line_of_snow[..., None]), 0, 1)


def draw_skyline(picture: Field, world: World, view: View, far: float, name: object) -> None:
    """Lay a row of towers with windows over the picture."""
    pitch = 0.085 + 0.05 * (1 - far)
    first, last = int(np.floor(view.left / pitch)) - 1, int(np.ceil(view.right / pitch)) + 1
    for cell in range(first, last + 1):
        chance = dice(world.seed, "tower", name, cell)
        tall = (0.10 + 0.34 * chance.random() ** 1.5) * (0.65 + 0.5 * far)
        wide = pitch * chance.uniform(0.8, 1.25)
        x = cell * pitch + chance.uniform(-0.1, 0.1) * pitch
        _tower(picture, world, view, (x, tall, wide, far), chance)


_FACADES = ("#8fb3e6", "#f2a38c", "#f6cf8d", "#9ad0c8", "#b6a4e6", "#e88fa8", "#7f9bd6", "#e9dccb")


def _tower(
    picture: Field,
    world: World,
    view: View,
    shape: tuple[float, float, float, float],
    chance: np.random.Generator,
) -> None:
    x, tall, wide, far = shape
    code = str(pick(chance, _FACADES))
    top, left = world.horizon - tall, x
    rows = view.band(top - 0.004, world.horizon + 0.04)
    columns = slice(
        int(np.clip(view.column(left), 0, view.columns)),
        int(np.clip(view.column(left + wide) + 1, 0, view.columns)),
    )
    area = picture[rows, columns]
    if not area.size:
        return
    part = view.part(rows)
    u = (part.x[:, columns] - np.float32(left)) / np.float32(wide)
    down = part.y - np.float32(top)
    # Corners are rounded, as everything is in this style.
    corner = 0.012
    over = np.sqrt(
        np.clip(np.abs(u - 0.5) * wide - wide / 2 + corner, 0, None) ** 2
        + np.clip(corner - down, 0, None) ** 2
    )
    cover = np.clip((corner - over) * view.scale + 0.5, 0, 1)
    shade = np.clip(1.06 - 0.2 * smooth(0, 1, u if world.side < 0 else 1 - u) - 0.12 * down / tall, 0, 1.2)
    paint = world.lit(code, 0.18 + 0.6 * far) * shade[..., None]
    _windows(paint, world, (u, down, wide, tall), far, chance)
    area += (paint - area) * cover[..., None]


def _windows(
    paint: Field, world: World, at: tuple[Field, Field, float, float], far: float, chance: np.random.Generator
) -> None:
    u, down, wide, tall = at
    across = max(2, round(wide / 0.026))
    floors = max(3, round(tall / 0.032))
    column = np.clip((u * across).astype(int), 0, across - 1)
    row = np.clip((down / tall * floors).astype(int), 0, floors)
    inside_x = np.abs(np.mod(u * across, 1) - 0.5) < 0.27
    inside_y = np.abs(np.mod(down / tall * floors, 1) - 0.52) < 0.26
    lights = chance.random((floors + 1, across)) < 0.15 + 0.5 * world.light.dark
    glass = np.where(lights[row, column][..., None], _glow(world), world.lit("#5d79a8", 0.25 + 0.6 * far))
    seen = (inside_x & inside_y & (row >= 1) & (row < floors)) * np.float32(0.85 - 0.5 * far)
    paint += (glass - paint) * seen[..., None]


def _glow(world: World) -> Field:
    """The colour of a window that is lit or reflects the sky."""
    warm = np.float32(min(1.0, world.light.dark * 1.6))
    return mix(world.lit("#d9f0ff", 0.1), colour("#ffd98a"), float(warm))
