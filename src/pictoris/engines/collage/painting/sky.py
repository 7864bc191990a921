"""The sky: gradients, sun and moon, stars, aurora."""

import numpy as np

from pictoris.engines.collage.painting.colours import colour, mix, ramp, smooth
from pictoris.engines.collage.painting.dice import dice
from pictoris.engines.collage.painting.noise import noise
from pictoris.engines.collage.painting.view import Field, View
from pictoris.engines.collage.painting.world import World


def sky(world: World, view: View) -> Field:
    """The empty sky with its lights, rows × columns × 3."""
    bottom = min(world.horizon, 1.0)
    places = np.clip((view.y + 0.06) / (bottom + 0.06), 0, 1)
    drift = 0.03 * noise(view, world.seed_for("drift"), (1.2, 1.2), 2)
    picture = ramp(world.light.sky, np.clip(places + drift, 0, 1))
    if world.light.dark > 0.3:
        _stars(picture, world, view)
        if world.light.dark > 0.9 and dice(world.seed, "aurora").random() < _aurora_chance(world):
            _aurora(picture, world, view)
    if world.shown & {"sun", "moon"}:
        return picture
    if world.weather in {"clear", "wind", ""}:
        _orb(picture, world, view)
    else:
        _orb(picture, world, view, veiled=0.75)
    return picture


def orb_place(world: World) -> tuple[float, float]:
    """Where the sun or the moon stands on the plane."""
    chance = dice(world.seed, "orb")
    reach = chance.uniform(0.26, 0.36) if world.light.low < 0.8 else chance.uniform(0.08, 0.3)
    x = world.aspect * (0.5 + world.side * reach)
    high = chance.uniform(0.13, 0.22)
    horizon = min(world.horizon, 0.95)
    return float(x), float(high + (horizon - 0.05 - high) * world.light.low**2)


def _orb(picture: Field, world: World, view: View, veiled: float = 0.0) -> None:
    x, y = orb_place(world)
    across, down = view.x - np.float32(x), view.y - np.float32(y)
    distance = np.sqrt(across**2 + down**2)
    moon = world.light.dark > 0.8
    size = 0.052 if moon else 0.05 + 0.03 * world.light.low
    shine = colour(world.light.rim) if not moon else colour("#dfe9ff")
    strength = (0.5 if moon else 0.42 + 0.4 * world.light.low) * (1 - 0.5 * veiled)
    glow = strength * np.exp(-distance / 0.17) + 0.3 * strength * np.exp(-distance / 0.5)
    picture += (shine - picture) * np.clip(glow, 0, 1)[..., None]
    edge = 1.5 / view.scale
    disc = (1 - smooth(size - edge, size + edge, distance)) * np.float32(1 - veiled)
    face = ramp(("#ffffff", "#fffbe6", world.light.rim), distance / size * 0.8)
    if moon:
        spots = noise(view, world.seed_for("moon"), (24, 24), 2)
        face = ramp(("#ffffff", "#f2f4ff", "#c9d6f7"), distance / size * 0.9)
        face = face * (1 - 0.10 * smooth(0.2, 0.7, spots)[..., None])
    picture += (face - picture) * disc[..., None]


def _stars(picture: Field, world: World, view: View) -> None:
    """Stars in cells of the plane, so that a larger window shows the same ones and more."""
    strength = float(np.clip((world.light.dark - 0.25) * 1.4, 0, 1))
    for x, y, size, shine in stars(world, view):
        fade = strength * float(np.clip((min(world.horizon, 1.1) - y) * 3.2, 0, 1)) * shine
        dot(picture, view, (x, y), size, paint=colour("#ffffff"), strength=fade)


def stars(world: World, view: View, pitch: float = 0.075) -> list[tuple[float, float, float, float]]:
    """Place, size and brightness of the stars in the window."""
    found = []
    for row in range(int(np.floor(view.top / pitch)), int(np.ceil(view.bottom / pitch))):
        for column in range(int(np.floor(view.left / pitch)), int(np.ceil(view.right / pitch))):
            chance = dice(world.seed, "star", row, column)
            for _ in range(1 + (chance.random() < 0.4)):
                place = ((column + chance.random()) * pitch, (row + chance.random()) * pitch)
                size = 0.0014 + 0.0026 * chance.random() ** 5
                found.append((*place, size, float(chance.uniform(0.35, 1.0))))
    return found


def dot(
    picture: Field, view: View, place: tuple[float, float], size: float, *, paint: Field, strength: float
) -> None:
    """A soft round light of a radius on the plane."""
    radius = max(0.75, size * view.scale)
    column, row = view.column(place[0]), view.row(place[1])
    reach = int(np.ceil(radius * 3))
    left, right = max(0, int(column) - reach), min(view.columns, int(column) + reach + 1)
    top, bottom = max(0, int(row) - reach), min(view.rows, int(row) + reach + 1)
    if left >= right or top >= bottom:
        return
    across = (np.arange(left, right) + 0.5 - column)[None, :]
    down = (np.arange(top, bottom) + 0.5 - row)[:, None]
    shape = np.exp(-(across**2 + down**2) / (radius**2)) * strength
    area = picture[top:bottom, left:right]
    area += (paint - area) * shape[..., None].astype(np.float32)


def _aurora_chance(world: World) -> float:
    return 0.7 if world.place in {"snowfield", "mountains"} else 0.15


def _aurora(picture: Field, world: World, view: View) -> None:
    chance = dice(world.seed, "aurora", "shape")
    for curtain in range(2):
        seed = world.seed_for("aurora", curtain)
        middle = chance.uniform(0.22, 0.4) + 0.09 * noise(view.part(slice(0, 1)), seed, (1.3, 0.0), 2)
        rise = (middle - view.y) / np.float32(0.26)
        shape = smooth(-0.08, 0.06, rise) * np.exp(-np.clip(rise, 0, None) * 2.4)
        rays = 0.65 + 0.35 * noise(view, seed + 1, (9, 0.6), 2)
        paint = mix(colour("#5cffb0"), colour("#a26bff"), np.clip(rise, 0, 1)[..., None])
        picture += (paint - picture) * np.clip(0.62 * shape * rays, 0, 0.8)[..., None]
