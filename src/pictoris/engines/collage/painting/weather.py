"""What falls or hangs in the air: rain, snow, fog, fireflies."""

import cv2
import numpy as np

from pictoris.engines.collage.painting.colours import colour, smooth
from pictoris.engines.collage.painting.dice import dice
from pictoris.engines.collage.painting.layers import blurred
from pictoris.engines.collage.painting.noise import noise
from pictoris.engines.collage.painting.sky import dot
from pictoris.engines.collage.painting.view import Field, View
from pictoris.engines.collage.painting.world import World


def draw_weather(picture: Field, world: World, view: View) -> None:
    """Lay the weather over a finished scene."""
    if world.weather in {"rain", "storm"}:
        _rain(picture, world, view)
    elif world.weather == "snow":
        _snow(picture, world, view)
    elif world.weather == "fog":
        fog(picture, world, view, 0.3)
    if world.weather in {"rain", "storm"}:
        fog(picture, world, view, 0.2)


def fog(picture: Field, world: World, view: View, strength: float) -> None:
    """Banks of fog, thickest near the horizon."""
    near = np.exp(-(((view.y - np.float32(world.horizon - 0.02)) / 0.2) ** 2))
    banks = smooth(-0.9, 0.9, noise(view, world.seed_for("fog"), (1.6, 5.0), 4))
    share = np.clip(strength * (0.25 + near) * (0.45 + 0.75 * banks), 0, 0.9)
    picture += (colour(world.light.haze) * 0.97 - picture) * share[..., None]


def _streaks(world: World, view: View, pitch: float, name: str) -> list[tuple[float, float, float]]:
    found = []
    for row in range(int(np.floor(view.top / pitch)) - 1, int(np.ceil(view.bottom / pitch)) + 1):
        for cell in range(int(np.floor(view.left / pitch)) - 1, int(np.ceil(view.right / pitch)) + 1):
            chance = dice(world.seed, name, row, cell)
            found.append(
                ((cell + chance.random()) * pitch, (row + chance.random()) * pitch, float(chance.random()))
            )
    return found


def _rain(picture: Field, world: World, view: View) -> None:
    mask = np.zeros((view.rows, view.columns), np.float32)
    lean = 0.16 * world.side
    for x, y, size in _streaks(world, view, 0.038, "rain"):
        length = 0.025 + 0.06 * size
        start = view.column(x), view.row(y)
        end = view.column(x - lean * length), view.row(y + length)
        points = [tuple(round(part * 16) for part in point) for point in (start, end)]
        thick = max(1, round(view.scale * 0.0018))
        cv2.line(mask, points[0], points[1], 0.16 + 0.3 * size, thick, cv2.LINE_AA, shift=4)
    mask = blurred(mask, max(0.5, view.scale * 0.0008))
    picture += (colour("#e8f2ff") * (0.35 + 0.65 * world.tint) - picture) * mask[..., None]


def _snow(picture: Field, world: World, view: View) -> None:
    for x, y, size in _streaks(world, view, 0.055, "flake"):
        dot(
            picture,
            view,
            (x, y),
            0.0022 + 0.0075 * size**4,
            paint=colour("#ffffff"),
            strength=0.55 + 0.4 * size,
        )


def fireflies(picture: Field, world: World, view: View) -> None:
    """Fireflies on summer nights."""
    for x, y, size in _streaks(world, view, 0.13, "firefly"):
        if size > 0.45 and y > world.horizon - 0.2:
            dot(picture, view, (x, y), 0.013, paint=colour("#c8ff6b"), strength=0.28)
            dot(picture, view, (x, y), 0.0035, paint=colour("#fbffd6"), strength=0.95)
