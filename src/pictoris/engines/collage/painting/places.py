"""What each place looks like without its things: sky, relief, ground, water."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from pictoris.engines.collage.painting.clouds import clouds
from pictoris.engines.collage.painting.colours import colour, mix, smooth
from pictoris.engines.collage.painting.deeps import bubbles, draw_moon_ground, space, underwater
from pictoris.engines.collage.painting.dice import dice, pick
from pictoris.engines.collage.painting.ground import (
    SEAS,
    SOILS,
    depth_of,
    draw_foam,
    draw_ground,
    draw_water,
    shore,
)
from pictoris.engines.collage.painting.indoors import room, studio, table
from pictoris.engines.collage.painting.noise import line, noise
from pictoris.engines.collage.painting.relief import Peaks, Ridge, crest, draw_peaks, draw_ridge, draw_skyline
from pictoris.engines.collage.painting.sky import sky
from pictoris.engines.collage.painting.view import Field, View
from pictoris.engines.collage.painting.world import World

_Painter: TypeAlias = Callable[[World, View], Field]

_HILLS = (
    Ridge(foot=0.075, swing=0.045, fineness=1.3, lit="#a9d6a0", body="#7fbb98", far=0.55, soft=0.12),
    Ridge(foot=0.035, swing=0.035, fineness=1.7, lit="#a8da7a", body="#6fb868", far=0.32, soft=0.12),
    Ridge(foot=0.008, swing=0.022, fineness=1.2, lit="#b3de75", body="#74bf57", far=0.14, soft=0.10),
)
_SNOWS = (
    Ridge(foot=0.09, swing=0.05, fineness=1.2, lit="#ffffff", body="#c9dbf7", far=0.35, soft=0.12),
    Ridge(foot=0.035, swing=0.035, fineness=1.6, lit="#ffffff", body="#d3e2fa", far=0.2, soft=0.10),
)
_DUNES = (
    Ridge(foot=0.10, swing=0.06, fineness=1.0, lit="#f9d79b", body="#e0a66a", far=0.42, soft=0.2, sharp=True),
    Ridge(
        foot=0.03, swing=0.045, fineness=1.3, lit="#fbd596", body="#d9975a", far=0.22, soft=0.2, sharp=True
    ),
    Ridge(
        foot=-0.07, swing=0.04, fineness=0.9, lit="#fcd391", body="#d58f52", far=0.06, soft=0.25, sharp=True
    ),
)


def paint_place(world: World, view: View) -> Field:
    """The place over the window, rows × columns × 3."""
    return np.asarray(_PLACES[world.place](world, view), np.float32)


def _open_air(world: World, view: View) -> Field:
    picture = sky(world, view)
    clouds(picture, world, view)
    return picture


def _hilly(world: World, view: View, ridges: tuple[Ridge, ...], soil: str) -> Field:
    picture = _open_air(world, view)
    if dice(world.seed, "range").random() < 0.35:
        draw_peaks(
            picture, world, view, Peaks(foot=0.03, height=0.24, pitch=0.3, far=0.66, rock="#8f9ec4"), "range"
        )
    for index, ridge in enumerate(ridges):
        draw_ridge(picture, world, view, _seasonal(ridge, world), index)
    draw_ground(picture, world, view, SOILS[soil], _rolling(world, view))
    return picture


def _seasonal(ridge: Ridge, world: World) -> Ridge:
    if world.season == "autumn":
        return replace(ridge, lit="#f0c06a", body="#d08a4a")
    if world.season == "winter":
        return replace(ridge, lit="#ffffff", body="#cfdff8")
    return ridge


def _rolling(world: World, view: View, swing: float = 0.012) -> Field:
    """The near ground's edge: almost a line."""
    return np.asarray(world.horizon + swing * line(view.x, world.seed_for("rolling"), 0.9, 2), np.float32)


def _meadow(world: World, view: View) -> Field:
    return _hilly(world, view, _HILLS, "snow" if world.season == "winter" else "meadow")


def _garden(world: World, view: View) -> Field:
    return _hilly(world, view, _HILLS[1:], "grass")


def _forest(world: World, view: View) -> Field:
    picture = _open_air(world, view)
    wood = Ridge(foot=0.16, swing=0.05, fineness=5, lit="#7fb487", body="#5b9277", far=0.5, soft=0.2)
    nearer = Ridge(foot=0.07, swing=0.045, fineness=7, lit="#5f9f66", body="#3f7d57", far=0.3, soft=0.2)
    for index, ridge in enumerate((wood, nearer)):
        draw_ridge(picture, world, view, _seasonal(ridge, world), ("wood", index))
    draw_ground(picture, world, view, SOILS["moss"], _rolling(world, view))
    return picture


def _jungle(world: World, view: View) -> Field:
    picture = _open_air(world, view)
    wood = Ridge(foot=0.2, swing=0.07, fineness=4, lit="#6fbf86", body="#3f8f6d", far=0.4, soft=0.25)
    draw_ridge(picture, world, view, wood, "wood")
    draw_ground(picture, world, view, SOILS["jungle"], _rolling(world, view))
    return picture


