"""The last touches: glow, contrast, saturation, moods, vignette, and grain against banding."""

from collections.abc import Callable

import cv2
import numpy as np

from pictoris.engines.collage.painting.colours import colour, luma, mix, rgb, saturate, smooth
from pictoris.engines.collage.painting.dice import dice
from pictoris.engines.collage.painting.layers import blurred, scaled
from pictoris.engines.collage.painting.view import Field, View
from pictoris.engines.collage.painting.world import World
from pictoris.ports import Look


def finish(picture: Field, world: World, view: View) -> Field:
    """Grade a picture by its look and mood; still 0 to 1."""
    look = world.look
    strength = _stylized(look)
    picture = np.clip(picture, 0, 1)
    if not look.raw:
        picture = _glow(picture, view, 0.10 + 0.22 * strength)
        picture = saturate(picture, 1.03 + 0.16 * strength)
        picture = _contrast(picture, 0.10 + 0.22 * strength)
        picture = _vignette(picture, world, view, 0.02 + 0.2 * strength)
    picture = mooded(picture, world.mood)
    if look.weird:
        picture = _weird(picture, look.weird, world.seed)
    if look.drawn:
        picture = _flat(picture)
    if look.stop < 100:
        picture = _unfinished(picture, view, look.stop)
    return np.clip(picture, 0, 1)


def _stylized(look: Look) -> float:
    """Stylize on a scale of about 0 to 1; 100 is usual."""
    return float(np.clip((100 if look.stylize is None else look.stylize) / 1000, 0, 1) ** 0.7)


