"""Under water and out in space."""

import numpy as np

from pictoris.engines.collage.painting.colours import colour, mix, ramp, rgb, smooth
from pictoris.engines.collage.painting.dice import dice, pick, turn
from pictoris.engines.collage.painting.ground import SOILS, draw_ground
from pictoris.engines.collage.painting.noise import line, noise
from pictoris.engines.collage.painting.relief import Ridge, draw_ridge
from pictoris.engines.collage.painting.sky import dot, stars
from pictoris.engines.collage.painting.view import Field, View
from pictoris.engines.collage.painting.world import World

_WATERS = (
    ("#aef0f0", "#4fc8e0", "#2392cc", "#155fa6", "#0d3f7e"),
    ("#b6f5e2", "#4fd3c8", "#1fa3b3", "#12718f", "#0b4a6b"),
    ("#bfe6ff", "#5fb4f5", "#3179d8", "#234fae", "#1a327d"),
)
_NEBULAE = (
    ("#0b0a26", "#2a1a5e", "#7a3fa8", "#e86fb0"), ("#060d26", "#0f2f5e", "#1f7a9e", "#7fe0d0"),
    ("#120a24", "#3d1a4f", "#a83f5e", "#ffb36b"), ("#080a22", "#1c2566", "#4a5fd0", "#b9a6ff"),
)  # fmt: skip
_PLANETS = ("#f2a65a", "#6fb7e8", "#c78bd9", "#7fcf9a", "#e8746a", "#f0cf7a")


def underwater(world: World, view: View) -> Field:
    """Blue depths with rays from above, rocks far off, a floor of sand."""
    stops = turn(world.seed, "water", _WATERS)
    drift = 0.05 * noise(view, world.seed_for("deep"), (1.3, 1.6), 3)
    picture = ramp(stops, np.clip(view.y * 0.98 + drift, 0, 1)) * (0.45 + 0.55 * world.tint)
    _rays(picture, world, view)
    water = stops[2]
    for index, (foot, far) in enumerate(((0.16, 0.72), (0.07, 0.5))):
        ridge = Ridge(
            foot=foot, swing=0.06, fineness=2.2 + index, lit=stops[1], body=stops[3], far=0.0, soft=0.2
        )
        layer = picture.copy()
        draw_ridge(layer, world, view, ridge, ("reef", index))
        picture += (layer - picture) * np.float32(1 - far * 0.7)
    floor = picture.copy()
    edge = world.horizon - 0.02 + 0.02 * line(view.x, world.seed_for("floor"), 1.4, 2)
    draw_ground(floor, world, view, SOILS["sand"], np.asarray(edge, np.float32))
    floor = mix(floor * colour("#bfeaf5"), colour(water), 0.22)
    picture = mix(picture, floor, smooth(-0.004, 0.01, view.y - edge)[..., None])
    _caustics(picture, world, view, edge)
    return picture


def _rays(picture: Field, world: World, view: View) -> None:
    lean = view.x + (view.y + 0.3) * np.float32(0.45 * world.side)
    flat = lean / (1.0 + 0.35 * (view.y + 0.2))
    beams = line(flat.reshape(1, -1), world.seed_for("rays"), 3.4, 3).reshape(flat.shape)
    strength = smooth(0.0, 1.0, beams) * np.exp(-np.clip(view.y + 0.1, 0, None) * 1.9) * np.float32(0.5)
    picture += (colour("#f0fffb") * (0.3 + 0.7 * world.tint) - picture) * strength[..., None]


def _caustics(picture: Field, world: World, view: View, edge: Field) -> None:
    below = view.y - edge
    web = np.abs(noise(view, world.seed_for("caustics"), (9, 26), 2))
    shine = np.exp(-web * 7) * smooth(0.0, 0.05, below) * np.float32(0.22)
    picture += (colour("#f6ffef") - picture) * shine[..., None]


def bubbles(picture: Field, world: World, view: View) -> None:
    """Strings of bubbles."""
    pitch = 0.17
    for row in range(int(np.floor(view.top / pitch)), int(np.ceil(view.bottom / pitch))):
        for cell in range(int(np.floor(view.left / pitch)), int(np.ceil(view.right / pitch))):
            chance = dice(world.seed, "bubble", row, cell)
            if chance.random() < 0.42:
                place = ((cell + chance.random()) * pitch, (row + chance.random()) * pitch)
                _bubble(picture, view, place, float(0.004 + 0.014 * chance.random() ** 3))


