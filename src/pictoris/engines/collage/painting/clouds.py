"""Clouds: rounded heaps of soft balls, and veils for bad weather."""

from dataclasses import dataclass

import numpy as np

from pictoris.engines.collage.painting.beyond import Box, layered
from pictoris.engines.collage.painting.colours import colour, mix, smooth
from pictoris.engines.collage.painting.dice import dice, seed_of
from pictoris.engines.collage.painting.layers import blurred, stick
from pictoris.engines.collage.painting.noise import noise
from pictoris.engines.collage.painting.view import Field, View
from pictoris.engines.collage.painting.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Heap:
    """One cloud: where its base is, and how wide."""

    x: float
    y: float
    width: float
    seed: int
    far: float


_PITCH = 0.62
_ROWS = ((0.02, 0.9), (0.2, 0.7), (0.36, 0.42))
"""Height above which a row of clouds drifts, as a share of the sky, and the clouds' size."""


def clouds(picture: Field, world: World, view: View) -> None:
    """Draw the clouds of the world's weather over a sky."""
    if world.weather in {"cloudy", "rain", "storm", "snow", "fog"}:
        _veil(picture, world, view)
    for heap in heaps(world, view):
        _draw(picture, world, view, heap)


def heaps(world: World, view: View) -> list[Heap]:
    """The clouds in and around the window, the far ones first; none among clouds that are subjects."""
    if "cloud" in world.shown:
        return []
    found = layered(world.seed, world.extensions, lambda seed: _drifting(world, view, seed), _box)
    return sorted(found, key=lambda heap: -heap.far)


def _box(heap: Heap) -> Box:
    return (
        heap.x - 0.65 * heap.width,
        heap.y - 0.7 * heap.width,
        heap.x + 0.65 * heap.width,
        heap.y + 0.05 * heap.width,
    )


def _drifting(world: World, view: View, seed: int) -> list[Heap]:
    chance = {"clear": 0.62, "wind": 0.75, "cloudy": 0.9, "storm": 0.85, "rain": 0.7, "fog": 0.0}.get(
        world.weather, 0.6
    )
    tall = min(world.horizon, 1.0)
    found = []
    for row in range(int(np.floor(view.top / 0.34)) - 1, int(np.ceil(min(view.bottom, tall) / 0.34)) + 1):
        for cell in range(int(np.floor(view.left / _PITCH)) - 1, int(np.ceil(view.right / _PITCH)) + 1):
            dices = dice(seed, "heap", row, cell)
            if dices.random() > chance:
                continue
            y = (row + dices.uniform(0.1, 0.9)) * 0.34
            far = float(np.clip(y / max(tall, 0.3), 0, 1))
            if y > tall - 0.08:
                continue
            width = dices.uniform(0.24, 0.5) * (1.15 - 0.75 * far)
            x = (cell + dices.uniform(0.15, 0.85)) * _PITCH
            found.append(Heap(x=x, y=y, width=width, seed=seed_of(seed, "puff", row, cell), far=far))
    return found


def _draw(picture: Field, world: World, view: View, heap: Heap) -> None:
    """Balls on a line, the middle ones larger; light from above and from the side of the sun."""
    fine = min(1.0, 300 / view.scale)
    scale = view.scale * fine
    wide, tall = int(heap.width * scale * 1.3) + 4, int(heap.width * scale * 0.75) + 4
    alpha, shade = _balls(world, heap, wide, tall)
    paint = mix(colour(world.light.cloud[1]), colour(world.light.cloud[0]), shade[..., None])
    paint = mix(paint, colour(world.light.haze), 0.55 * heap.far)
    spread = view.scale / scale
    layer = np.dstack([paint * alpha[..., None], alpha * np.float32(0.94)])
    stick(picture, layer, spread, (view.column(heap.x - heap.width * 0.65), view.row(heap.y) - tall * spread))


def _balls(world: World, heap: Heap, wide: int, tall: int) -> tuple[Field, Field]:
    chance = dice(heap.seed, "balls")
    x = np.linspace(-0.65, 0.65, wide, dtype=np.float32)[None, :]
    y = np.linspace(-0.7, 0.05, tall, dtype=np.float32)[:, None]
    depth: Field = np.zeros((tall, wide), np.float32)
    shade: Field = np.zeros((tall, wide), np.float32)
    for place in np.linspace(-0.36, 0.36, int(chance.integers(5, 9))):
        at = place + chance.uniform(-0.04, 0.04)
        radius = (0.25 - 0.95 * place * place) * chance.uniform(0.7, 1.1)
        lift = radius * chance.uniform(0.3, 0.8) + 0.04
        across, down = (x - at) / radius, (y + lift) / radius
        ball = np.sqrt(np.clip(1 - across**2 - down**2, 0, None))
        light = 0.5 - 0.34 * down + 0.16 * across * world.side + 0.18 * ball
        nearer = ball * radius > depth
        depth = np.where(nearer, ball * radius, depth)
        shade = np.where(nearer, light, shade)
    base = 1 - smooth(-0.05, 0.03, y)
    alpha: Field = smooth(0.0, 0.05, depth) * base
    shade = blurred(shade, max(0.8, wide / 60))
    alpha = blurred(alpha, max(0.6, wide / 160))
    return np.asarray(alpha, np.float32), np.clip(np.asarray(shade, np.float32), 0, 1)


def _veil(picture: Field, world: World, view: View) -> None:
    """A grey ceiling that is torn here and there."""
    share = {"cloudy": 0.55, "snow": 0.6, "fog": 0.4}.get(world.weather, 0.85)
    thick = smooth(-0.75, 0.8, noise(view, world.seed_for("veil"), (1.8, 4.2), 5, 0.55))
    lit = smooth(-0.6, 0.8, noise(view, world.seed_for("veil", "light"), (2.4, 5.0), 4, 0.5))
    paint = mix(colour(world.light.cloud[1]), colour(world.light.cloud[0]), lit[..., None])
    picture += (paint - picture) * (np.float32(share) * thick)[..., None]