def _glow(picture: Field, view: View, strength: float) -> Field:
    """Bright parts shine over their surroundings."""
    size = max(1, view.columns // 4), max(1, view.rows // 4)
    small = scaled(picture, *size)
    bright = small * smooth(0.62, 1.0, luma(small))[..., None]
    soft = blurred(bright, max(1.0, 0.03 * view.scale / 4))
    halo = cv2.resize(soft, (view.columns, view.rows), interpolation=cv2.INTER_LINEAR)
    return np.asarray(1 - (1 - picture) * (1 - np.clip(halo, 0, 1) * np.float32(strength)), np.float32)


def _contrast(picture: Field, strength: float) -> Field:
    curve = picture * picture * (3 - 2 * picture)
    return mix(picture, curve, float(strength))


def _vignette(picture: Field, world: World, view: View, strength: float) -> Field:
    """Darker towards the corners of the scene's first picture, and as dark beyond: larger windows fit to smaller ones."""
    across = view.x / np.float32(world.aspect) * 2 - 1
    down = view.y * 2 - 1
    fall = smooth(0.6, 2.0, across**2 + down**2)
    return np.asarray(picture * (1 - np.float32(strength) * fall[..., None]), np.float32)


def mooded(picture: Field, mood: tuple[str, ...]) -> Field:
    """The picture in the first of the moods that is known here."""
    for word in mood:
        if word in _MOODS:
            return np.asarray(_MOODS[word](picture), np.float32)
    return picture


def _grey(picture: Field) -> Field:
    return _contrast(np.repeat(luma(picture)[..., None], 3, axis=2), 0.35)


def _sepia(picture: Field) -> Field:
    return mix(picture, luma(picture)[..., None] * rgb(1.08, 0.95, 0.76) + rgb(0.03, 0.015, 0), 0.62)


def _pastel(picture: Field) -> Field:
    return mix(saturate(picture, 0.82), rgb(1, 0.965, 0.975), 0.2)


def _neon(picture: Field) -> Field:
    tone = mix(colour("#2a0f6b"), colour("#7dfcff"), luma(picture)[..., None])
    return saturate(mix(picture, tone, 0.34), 1.3)


def _vivid(picture: Field) -> Field:
    return saturate(picture, 1.25)


def _dark(picture: Field) -> Field:
    return _contrast(saturate(picture, 0.92), 0.4) * np.float32(0.9)


def _oil(picture: Field) -> Field:
    small = (np.clip(picture, 0, 1) * 255).astype(np.uint8)
    soft = cv2.edgePreservingFilter(small, flags=1, sigma_s=18, sigma_r=0.35)
    return np.asarray(soft, np.float32) / 255


def _watercolour(picture: Field) -> Field:
    return mix(_oil(picture), rgb(1, 0.99, 0.965), 0.22)


def _pixels(picture: Field) -> Field:
    high, wide = picture.shape[:2]
    step = max(2, high // 64)
    small = np.round(scaled(picture, max(1, wide // step), max(1, high // step)) * 11) / 11
    return np.asarray(cv2.resize(small, (wide, high), interpolation=cv2.INTER_NEAREST), np.float32)


def _pencil(picture: Field) -> Field:
    grey = luma(picture)
    soft = blurred(1 - grey, max(2.0, picture.shape[0] / 100))
    drawn = np.clip(grey / np.maximum(1 - soft, 0.04), 0, 1) ** 1.5
    return np.asarray(np.repeat(drawn[..., None], 3, axis=2) * rgb(1, 0.985, 0.95), np.float32)


def _flat(picture: Field) -> Field:
    """As a cartoon: fewer tones, clear edges."""
    small = (np.clip(picture, 0, 1) * 255).astype(np.uint8)
    soft: Field = np.asarray(cv2.bilateralFilter(small, 7, 40, 5), np.float32) / 255
    light = luma(soft)[..., None]
    steps = np.round(light * 9) / 9
    toned = soft * (0.4 + 0.6 * (steps + 0.02) / (light + 0.02))
    return saturate(np.clip(toned, 0, 1), 1.12)


def _warm(picture: Field) -> Field:
    return mix(picture, np.clip(picture * rgb(1.1, 1.0, 0.82), 0, 1), 0.8)


def _cold(picture: Field) -> Field:
    return mix(picture, np.clip(picture * rgb(0.86, 0.98, 1.12), 0, 1), 0.8)


def _dreamy(picture: Field) -> Field:
    soft = blurred(picture, max(1.0, picture.shape[0] / 60))
    shining = 1 - (1 - picture) * (1 - 0.4 * soft)
    return mix(saturate(shining, 1.06), rgb(0.97, 0.86, 1.0), 0.1)


def _glowing(picture: Field) -> Field:
    bright = picture * smooth(0.45, 0.9, luma(picture))[..., None]
    halo = blurred(bright, max(1.0, picture.shape[0] / 40))
    return np.asarray(np.clip(1 - (1 - picture) * (1 - 0.5 * halo), 0, 1), np.float32)


def _brushed(picture: Field) -> Field:
    """Dabs of paint: the picture seen through a slightly moved and hardened copy of itself."""
    return saturate(_contrast(_oil(picture), 0.2), 1.2)


def _print(picture: Field) -> Field:
    """A woodblock print: few tones on warm paper."""
    return mix(_flat(picture), rgb(0.96, 0.9, 0.78), 0.2)


_MOODS: dict[str, Callable[[Field], Field]] = {
    **dict.fromkeys(("black and white", "monochrome", "noir", "grayscale", "greyscale"), _grey),
    **dict.fromkeys(("sepia", "vintage", "retro"), _sepia),
    **dict.fromkeys(("pastel", "soft", "cute", "kawaii", "minimalist"), _pastel),
    **dict.fromkeys(("neon", "cyberpunk", "vaporwave", "synthwave"), _neon),
    **dict.fromkeys(("vibrant", "vivid", "colorful", "colourful", "psychedelic"), _vivid),
    **dict.fromkeys(("dark", "moody", "gothic", "gloomy", "cinematic", "dramatic", "epic"), _dark),
    **dict.fromkeys(("painting", "oil painting"), _oil),
    **dict.fromkeys(("watercolor", "watercolour"), _watercolour),
    **dict.fromkeys(("impressionist", "cubist"), _brushed),
    **dict.fromkeys(("anime", "cartoon"), _flat),
    **dict.fromkeys(("warm", "romantic", "christmas"), _warm),
    "cold": _cold,
    "dreamy": _dreamy,
    "glowing": _glowing,
    "ukiyo-e": _print,
    **dict.fromkeys(("pixel art", "pixel"), _pixels),
    **dict.fromkeys(("sketch", "pencil", "line art", "drawing"), _pencil),
}
"""Word of mood or style → what it does to a picture."""


def _weird(picture: Field, weird: int, seed: int) -> Field:
    """Turn the colours around the wheel."""
    chance = dice(seed, "turn")
    turn = float(chance.uniform(60, 150) * chance.choice([-1, 1])) * weird / 3000
    hsv = cv2.cvtColor(np.clip(picture, 0, 1), cv2.COLOR_RGB2HSV)
    hsv[..., 0] = np.mod(hsv[..., 0] + np.float32(turn), 360)
    return np.asarray(cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB), np.float32)


def _unfinished(picture: Field, view: View, stop: int) -> Field:
    return np.asarray(blurred(picture, 0.3 + (100 - stop) / 100 * 0.022 * view.scale), np.float32)


def to_pixels(picture: Field, seed: int) -> np.ndarray:
    """Rows × columns × 3, uint8; a grain of half a level hides the steps of gradients."""
    grain = dice(seed, "grain", *picture.shape[:2]).random(picture.shape[:2], np.float32) - 0.5
    return np.clip(picture * 255 + 0.5 + grain[..., None] * 0.9, 0, 255).astype(np.uint8)


def seamless(picture: Field) -> Field:
    """Make opposite edges fit: each half of the border blends into the picture moved by half its size."""
    for axis in (0, 1):
        size = picture.shape[axis]
        moved = np.roll(picture, size // 2, axis)
        place = np.abs(np.linspace(-1, 1, size, dtype=np.float32))
        shape = [1, 1, 1]
        shape[axis] = size
        share = smooth(0.72, 1.0, place).reshape(shape)
        picture = mix(picture, moved, share)
    return picture