def _farm(world: World, view: View) -> Field:
    picture = _hilly(world, view, _HILLS, "field")
    rows = view.band(world.horizon, view.bottom)
    part = view.part(rows)
    depth = np.clip(depth_of(world, part.y), 0, 6)
    u = (part.x - np.float32(world.aspect / 2)) / (0.14 + depth)
    furrow = np.cos(u * 12) * np.clip(depth * 3, 0, 1)
    picture[rows] *= 1 + (0.055 * furrow * smooth(0.01, 0.05, depth))[..., None]
    return picture


def _mountains(world: World, view: View) -> Field:
    picture = _open_air(world, view)
    draw_peaks(
        picture, world, view, Peaks(foot=0.03, height=0.46, pitch=0.42, far=0.46, rock="#8c9ac6"), "far"
    )
    draw_peaks(
        picture, world, view, Peaks(foot=0.0, height=0.34, pitch=0.36, far=0.2, rock="#7385ad"), "near"
    )
    for index, ridge in enumerate(_HILLS[1:]):
        draw_ridge(picture, world, view, _seasonal(ridge, world), index)
    draw_ground(
        picture, world, view, SOILS["snow" if world.season == "winter" else "grass"], _rolling(world, view)
    )
    return picture


def _snowfield(world: World, view: View) -> Field:
    picture = _open_air(world, view)
    if dice(world.seed, "range").random() < 0.6:
        draw_peaks(
            picture,
            world,
            view,
            Peaks(foot=0.02, height=0.34, pitch=0.4, far=0.42, rock="#93a5cf", snow=0.7),
            "range",
        )
    for index, ridge in enumerate(_SNOWS):
        draw_ridge(picture, world, view, ridge, index)
    draw_ground(picture, world, view, SOILS["snow"], _rolling(world, view, 0.016))
    return picture


def _desert(world: World, view: View) -> Field:
    picture = _open_air(world, view)
    draw_ground(picture, world, view, SOILS["dune"])
    for index, ridge in enumerate(_DUNES):
        draw_ridge(picture, world, view, ridge, index)
    edge = crest(world, view, _DUNES[-1], 2)
    layer = picture.copy()
    draw_ground(layer, world, view, SOILS["dune"], edge)
    below = view.y - edge
    return mix(picture, layer, smooth(0.0, 0.12, below)[..., None])


def _sea(world: World, view: View) -> Field:
    picture = _open_air(world, view)
    if dice(world.seed, "isle").random() < 0.45:
        isle = Ridge(foot=-0.012, swing=0.05, fineness=0.9, lit="#a8cf9a", body="#7fae9c", far=0.6, soft=0.1)
        draw_ridge(picture, world, view, isle, "isle")
    draw_water(picture, world, view, SEAS["sea"], view.bottom + 1)
    return picture


def _beach(world: World, view: View) -> Field:
    picture = _open_air(world, view)
    edge = shore(world, view, world.horizon + world.shore * (1 - world.horizon))
    draw_ground(picture, world, view, SOILS["sand"], np.asarray(edge - 0.03, np.float32))
    draw_water(picture, world, view, SEAS["lagoon"], edge)
    draw_foam(picture, world, view, edge)
    return picture


def _lake(world: World, view: View) -> Field:
    picture = _open_air(world, view)
    draw_peaks(
        picture, world, view, Peaks(foot=-0.01, height=0.3, pitch=0.34, far=0.42, rock="#8c9ac6"), "far"
    )
    draw_ridge(picture, world, view, _seasonal(_HILLS[1], world), 1)
    edge = shore(world, view, world.horizon + world.shore * (1 - world.horizon))
    draw_ground(picture, world, view, SOILS["grass"], np.asarray(edge - 0.02, np.float32))
    draw_water(picture, world, view, SEAS["lake"], edge)
    rows = view.band(float(edge.min()) - 0.03, float(edge.max()) + 0.05)
    below = view.part(rows).y - edge
    bank = np.exp(-(((below - 0.004) / 0.008) ** 2)) * 0.75
    picture[rows] += (world.lit("#d9c08f") - picture[rows]) * bank[..., None]
    return picture


def _city(world: World, view: View) -> Field:
    picture = _open_air(world, view)
    for far in (0.85, 0.5, 0.12):
        draw_skyline(picture, world, view, far, far)
    draw_ground(picture, world, view, SOILS["stone"])
    rows = view.band(world.horizon, view.bottom)
    part = view.part(rows)
    depth = np.clip(depth_of(world, part.y), 0, 6)
    u = (part.x - np.float32(world.aspect / 2)) / (0.2 + depth) * 3
    v = np.log(0.2 + depth) * 4
    joints = np.minimum(np.abs(np.mod(u, 1) - 0.5), np.abs(np.mod(v, 1) - 0.5))
    picture[rows] *= 1 - (0.10 * (1 - smooth(0.01, 0.04, joints)) * smooth(0.02, 0.2, depth))[..., None]
    return picture