def _bubble(picture: Field, view: View, place: tuple[float, float], size: float) -> None:
    rows = view.band(place[1] - size * 1.4, place[1] + size * 1.4)
    columns = slice(
        int(np.clip(view.column(place[0] - size * 1.4), 0, view.columns)),
        int(np.clip(view.column(place[0] + size * 1.4) + 1, 0, view.columns)),
    )
    area = picture[rows, columns]
    if not area.size:
        return
    part = view.part(rows)
    across = (part.x[:, columns] - np.float32(place[0])) / np.float32(size)
    down = (part.y - np.float32(place[1])) / np.float32(size)
    far = np.sqrt(across**2 + down**2)
    edge = 1.2 / (size * view.scale)
    inside = 1 - smooth(1 - edge, 1 + edge, far)
    shine = inside * (0.10 + 0.5 * smooth(0.5, 1.0, far))
    spark = np.exp(-((across + 0.35) ** 2 + (down + 0.4) ** 2) / 0.06) * inside
    area += (rgb(0.93, 1, 1) - area) * np.clip(shine + 0.9 * spark, 0, 1)[..., None]


def space(world: World, view: View) -> Field:
    """A nebula, stars, one or two planets."""
    stops = turn(world.seed, "nebula", _NEBULAE)
    fog = noise(view, world.seed_for("nebula"), (1.5, 1.7), 5, 0.55)
    warp = noise(view, world.seed_for("nebula", 2), (1.1, 2.1), 4, 0.5)
    lean = 0.25 * np.sin((view.x * 1.1 + view.y * 1.7 * world.side) * 2.2 + world.seed % 7)
    picture = ramp(stops, np.clip(0.34 + 0.26 * fog + 0.16 * warp + lean * 0.7, 0, 1))
    for x, y, size, shine in stars(world, view, 0.055):
        dot(picture, view, (x, y), size * 0.9, paint=rgb(1, 1, 1), strength=shine)
        if shine > 0.985:
            dot(picture, view, (x, y), size * 5, paint=rgb(0.7, 0.8, 1), strength=0.35)
    _planets(picture, world, view)
    return picture


def _planets(picture: Field, world: World, view: View) -> None:
    pitch = 1.15
    for row in range(int(np.floor(view.top / pitch)) - 1, int(np.ceil(view.bottom / pitch)) + 1):
        for cell in range(int(np.floor(view.left / pitch)) - 1, int(np.ceil(view.right / pitch)) + 1):
            chance = dice(world.seed, "planet", row, cell)
            if chance.random() < 0.85:
                x = (
                    (cell + chance.choice([0.16, 0.84]) + chance.uniform(-0.06, 0.06))
                    * pitch
                    * min(1, world.aspect)
                )
                y = (row + chance.uniform(0.1, 0.34)) * pitch
                size = float(chance.uniform(0.05, 0.13))
                _planet(picture, world, view, (float(x), float(y), size), str(pick(chance, _PLANETS)))


def _planet(picture: Field, world: World, view: View, shape: tuple[float, float, float], code: str) -> None:
    x, y, size = shape
    rows = view.band(y - size * 1.1, y + size * 1.1)
    columns = slice(
        int(np.clip(view.column(x - size * 1.1), 0, view.columns)),
        int(np.clip(view.column(x + size * 1.1) + 1, 0, view.columns)),
    )
    area = picture[rows, columns]
    if not area.size:
        return
    part = view.part(rows)
    across = (part.x[:, columns] - np.float32(x)) / np.float32(size)
    down = (part.y - np.float32(y)) / np.float32(size)
    far = np.sqrt(across**2 + down**2)
    ball = np.sqrt(np.clip(1 - far**2, 0, None))
    light = np.clip(0.62 * across * world.side - 0.42 * down + 0.62 * ball, 0, 1)
    bands = line(down + 0.16 * across, world.seed_for("bands", code), 2.4, 3)
    swirl = noise(part, world.seed_for("swirl", code), (1.2 / size, 3.2 / size), 3)[:, columns]
    face = mix(
        colour(code),
        mix(colour(code), rgb(1, 1, 1), 0.45),
        smooth(-0.6, 0.6, bands + 0.5 * swirl)[..., None],
    )
    face = face * (0.16 + 0.98 * light[..., None]) + 0.16 * (smooth(0.7, 1.0, far) * light)[..., None]
    edge = 1.0 / (size * view.scale)
    cover = 1 - smooth(1 - edge, 1 + edge, far)
    area += (np.clip(face, 0, 1) - area) * cover[..., None]


def draw_moon_ground(picture: Field, world: World, view: View) -> None:
    """The ground of a moon: a soft curve with craters."""
    edge = world.horizon + 0.02 * line(view.x, world.seed_for("moon ground"), 1.6, 3)
    draw_ground(picture, world, view, SOILS["moon"], np.asarray(edge, np.float32))
    rows = view.band(world.horizon - 0.05, view.bottom)
    part = view.part(rows)
    area = picture[rows]
    below = part.y - edge
    if area.size:
        rim = np.exp(-((below / 0.012) ** 2)) * 0.35
        area += (rgb(0.93, 0.93, 1.0) - area) * rim[..., None]
        dents = noise(part, world.seed_for("dents"), (6, 22), 2)
        area *= 1 - 0.22 * (smooth(0.35, 0.75, dents) * smooth(0.01, 0.05, below))[..., None]
