"""Fits a picture to another one: at a seam, in its palette, in its light."""

import cv2
import numpy as np

from pictoris.engines.collage.painting.colours import colour, from_lab, luma, mix, rgb, to_lab
from pictoris.engines.collage.painting.layers import blurred, scaled
from pictoris.engines.collage.painting.light import Light, to_code
from pictoris.engines.collage.painting.view import Field
from pictoris.engines.collage.painting.world import World
from pictoris.engines.collage.scene import Setting
from pictoris.ports import Look


def spread(values: Field, known: Field) -> Field:
    """Continue what is known (1) smoothly to where it is not (0): averages of ever larger surroundings.

    `values` is rows × columns × 3, `known` rows × columns. This is the pull-push scheme of Gortler et al. (1996).
    """
    high, wide = known.shape
    if min(high, wide) <= 2 or float(known.min()) >= 1:
        total = max(float(known.sum()), 1e-6)
        mean = (values * known[..., None]).sum((0, 1)) / total
        return np.where(known[..., None] > 0.5, values, mean).astype(np.float32)
    size = (wide + 1) // 2, (high + 1) // 2
    weight = scaled(known, *size)
    half = cv2.resize(values * known[..., None], size, interpolation=cv2.INTER_AREA)
    coarse = spread(half / np.maximum(weight, 1e-6)[..., None], np.minimum(1, weight * 4).astype(np.float32))
    fine = cv2.resize(coarse, (wide, high), interpolation=cv2.INTER_LINEAR)
    return mix(np.asarray(fine, np.float32), values, known[..., None])


def joined(painted: Field, kept: Field, free: Field) -> Field:
    """Painted where it is free (1), kept elsewhere (0); the painted part is drawn towards the kept one at the border.

    All are rows × columns (× 3), 0 to 1.
    """
    known = (free < 0.02).astype(np.float32)
    if known.min() > 0.5 or known.max() < 0.5:
        return mix(painted, kept, (1 - free)[..., None])
    fine = min(1.0, 512 / max(known.shape))
    size = max(1, round(known.shape[1] * fine)), max(1, round(known.shape[0] * fine))
    small = np.asarray(cv2.resize(known, size, interpolation=cv2.INTER_NEAREST), np.float32)
    gap = cv2.resize((kept - painted) * known[..., None], size, interpolation=cv2.INTER_AREA)
    reach = spread(np.asarray(gap, np.float32), small)
    # What lies far inside says nothing about the border.
    away = cv2.distanceTransform((1 - small).astype(np.uint8), cv2.DIST_L2, 3)
    fade = np.exp(-away / (0.18 * max(size)))
    smooth_gap = blurred(reach * fade[..., None], 2.0)
    large = cv2.resize(smooth_gap, (known.shape[1], known.shape[0]), interpolation=cv2.INTER_LINEAR)
    fitted = np.clip(painted + np.asarray(large, np.float32), 0, 1)
    return mix(fitted, kept, (1 - free)[..., None])


def in_palette(picture: Field, model: Field, share: float) -> Field:
    """The picture with the mean and spread of the model's colours in CIE Lab (Reinhard et al. 2001)."""
    lab, goal = to_lab(picture), to_lab(model)
    mean, spread_of = lab.mean((0, 1)), lab.std((0, 1)) + 1e-3
    wanted, width = goal.mean((0, 1)), goal.std((0, 1)) + 1e-3
    stretch = np.clip(width / spread_of, 0.6, 1.7)
    # Brightness carries the drawing; it follows only half-way.
    pull = rgb(0.5, 1, 1) * np.float32(share)
    moved = lab + ((lab - mean) * stretch + wanted - lab) * pull
    return from_lab(np.asarray(moved, np.float32))


def guessed_world(picture: Field, setting: Setting, seed: int, look: Look) -> World:
    """The world of a picture that somebody else made: its horizon, light and haze as far as they can be seen."""
    small = scaled(picture, 64, 64)
    mean = small.mean((0, 1))
    light = luma(small)
    bright = float(light.mean())
    cast = mean / max(float(mean.max()), 0.05)
    tint = mix(rgb(1, 1, 1), cast, 0.45) * np.float32(np.clip(0.62 + 0.62 * bright, 0.5, 1.0))
    haze = np.clip(small[16:40].mean((0, 1)), 0, 1)
    side = 1 if light[:, 40:].mean() > light[:, :24].mean() else -1
    top = to_code(np.clip(small[:8].mean((0, 1)), 0, 1))
    guessed = Light(
        sky=(top, to_code(haze)), haze=to_code(haze), tint=to_code(np.clip(tint, 0, 1)),
        rim=to_code(mix(rgb(1, 0.97, 0.9), np.clip(mean * 1.5, 0, 1), 0.4)),
        cloud=("#ffffff", to_code(haze)), power=0.8, dark=float(np.clip(0.55 - bright * 1.6, 0, 1)),
    )  # fmt: skip
    return World(
        seed=seed, place="none", hour=setting.hour, weather=setting.weather, season=setting.season,
        horizon=_horizon(light), light=guessed, side=side, aspect=picture.shape[1] / picture.shape[0], look=look,
    )  # fmt: skip


def _horizon(light: Field) -> float:
    """The row, 0 to 1, at which brightness changes most from one side to the other."""
    steps = np.abs(np.diff(cv2.blur(light, (1, 5)), axis=0)).mean(1)
    low, high = int(0.4 * steps.size), int(0.72 * steps.size)
    return float((low + int(steps[low:high].argmax()) + 1) / (steps.size + 1))


def graded(picture: Field, world: World, light: Light) -> Field:
    """A picture of daylight in another light."""
    tinted = picture * (0.25 + 0.75 * colour(light.tint))
    haze = colour(light.haze)
    rows = np.linspace(0, 1, picture.shape[0], dtype=np.float32)[:, None]
    share = 0.22 * np.exp(-(((rows - world.horizon) / 0.3) ** 2)) * np.ones((1, picture.shape[1]), np.float32)
    dimmed = tinted * np.float32(1 - 0.38 * light.dark)
    return np.clip(mix(dimmed, haze, share[..., None]), 0, 1)
