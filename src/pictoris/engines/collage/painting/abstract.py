"""A picture of nothing in particular: folds of colour in a palette of the seed."""

import numpy as np

from pictoris.engines.collage.painting.colours import colour as colour_of
from pictoris.engines.collage.painting.colours import mix, ramp, smooth
from pictoris.engines.collage.painting.dice import turn
from pictoris.engines.collage.painting.noise import noise
from pictoris.engines.collage.painting.view import Field, View
from pictoris.engines.collage.painting.world import World

_PALETTES = (
    ("#1b1f4b", "#5b3fc4", "#e0559b", "#ff9a62", "#ffe3a6"),
    ("#0c3b4f", "#138a8f", "#5fd1b5", "#f2efc2", "#ff9f7a"),
    ("#2b1a4f", "#8a2f8f", "#f0476f", "#ffb03b", "#fff0c9"),
    ("#10305f", "#2f6bff", "#6fc4ff", "#f4f1ff", "#ffb3c9"),
    ("#1f3d2b", "#3f8f5a", "#b5d96a", "#fff3b5", "#f29d6b"),
    ("#3a1c2e", "#a33a57", "#f27f6f", "#ffd3a8", "#9fd8d2"),
)
_FOLDS = 4.2


def abstract(world: World, view: View) -> Field:
    """Silk: a warped field of noise, cut into folds that are lit from one side, rows × columns × 3."""
    warp = [noise(view, world.seed_for("warp", axis), (1.1, 1.1), 3) for axis in range(2)]
    flow = noise(view, world.seed_for("flow"), (0.8, 0.8), 3) + 0.55 * warp[0] * warp[1]
    height = _FOLDS * (flow + 0.5 * warp[0] + 0.35 * (view.x - view.y))
    fold = np.mod(height, 1)
    palette = turn(world.seed, "palette", _PALETTES)
    paint = ramp(palette, smooth(-0.9, 0.9, flow + 0.5 * warp[1]) * 0.8 + 0.2 * fold)
    shade = smooth(0.0, 0.16, fold) * (1 - 0.55 * smooth(0.35, 1.0, fold))
    lit = mix(paint * np.float32(0.72), paint * np.float32(1.12), shade[..., None])
    shine = np.exp(-(((fold - 0.2) / 0.09) ** 2)) * 0.28
    return mix(np.clip(lit, 0, 1), colour_of("#ffffff"), shine[..., None])
