"""Where a picture plays: skies and grounds as gradients, with the words that name them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A place, a time or a season."""

    words: tuple[str, ...]
    top: Rgb
    """The sky at the picture's upper edge."""
    low: Rgb
    """The sky at the horizon."""
    ground: Rgb | None = None
    """None: there is no ground, things float."""
    light: tuple[float, float, float] = (1.0, 1.0, 1.0)
    """By how much red, green and blue of what stands there are multiplied."""
    dots: Rgb | None = None
    """Colour of snow, rain, stars, petals, leaves."""
    size: float = 1.0
    """Pixels: the dots' radius at 128 pixels."""
    long: float = 0.0
    """Pixels: how far dots are drawn out downwards."""
    haze: float = 0.0
    """0 to 1: how much of what stands there the low sky covers."""


SCENES: Mapping[str, Scene] = {
    "sunset": Scene(words=("at sunset", "in the evening light", "at dusk"), top=(88, 70, 140), low=(255, 160, 90), ground=(120, 80, 70), light=(1.0, 0.84, 0.74)),
    "sunrise": Scene(words=("at sunrise", "at dawn", "in the morning light"), top=(140, 190, 240), low=(255, 214, 170), ground=(140, 160, 110), light=(1.0, 0.95, 0.88)),
    "night": Scene(words=("at night", "under the stars", "in the moonlight"), top=(10, 14, 44), low=(36, 48, 96), ground=(22, 32, 52), light=(0.55, 0.62, 0.85), dots=(255, 250, 220), size=0.7),
    "day": Scene(words=("under a blue sky", "on a sunny day", "at noon"), top=(70, 150, 240), low=(190, 226, 252), ground=(120, 180, 90)),
    "grass": Scene(words=("on the grass", "in a meadow", "in a park"), top=(130, 196, 246), low=(214, 238, 252), ground=(96, 172, 72)),
    "snow": Scene(words=("in the snow", "in winter", "on a snowy day"), top=(150, 176, 206), low=(214, 226, 238), ground=(240, 245, 250), light=(0.94, 0.97, 1.0), dots=(255, 255, 255), size=1.3),
    "beach": Scene(words=("on the beach", "by the sea", "on the sand"), top=(90, 176, 240), low=(60, 140, 200), ground=(236, 210, 156)),
    "desert": Scene(words=("in the desert", "in the dunes"), top=(120, 180, 230), low=(250, 226, 180), ground=(222, 168, 96), light=(1.0, 0.96, 0.88)),
    "forest": Scene(words=("in the forest", "in the woods", "in the jungle"), top=(46, 96, 60), low=(116, 160, 96), ground=(70, 84, 44), light=(0.88, 0.95, 0.84)),
    "rain": Scene(words=("in the rain", "on a rainy day"), top=(84, 98, 116), low=(140, 154, 168), ground=(86, 94, 100), light=(0.84, 0.88, 0.94), dots=(190, 206, 224), size=0.6, long=7),
    "fog": Scene(words=("in the fog", "in the mist"), top=(196, 204, 210), low=(216, 220, 224), ground=(186, 192, 194), haze=0.4),
    "autumn": Scene(words=("in autumn", "among autumn leaves", "in the fall"), top=(196, 214, 226), low=(244, 222, 184), ground=(176, 106, 48), light=(1.0, 0.95, 0.86), dots=(214, 110, 36), size=1.5),
    "spring": Scene(words=("in spring", "among spring blossoms"), top=(160, 212, 250), low=(244, 232, 244), ground=(140, 200, 100), dots=(250, 176, 206), size=1.3),
    "sea": Scene(words=("under water", "in the sea", "in the ocean"), top=(40, 150, 210), low=(10, 66, 130), light=(0.72, 0.92, 1.0), dots=(170, 226, 250), size=1.2),
    "space": Scene(words=("in space", "in outer space", "among the stars"), top=(16, 10, 36), low=(44, 20, 72), light=(0.9, 0.88, 1.0), dots=(255, 255, 255), size=0.8),
    "table": Scene(words=("on a wooden table", "on a table"), top=(240, 226, 206), low=(226, 206, 180), ground=(164, 108, 62)),
    "street": Scene(words=("on the street", "on the road", "in the city"), top=(150, 190, 226), low=(206, 216, 226), ground=(104, 106, 112)),
    "sky": Scene(words=("in the sky", "above the clouds"), top=(80, 156, 240), low=(200, 230, 252)),
}  # fmt: skip
LIGHTS: Mapping[str, tuple[str, ...]] = {
    "sunset": ("grass", "snow", "beach", "desert", "forest", "autumn", "spring", "street"),
    "sunrise": ("grass", "snow", "beach", "desert", "forest", "autumn", "spring", "street"),
    "night": ("grass", "snow", "beach", "desert", "forest", "autumn", "spring", "street"),
    "rain": ("grass", "beach", "forest", "street"),
    "fog": ("grass", "snow", "beach", "forest", "autumn", "spring", "street"),
}
"""Times of day and weathers → the places and seasons that can be seen in them; rain falls where nothing else does."""
ALONE = frozenset({"under the stars", "on a snowy day", "on a rainy day"})
"""Words of a scene that are not said beside another's: snow hides the stars, and no day is at night."""
_SKY = 0.8
"""How much of the sky a light makes its own, and of the ground the other part."""
PLAIN: Mapping[str, Rgb] = {
    "white": (250, 250, 250), "grey": (170, 172, 176), "black": (24, 24, 28), "red": (206, 60, 56),
    "orange": (244, 160, 76), "yellow": (250, 222, 110), "green": (118, 186, 110), "blue": (96, 150, 226),
    "purple": (150, 108, 200), "pink": (246, 176, 200), "brown": (146, 104, 72),
}  # fmt: skip
"""Colours that a background can be asked for in."""
QUIET: tuple[Rgb, ...] = (
    (246, 246, 244), (236, 240, 246), (248, 240, 228), (230, 240, 236), (244, 234, 240), (226, 234, 244),
)  # fmt: skip
"""Colours of the background where none is asked for."""


