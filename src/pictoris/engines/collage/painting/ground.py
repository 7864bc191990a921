"""Ground seen at an angle: grass, sand, snow, stone, and water with its waves."""

from dataclasses import dataclass

import numpy as np

from pictoris.engines.collage.painting.colours import colour, mix, ramp, smooth
from pictoris.engines.collage.painting.noise import line, noise, woven
from pictoris.engines.collage.painting.sky import orb_place
from pictoris.engines.collage.painting.view import Field, View
from pictoris.engines.collage.painting.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Soil:
    """What a ground is made of: colours from the horizon to the viewer's feet, and its texture."""

    colours: tuple[str, ...]
    patches: float = 0.05
    """How much large patches differ in brightness."""
    grain: float = 0.03
    blades: float = 0.0
    """Grass: strokes that stand up."""
    haze: float = 0.55
    """How far the horizon fades into the haze."""


SOILS: dict[str, Soil] = {
    "grass": Soil(colours=("#b7dc7c", "#86c95a", "#5fb34a", "#459a3f", "#2f7f37"), patches=0.07, blades=0.085),
    "meadow": Soil(colours=("#c5e08a", "#94d160", "#6cbf52", "#4fa848", "#3a8e40"), patches=0.08, blades=0.075),
    "dry": Soil(colours=("#ecd9a0", "#dfc377", "#cfac5a", "#b89048"), patches=0.07, blades=0.06),
    "moss": Soil(colours=("#9fc774", "#6da552", "#4b8742", "#356b37", "#27552f"), patches=0.09, blades=0.06),
    "jungle": Soil(colours=("#8fc86a", "#4f9b4c", "#2f7d42", "#1f6438", "#174d2f"), patches=0.09, blades=0.06),
    "sand": Soil(colours=("#f8e6bd", "#f3d8a0", "#ecc987", "#dfb572"), patches=0.045, grain=0.045),
    "dune": Soil(colours=("#f9d9a0", "#f3bf78", "#e8a75f", "#d8914d"), patches=0.05, grain=0.035),
    "snow": Soil(colours=("#eef5ff", "#f7fbff", "#eef4ff", "#d9e6fb"), patches=0.05, grain=0.02),
    "earth": Soil(colours=("#c7a27a", "#b58a62", "#9c7150", "#835b40"), patches=0.08, grain=0.05),
    "ash": Soil(colours=("#8c7f86", "#6d6069", "#544852", "#3d333d"), patches=0.1, grain=0.06),
    "stone": Soil(colours=("#d8d9e2", "#c6c8d4", "#b2b5c4", "#9da1b3"), patches=0.04, grain=0.02),
    "asphalt": Soil(colours=("#aeb4c4", "#8b91a3", "#70768a", "#5c6276"), patches=0.03, grain=0.035),
    "moon": Soil(colours=("#b9b6cf", "#a09cbd", "#8783a8", "#6d698f"), patches=0.08, grain=0.05, haze=0.2),
    "field": Soil(colours=("#e6d784", "#c8cf66", "#9fbf55", "#78a848", "#578f3f"), patches=0.05, blades=0.08),
}  # fmt: skip

_SEASONS: dict[str, tuple[str, float]] = {"autumn": ("#d98e3a", 0.38), "winter": ("#eef4ff", 0.72)}
"""Season → what grass moves towards, and how far."""


def depth_of(world: World, y: Field) -> Field:
    """How near a place of the ground is: 0 at the horizon, 1 at the lower edge of a scene's first picture."""
    return np.asarray((y - world.horizon) / np.float32(1.0 - min(world.horizon, 0.98)), np.float32)


def draw_ground(picture: Field, world: World, view: View, soil: Soil, edge: "Field | None" = None) -> None:
    """Lay the ground below an edge (1 × columns; the horizon if there is none) over the picture."""
    edge = np.full((1, 1), world.horizon, np.float32) if edge is None else edge
    rows = view.band(float(edge.min()) - 0.005, view.bottom)
    area = picture[rows]
    if not area.size:
        return
    part = view.part(rows)
    cover = np.clip((part.y - edge) * view.scale + 0.5, 0, 1)
    paint = paint_soil(world, part, soil)
    area += (paint - area) * cover[..., None]


def paint_soil(world: World, view: View, soil: Soil) -> Field:
    """The ground's colours over a window, rows × columns × 3."""
    depth = np.clip(depth_of(world, view.y), 0, None)
    paint: Field = ramp(_in_season(world, soil), np.clip(depth**0.7, 0, 1)) * world.tint
    paint = mix(paint, colour(world.light.haze), (soil.haze * np.exp(-depth * 5.0))[..., None])
    near = np.clip(depth, 0.02, 4)
    u = (view.x - np.float32(world.aspect / 2)) / (0.12 + near)
    v = np.log(0.12 + near) * 1.0 + np.zeros_like(u)
    bright = soil.patches * woven(world.seed_for("patches"), u * 2.2, v * 5.0)
    bright += soil.grain * 0.6 * woven(world.seed_for("grain"), u * 26, v * 44) * np.clip(near * 2, 0, 1)
    if soil.blades:
        blades = woven(world.seed_for("blades"), u * 34, v * 13) + 0.6 * woven(
            world.seed_for("tips"), u * 60, v * 30
        )
        bright += soil.blades * 0.5 * blades * np.clip(near * 2.2, 0.1, 1)
    side = 0.05 * world.side * world.light.power * (view.x / np.float32(world.aspect) - 0.5)
    bright += np.clip(side, -0.06, 0.06)
    return np.asarray(paint * (1 + bright[..., None]), np.float32)


