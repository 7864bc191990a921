"""Backdrops without a sky: room, table, studio and plain gradients."""

import numpy as np

from pictoris.engines.collage.painting.colours import colour, mix, rgb, saturate, smooth
from pictoris.engines.collage.painting.dice import dice, pick, turn
from pictoris.engines.collage.painting.ground import depth_of
from pictoris.engines.collage.painting.noise import noise, woven
from pictoris.engines.collage.painting.view import Field, View
from pictoris.engines.collage.painting.world import World

STUDIOS = (
    "#ffd6a5", "#ffc2d1", "#bde0fe", "#cdb4f6", "#b9fbc0", "#fde4a9", "#a9def9", "#ffb5a7", "#d0f4de", "#e4c1f9",
    "#90dbf4", "#fec89a",
)  # fmt: skip
_WALLS = (
    ("#f6d9c4", "#c98b5e"), ("#cfe3ee", "#b98d66"), ("#d9e5c9", "#a97850"), ("#f3d3d8", "#c79a78"),
    ("#e7dcf3", "#9f7a62"), ("#fbe5b6", "#a8754f"), ("#bcdcd8", "#c08f64"),
)  # fmt: skip
_TABLES = ("#c98f5c", "#b57748", "#d9ab7a", "#a8643f", "#e8cba6")


def studio(world: World, view: View) -> Field:
    """A plain backdrop that bends softly into a floor, lit from the side."""
    base = colour(world.backdrop) if world.backdrop else colour(turn(world.seed, "studio", STUDIOS))
    base = _usable(base)
    across = (view.x - np.float32(world.aspect * (0.5 + 0.16 * world.side))) / np.float32(
        max(world.aspect, 0.8)
    )
    down = view.y - np.float32(0.42)
    glow = np.exp(-(across**2 * 2.2 + down**2 * 2.6))
    floor = smooth(world.horizon - 0.05, world.horizon + 0.22, view.y)
    bright = mix(base, rgb(1, 1, 1), 0.42)
    deep = saturate(base, 1.12) * np.float32(0.86)
    picture = mix(deep, bright, glow[..., None])
    sheet = mix(base, bright, (0.25 + 0.5 * glow)[..., None])
    return mix(picture, sheet, (0.75 * floor)[..., None]) * (0.4 + 0.6 * world.tint)


def _usable(base: Field) -> Field:
    """Pure black and white leave no room for light and shadow."""
    return np.clip(base, 0.11, 0.955)


def room(world: World, view: View) -> Field:
    """A wall with a patch of window light, a skirting board, and floor boards."""
    wall_code, floor_code = turn(world.seed, "room", _WALLS)
    wall = colour(world.backdrop) if world.backdrop else colour(wall_code)
    line = world.horizon
    shade = 1.03 - 0.16 * np.abs(view.x / np.float32(world.aspect) - (0.5 + 0.2 * world.side)) - 0.06 * view.y
    picture = _usable(wall) * shade[..., None] * world.tint + np.zeros(
        (view.rows, view.columns, 3), np.float32
    )
    picture *= 1 + 0.012 * noise(view, world.seed_for("plaster"), (5, 5), 4)[..., None]
    _window_light(picture, world, view)
    skirting = smooth(line - 0.034, line - 0.031, view.y)
    picture = mix(
        picture,
        world.lit("#fffaf2") * (1 - 0.10 * smooth(line - 0.01, line, view.y))[..., None],
        skirting[..., None],
    )
    floor = _boards(world, view, colour(floor_code))
    cover = np.clip((view.y - line) * view.scale + 0.5, 0, 1)
    return mix(picture, floor, cover[..., None])


def _window_light(picture: Field, world: World, view: View) -> None:
    """Slanted panes of light on the wall: warm by day, blue at night."""
    slant = 0.35 * world.side
    u = (view.x - np.float32(world.aspect * (0.5 - 0.12 * world.side)) + slant * view.y) / np.float32(0.46)
    v = (view.y - np.float32(0.27)) / np.float32(0.40)
    edge = 0.03

    def inside(part: Field) -> Field:
        return smooth(-0.5, -0.5 + edge, part) * (1 - smooth(0.5 - edge, 0.5, part))

    bars = smooth(0.02, 0.045, np.abs(u)) * smooth(0.02, 0.045, np.abs(v - 0.02))
    shape = inside(u) * inside(v) * bars * np.float32(0.42 * (1 - 0.45 * world.light.dark))
    paint = mix(colour("#fff1c4"), colour("#b9cdfb"), world.light.dark)
    picture += (paint - picture) * shape[..., None]