def in_light(scene: Scene, light: Scene) -> Scene:
    """A place or season in a time of day or a weather: its ground and what falls there under the other's sky."""
    ground = None
    if scene.ground:
        ground = _blended(_lit(scene.ground, light), light.ground or scene.ground, 1 - _SKY)
    red, green, blue = (one * other for one, other in zip(scene.light, light.light, strict=True))
    falling = scene if scene.dots else light
    return replace(
        scene,
        words=(),
        top=_blended(_lit(scene.top, light), light.top, _SKY),
        low=_blended(_lit(scene.low, light), light.low, _SKY),
        ground=ground,
        light=(red, green, blue),
        dots=falling.dots,
        size=falling.size,
        long=falling.long,
        haze=max(scene.haze, light.haze),
    )


def _lit(colour: Rgb, light: Scene) -> Rgb:
    red, green, blue = (round(one * other) for one, other in zip(colour, light.light, strict=True))
    return red, green, blue


def _blended(first: Rgb, second: Rgb, share: float) -> Rgb:
    red, green, blue = (round(one + (other - one) * share) for one, other in zip(first, second, strict=True))
    return red, green, blue


def scenery(scene: Scene, side: tuple[int, int], horizon: float, dice: np.random.Generator) -> Floats:
    """A scene without anything in it: height×width×3, 0 to 255; `horizon` is a fraction of the height."""
    high, wide = side
    line = round(high * horizon) if scene.ground else high
    rows = np.linspace(0, 1, max(line, 1), dtype=np.float32)[:, None]
    sky = _mixed(scene.top, scene.low, rows)
    if scene.ground:
        near = np.linspace(0, 1, high - line, dtype=np.float32)[:, None]
        sky = np.concatenate([sky, _mixed(_times(scene.ground, 1.1), _times(scene.ground, 0.86), near)])
    picture = np.repeat(sky[:, None], wide, axis=1)
    return _sprinkled(picture, scene, dice) if scene.dots else picture


def plain(colour: Rgb, side: tuple[int, int]) -> Floats:
    """A soft gradient about one colour: height×width×3, 0 to 255."""
    rows = np.linspace(0, 1, side[0], dtype=np.float32)[:, None]
    return np.repeat(_mixed(_times(colour, 1.03), _times(colour, 0.93), rows)[:, None], side[1], axis=1)


def _mixed(first: Rgb, second: Rgb, share: Floats) -> Floats:
    return np.asarray(
        np.array(first, np.float32) * (1 - share) + np.array(second, np.float32) * share, np.float32
    )


def _times(colour: Rgb, factor: float) -> Rgb:
    red, green, blue = (min(255, round(value * factor)) for value in colour)
    return red, green, blue


def _sprinkled(picture: Floats, scene: Scene, dice: np.random.Generator) -> Floats:
    high, wide = picture.shape[:2]
    scale = min(high, wide) / 128
    veil = np.zeros((high, wide), np.float32)
    for x, y, strength in dice.random((round(30 * high * wide / 128**2) + 4, 3)):
        centre = round(x * wide * 16), round(y * high * 16)
        radius = scene.size * scale * (0.7 + 0.6 * strength)
        if scene.long:
            foot = centre[0] - round(scene.long * scale * 5), centre[1] + round(scene.long * scale * 16)
            cv2.line(veil, centre, foot, float(0.4 + 0.4 * strength), 1, cv2.LINE_AA, 4)
        else:
            cv2.circle(veil, centre, round(radius * 16), float(0.5 + 0.5 * strength), -1, cv2.LINE_AA, 4)
    dots = np.array(scene.dots, np.float32)
    return np.asarray(picture + (dots - picture) * veil[..., None], np.float32)