def _in_season(world: World, soil: Soil) -> tuple[str, ...]:
    if world.season not in _SEASONS or not soil.blades:
        return soil.colours
    goal, share = _SEASONS[world.season]
    mixed = [mix(colour(one), colour(goal), share) for one in soil.colours]
    return tuple("#" + "".join(f"{round(float(part) * 255):02x}" for part in one) for one in mixed)


SEAS = {
    "sea": ("#a9e0ee", "#55bfe3", "#2f9fdb", "#2380c9", "#1a64ad"),
    "lake": ("#bfe3ea", "#84c6e0", "#58a9d2", "#3d8cc0", "#2f74a8"),
    "lagoon": ("#8fd7ea", "#4fc3e6", "#3fc4d8", "#62d6d2", "#9ce8da"),
}  # fmt: skip


def draw_water(
    picture: Field, world: World, view: View, colours: tuple[str, ...], bottom: "Field | float"
) -> None:
    """Lay water from the horizon down to a shore (1 × columns, or a height) over the picture, with its glitter."""
    lowest = float(np.max(bottom)) + 0.01
    rows = view.band(world.horizon - 0.002, lowest)
    area = picture[rows]
    if not area.size:
        return
    part = view.part(rows)
    reach = max(0.12, min(lowest, 1.0) - world.horizon)
    depth = np.clip((part.y - world.horizon) / np.float32(reach), 0, None)
    paint: Field = ramp(colours, np.clip(depth**0.75, 0, 1)) * world.tint
    mirrored = colour(world.light.sky[-1]) * 0.5 + colour(world.light.sky[-2]) * 0.5
    paint = mix(paint, mirrored, (0.55 * np.exp(-depth * 4) + 0.12)[..., None])
    paint = paint + np.zeros((part.rows, part.columns, 1), np.float32)
    _waves(paint, world, part, depth)
    cover = np.clip((part.y - np.float32(world.horizon)) * view.scale + 0.5, 0, 1)
    cover = cover * np.clip((np.float32(bottom) - part.y) * view.scale + 0.5, 0, 1)
    area += (paint - area) * cover[..., None]


def _waves(paint: Field, world: World, view: View, depth: Field) -> None:
    near = np.clip(depth, 0.01, 4)
    u = (view.x - np.float32(world.aspect / 2)) / (0.1 + near)
    v = np.log(0.06 + near) + np.zeros_like(u)
    strong = 2.2 if world.weather in {"storm", "wind"} else 1.0
    swell = woven(world.seed_for("swell"), u * 2.6, v * 9) + 0.5 * woven(
        world.seed_for("chop"), u * 7, v * 24
    )
    paint *= 1 + (0.075 * strong) * swell[..., None]
    crest = smooth(0.62, 0.95, swell) * np.clip(near * 1.4, 0.15, 1) * 0.35 * strong
    paint += (world.lit("#f4fdff") - paint) * np.clip(crest, 0, 0.8)[..., None]
    _glitter(paint, world, view, depth)


def _glitter(paint: Field, world: World, view: View, depth: Field) -> None:
    """The path of light below the sun or the moon."""
    x, _ = orb_place(world)
    across = np.abs(view.x - np.float32(x)) / (0.05 + 0.16 * depth)
    u = (view.x - np.float32(world.aspect / 2)) / (0.1 + np.clip(depth, 0.01, 4))
    sparks = woven(
        world.seed_for("sparks"), u * 9, np.log(0.05 + np.clip(depth, 0.01, 4)) * 34 + np.zeros_like(u)
    )
    strength = (0.35 + 0.5 * world.light.low) * world.light.power
    shine = np.exp(-(across**2)) * smooth(-0.1, 0.7, sparks) * np.float32(strength)
    paint += (colour(world.light.rim) - paint) * np.clip(shine, 0, 0.85)[..., None]


def shore(world: World, view: View, height: float) -> Field:
    """A wandering water's edge, 1 × columns."""
    return np.asarray(height + 0.022 * line(view.x, world.seed_for("shore"), 1.7, 3), np.float32)


def draw_foam(picture: Field, world: World, view: View, edge: Field) -> None:
    """Wet sand and two lines of foam along a shore."""
    rows = view.band(float(edge.min()) - 0.05, float(edge.max()) + 0.07)
    area = picture[rows]
    if not area.size:
        return
    part = view.part(rows)
    below = part.y - edge
    wet = (1 - smooth(0.0, 0.05, below)) * smooth(-0.004, 0.0, below)
    area *= 1 - 0.16 * wet[..., None]
    torn = 0.006 * noise(part, world.seed_for("torn"), (22, 22), 3)
    for place, wide, strength in ((0.0, 0.009, 0.95), (-0.03, 0.006, 0.6)):
        shape = np.exp(-(((below + torn - place) / np.float32(wide)) ** 2)) * np.float32(strength)
        area += (world.lit("#ffffff") - area) * shape[..., None]