def _street(world: World, view: View) -> Field:
    picture = _open_air(world, view)
    draw_skyline(picture, world, view, 0.8, "far")
    draw_skyline(picture, world, view, 0.3, "near")
    draw_ground(picture, world, view, SOILS["stone"])
    kerb = world.horizon + 0.16 * (1 - world.horizon)
    draw_ground(picture, world, view, SOILS["asphalt"], np.full((1, 1), kerb, np.float32))
    rows = view.band(kerb - 0.02, view.bottom)
    part = view.part(rows)
    paint = world.lit("#f4f4f8")
    edge = smooth(kerb - 0.014, kerb - 0.012, part.y) * (1 - smooth(kerb - 0.002, kerb, part.y))
    picture[rows] += (world.lit("#eceef4") - picture[rows]) * (0.8 * edge)[..., None]
    middle = world.horizon + 0.78 * (1 - world.horizon)
    lean = part.x + (part.y - np.float32(middle)) * 1.1
    dash = smooth(0.0, 0.008, 0.11 - np.abs(np.mod(lean, 0.36) - 0.18))
    stripe = dash * smooth(0.0, 0.004, 0.013 - np.abs(part.y - np.float32(middle)))
    picture[rows] += (paint - picture[rows]) * (0.85 * stripe)[..., None]
    return picture


def _volcano(world: World, view: View) -> Field:
    picture = _open_air(world, view)
    x = np.float32(world.aspect * (0.5 + 0.14 * world.side))
    top = np.float32(world.horizon - 0.44)
    away = np.abs(view.x - x + 0.01 * noise(view, world.seed_for("slope"), (5, 5), 3))
    edge = top + np.clip(away - 0.06, 0, None) ** 0.86 * 0.95 - 0.02 * smooth(0.03, 0.08, away)
    heat = np.exp(-((view.x - x) ** 2 + (view.y - top) ** 2) / 0.05)
    picture += (colour("#ff8a3d") - picture) * np.clip(heat * 0.75, 0, 1)[..., None]
    below = view.y - edge
    lit = smooth(
        -0.1, 0.1, world.side * (view.x - x) * -1 + 0.03 * noise(view, world.seed_for("rock"), (9, 6), 4)
    )
    rock = mix(world.lit("#5d4a58", 0.1), world.lit("#8d7480", 0.1), lit[..., None])
    run = np.abs(view.x - x - 0.05 * noise(view, world.seed_for("lava"), (2, 6), 3)) / (
        0.012 + 0.05 * np.clip(below, 0, 1)
    )
    lava = np.exp(-(run**2)) * np.exp(-np.clip(below, 0, None) * 3.2)
    rock = mix(rock, colour("#ff6a2a"), np.clip(lava * 1.2, 0, 1)[..., None])
    rock = mix(rock, colour("#ffe08a"), np.clip(lava**3, 0, 1)[..., None])
    picture = mix(picture, rock, np.clip(below * view.scale + 0.5, 0, 1)[..., None])
    draw_ridge(
        picture,
        world,
        view,
        Ridge(foot=0.01, swing=0.03, fineness=2, lit="#7d6a70", body="#4d4048", far=0.1),
        "lip",
    )
    draw_ground(picture, world, view, SOILS["ash"], _rolling(world, view))
    return picture


def _underwater(world: World, view: View) -> Field:
    picture = underwater(world, view)
    bubbles(picture, world, view)
    return picture


def _space(world: World, view: View) -> Field:
    picture = space(world, view)
    draw_moon_ground(picture, world, view)
    return picture


def _high_up(world: World, view: View) -> Field:
    """Above the clouds: a sea of them at the bottom."""
    picture = _open_air(world, view)
    bank = str(pick(dice(world.seed, "bank"), ("#ffffff", "#fdf6ff")))
    for index, (foot, far) in enumerate(((0.24, 0.6), (0.13, 0.3), (0.03, 0.05))):
        top = 1.0 - foot - 0.03 * line(view.x, world.seed_for("bank", index), 2.4 + index, 1)
        puff = 0.035 * np.abs(np.sin((view.x + index * 0.37) * (11 - 2 * index) + line(view.x, index, 3, 2)))
        below = view.y - (top - puff)
        paint = mix(
            colour(world.light.cloud[0]) * colour(bank),
            colour(world.light.cloud[1]),
            smooth(0.0, 0.2, below)[..., None],
        )
        paint = mix(paint, colour(world.light.haze), far)
        picture = mix(picture, paint, smooth(-0.008, 0.012, below)[..., None] * 0.96)
    return picture


_PLACES: dict[str, _Painter] = {
    "meadow": _meadow, "garden": _garden, "forest": _forest, "jungle": _jungle, "farm": _farm,
    "mountains": _mountains, "snowfield": _snowfield, "desert": _desert, "sea": _sea, "beach": _beach,
    "lake": _lake, "city": _city, "street": _street, "volcano": _volcano, "underwater": _underwater,
    "space": _space, "sky": _high_up, "room": room, "table": table, "stage": studio, "none": studio,
}  # fmt: skip