def _boards(world: World, view: View, base: Field) -> Field:
    depth = np.clip(depth_of(world, view.y), 0, 6)
    u = (view.x - np.float32(world.aspect / 2)) / (0.55 + depth) * 5.2
    board = np.floor(u)
    tone = np.sin(board * 12.9898 + world.seed % 97) * 0.045
    seam = 1 - smooth(0.012, 0.05, np.minimum(np.mod(u, 1), 1 - np.mod(u, 1)))
    grain = woven(world.seed_for("wood"), u * 5 + board * 3.7, np.log(0.5 + depth) * 3 + board * 1.3)
    bright = 1.04 - 0.16 * np.exp(-depth * 6) + tone - 0.2 * seam + 0.045 * grain
    return np.asarray(base * world.tint * bright[..., None], np.float32)


def table(world: World, view: View) -> Field:
    """A wooden table top in front of lights that are out of focus."""
    chance = dice(world.seed, "table")
    base = colour(world.backdrop) if world.backdrop else colour(turn(world.seed, "bokeh", STUDIOS))
    top = mix(base, rgb(1, 1, 1), 0.35)
    low = saturate(base, 1.25) * np.float32(0.72)
    fall = np.clip(view.y / np.float32(world.horizon), 0, 1)
    picture = mix(top, low, (fall * 0.85)[..., None]) * world.tint + np.zeros(
        (1, view.columns, 1), np.float32
    )
    _bokeh(picture, world, view)
    wood = colour(str(pick(chance, _TABLES)))
    cover = np.clip((view.y - np.float32(world.horizon)) * view.scale * 0.5 + 0.5, 0, 1)
    return mix(picture, _planks(world, view, wood), cover[..., None])


def _planks(world: World, view: View, wood: Field) -> Field:
    depth = np.clip(depth_of(world, view.y), 0.0, 6)
    v = np.log(0.35 + depth) * 4.2
    u = (view.x - np.float32(world.aspect / 2)) / (0.6 + depth)
    plank = np.floor(v)
    seam = 1 - smooth(0.01, 0.05, np.minimum(np.mod(v, 1), 1 - np.mod(v, 1)))
    grain = woven(world.seed_for("wood"), u * 2.4 + plank * 5.1, v * 9 + np.zeros_like(u))
    shine = np.exp(-(((view.x - np.float32(world.aspect * (0.5 + 0.2 * world.side))) / 0.5) ** 2)) * np.exp(
        -depth * 1.8
    )
    bright = 0.98 + 0.05 * grain - 0.14 * seam + np.sin(plank * 7.3) * 0.03 + 0.16 * shine
    return np.asarray(wood * world.tint * bright[..., None], np.float32)


def _bokeh(picture: Field, world: World, view: View) -> None:
    pitch = 0.2
    first, last = int(np.floor(view.left / pitch)) - 1, int(np.ceil(view.right / pitch)) + 1
    for row in range(int(np.floor(view.top / pitch)) - 1, int(world.horizon / pitch) + 1):
        for cell in range(first, last + 1):
            chance = dice(world.seed, "bokeh", row, cell)
            place = ((cell + chance.random()) * pitch, (row + chance.random()) * pitch)
            size = chance.uniform(0.018, 0.06)
            if chance.random() < 0.75 and place[1] < world.horizon - 0.02:
                paint = mix(colour(str(pick(chance, STUDIOS))), rgb(1, 1, 0.92), 0.45)
                _disc(picture, view, (*place, size), paint, float(chance.uniform(0.12, 0.34)))


def _disc(
    picture: Field, view: View, place: tuple[float, float, float], paint: Field, strength: float
) -> None:
    """A round spot with a brighter edge, as a lens draws lights."""
    x, y, size = place
    rows = view.band(y - size * 1.2, y + size * 1.2)
    columns = slice(
        int(np.clip(view.column(x - size * 1.2), 0, view.columns)),
        int(np.clip(view.column(x + size * 1.2) + 1, 0, view.columns)),
    )
    area = picture[rows, columns]
    if area.size:
        part = view.part(rows)
        far = np.sqrt((part.x[:, columns] - np.float32(x)) ** 2 + (part.y - np.float32(y)) ** 2) / np.float32(
            size
        )
        shape = (1 - smooth(0.86, 1.08, far)) * (0.72 + 0.28 * smooth(0.4, 0.95, far)) * np.float32(strength)
        area += (paint - area) * shape[..., None]
