"""Skies and light of each hour, in several variants, and what weather does to them."""

from dataclasses import dataclass, replace

import numpy as np

from pictoris.engines.collage.painting.colours import colour, mix, rgb, saturate
from pictoris.engines.collage.painting.dice import turn
from pictoris.engines.collage.painting.view import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """How a scene is lit; colours are `#rrggbb`."""

    sky: tuple[str, ...]
    """From the zenith to the horizon."""
    haze: str
    """What far things fade into."""
    tint: str
    """What colours are multiplied with: white by day."""
    rim: str
    """The edge that faces the light."""
    cloud: tuple[str, str]
    """A cloud's bright and dark side."""
    power: float = 1.0
    """How strong the light and its shadows are."""
    dark: float = 0.0
    """0 by day, 1 at night: stars, lit windows."""
    low: float = 0.0
    """0: the sun stands high; 1: it touches the horizon."""


HOURS: dict[str, tuple[Light, ...]] = {
    "day": (
        Light(
            sky=("#3c93f7", "#6fbcfd", "#a9dcff", "#e6f6ff"), haze="#d5ecfb", tint="#ffffff", rim="#fff6dc",
            cloud=("#ffffff", "#b9d3f2"),
        ),
        Light(
            sky=("#2fa4e7", "#63c6f2", "#a6e4f4", "#f2f9ea"), haze="#dcf0ee", tint="#fffdf6", rim="#fff3c9",
            cloud=("#ffffff", "#c5dbe8"),
        ),
        Light(
            sky=("#5a8cf5", "#8db4fb", "#bfd6ff", "#fdeef2"), haze="#dde5fb", tint="#fffafa", rim="#fff2e0",
            cloud=("#ffffff", "#c6c9f0"),
        ),
    ),
    "morning": (
        Light(
            sky=("#6fa9ef", "#a7cdf6", "#ffe0c7", "#fff1d6"), haze="#fbe6d3", tint="#fff3e2", rim="#ffe3a8",
            cloud=("#fff4e4", "#e7bfc0"), low=0.55,
        ),
        Light(
            sky=("#86a5ec", "#c0c4f4", "#fbd0d9", "#ffeccf"), haze="#f7dfe0", tint="#fff0ea", rim="#ffdcb0",
            cloud=("#fff1ea", "#d9b4cf"), low=0.6,
        ),
    ),
    "sunset": (
        Light(
            sky=("#4a4a9c", "#a45aa6", "#ff7f6e", "#ffb765", "#ffe09a"), haze="#ffb98a", tint="#ffd9be",
            rim="#ffc061", cloud=("#ffc98f", "#b3619a"), low=0.92, dark=0.12,
        ),
        Light(
            sky=("#3b5aa8", "#7d78c2", "#f08aa0", "#ffb27a", "#ffdf9f"), haze="#f8b69a", tint="#ffdcc8",
            rim="#ffcf7d", cloud=("#ffd2b0", "#9a6bb0"), low=0.9, dark=0.1,
        ),
        Light(
            sky=("#5b3a86", "#b34a83", "#f4645f", "#ff9c4a", "#ffd27a"), haze="#f79a70", tint="#ffd0b2",
            rim="#ffb24d", cloud=("#ffb07a", "#8f4588"), low=0.95, dark=0.16,
        ),
    ),
    "dusk": (
        Light(
            sky=("#1c2760", "#40418f", "#8a5ba6", "#e98c96", "#f9bf95"), haze="#a87fae", tint="#b9a8dc",
            rim="#ffb9a2", cloud=("#c98bb4", "#4a3f85"), low=0.98, dark=0.5, power=0.7,
        ),
        Light(
            sky=("#18305f", "#2f5a8f", "#6e86b8", "#e0a7a0", "#ffcf9d"), haze="#8f9ac0", tint="#aab4e0",
            rim="#ffcba6", cloud=("#b39cc0", "#3d4f80"), low=0.98, dark=0.45, power=0.7,
        ),
    ),
    "night": (
        Light(
            sky=("#070d2b", "#101d4e", "#20367d", "#3f5fa8"), haze="#33508f", tint="#7f92d6", rim="#bcd3ff",
            cloud=("#5b74b8", "#1d2c63"), dark=1.0, power=0.75,
        ),
        Light(
            sky=("#0d0a2e", "#22155a", "#43308a", "#6a55b5"), haze="#4b3d90", tint="#9488da", rim="#d8c8ff",
            cloud=("#6f60b8", "#2a1f66"), dark=1.0, power=0.75,
        ),
        Light(
            sky=("#04142b", "#0a2c4f", "#14517a", "#2f86a3"), haze="#256a8c", tint="#79a3cf", rim="#b5ecff",
            cloud=("#4d88ab", "#14405f"), dark=1.0, power=0.75,
        ),
    ),
}  # fmt: skip
"""Hour → the lights that a seed chooses from."""

_GREYED = {"cloudy": 0.45, "rain": 0.62, "storm": 0.78, "snow": 0.5, "fog": 0.55}
"""Weather → how much of the sky's colour it takes away."""
_POWER = {"cloudy": 0.6, "rain": 0.42, "storm": 0.35, "snow": 0.6, "fog": 0.4}


def light_of(hour: str, weather: str, seed: int) -> Light:
    """The light of an hour under a weather; seeds choose among variants."""
    chosen = turn(seed, "light", HOURS.get(hour, HOURS["day"]))
    return _weathered(chosen, weather) if weather in _GREYED else chosen


def _weathered(light: Light, weather: str) -> Light:
    share = _GREYED[weather]
    deep = 0.72 if weather in {"rain", "storm"} else 0.96
    return replace(
        light,
        sky=tuple(_greyed(one, share, deep - 0.12 * (weather == "storm")) for one in light.sky),
        haze=_greyed(light.haze, share, deep),
        tint=_greyed(light.tint, share * 0.6, 0.93 if deep > 0.9 else 0.84),
        cloud=(_greyed(light.cloud[0], share, deep * 0.97), _greyed(light.cloud[1], share, deep * 0.86)),
        power=light.power * _POWER[weather],
    )


def _greyed(code: str, share: float, bright: float) -> str:
    grey = saturate(colour(code), 1 - share)
    lifted = mix(grey, rgb(0.72, 0.77, 0.84) * float(grey.mean()) / 0.776, share * 0.5)
    return to_code(lifted * np.float32(bright))


def to_code(value: Field) -> str:
    """The `#rrggbb` of a colour."""
    return "#" + "".join(f"{round(float(part) * 255):02x}" for part in np.clip(value, 0, 1))
