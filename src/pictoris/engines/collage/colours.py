"""Colour words: what they look like, which of them are alike, and which ones a picture shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Colour:
    """What a colour word means: red, green and blue, 0 to 255, and the plain colour that it is a kind of."""

    red: int
    green: int
    blue: int
    plain: str


COLOURS: Mapping[str, Colour] = {
    "red": Colour(224, 36, 40, "red"),
    "light red": Colour(250, 110, 110, "red"),
    "dark red": Colour(140, 16, 24, "red"),
    "crimson": Colour(200, 16, 50, "red"),
    "scarlet": Colour(240, 40, 20, "red"),
    "maroon": Colour(120, 16, 28, "red"),
    "burgundy": Colour(112, 14, 40, "red"),
    "ruby": Colour(210, 10, 70, "red"),
    "orange": Colour(250, 134, 20, "orange"),
    "light orange": Colour(255, 180, 100, "orange"),
    "dark orange": Colour(214, 92, 0, "orange"),
    "amber": Colour(255, 168, 0, "orange"),
    "coral": Colour(255, 120, 84, "orange"),
    "peach": Colour(255, 184, 130, "orange"),
    "copper": Colour(190, 104, 54, "orange"),
    "yellow": Colour(252, 214, 30, "yellow"),
    "light yellow": Colour(255, 240, 130, "yellow"),
    "dark yellow": Colour(200, 160, 0, "yellow"),
    "mustard": Colour(212, 166, 30, "yellow"),
    "gold": Colour(240, 184, 40, "yellow"),
    "green": Colour(40, 168, 66, "green"),
    "light green": Colour(136, 218, 122, "green"),
    "dark green": Colour(16, 92, 46, "green"),
    "lime": Colour(150, 220, 30, "green"),
    "olive": Colour(116, 124, 36, "green"),
    "emerald": Colour(16, 160, 94, "green"),
    "mint": Colour(150, 232, 190, "green"),
    "teal": Colour(0, 138, 140, "teal"),
    "turquoise": Colour(50, 206, 196, "teal"),
    "cyan": Colour(40, 210, 230, "teal"),
    "aqua": Colour(80, 214, 214, "teal"),
    "blue": Colour(36, 98, 228, "blue"),
    "light blue": Colour(120, 190, 250, "blue"),
    "dark blue": Colour(18, 44, 132, "blue"),
    "sky blue": Colour(110, 190, 245, "blue"),
    "navy": Colour(20, 36, 98, "blue"),
    "azure": Colour(30, 140, 250, "blue"),
    "sapphire": Colour(20, 70, 190, "blue"),
    "purple": Colour(134, 52, 200, "purple"),
    "light purple": Colour(190, 140, 240, "purple"),
    "dark purple": Colour(76, 24, 122, "purple"),
    "violet": Colour(134, 70, 230, "purple"),
    "lavender": Colour(196, 168, 244, "purple"),
    "lilac": Colour(204, 164, 222, "purple"),
    "indigo": Colour(68, 40, 160, "purple"),
    "pink": Colour(252, 128, 186, "pink"),
    "light pink": Colour(255, 182, 214, "pink"),
    "dark pink": Colour(214, 44, 128, "pink"),
    "hot pink": Colour(252, 60, 160, "pink"),
    "magenta": Colour(226, 30, 180, "pink"),
    "fuchsia": Colour(226, 30, 180, "pink"),
    "salmon": Colour(255, 146, 130, "pink"),
    "brown": Colour(126, 78, 46, "brown"),
    "light brown": Colour(184, 134, 90, "brown"),
    "dark brown": Colour(76, 44, 26, "brown"),
    "chocolate": Colour(90, 50, 30, "brown"),
    "tan": Colour(206, 170, 122, "beige"),
    "beige": Colour(232, 214, 178, "beige"),
    "cream": Colour(248, 230, 190, "beige"),
    "ivory": Colour(250, 244, 226, "white"),
    "bronze": Colour(176, 120, 60, "brown"),
    "black": Colour(32, 30, 36, "black"),
    "white": Colour(246, 246, 250, "white"),
    "grey": Colour(136, 138, 146, "grey"),
    "light grey": Colour(196, 198, 206, "grey"),
    "dark grey": Colour(76, 78, 86, "grey"),
    "charcoal": Colour(66, 68, 76, "grey"),
    "silver": Colour(194, 200, 210, "grey"),
}
"""Every colour word that a prompt can give a thing; shiny ones (`gold`, `silver`, `copper`, `bronze`) included."""

SHINY = frozenset({"gold", "silver", "copper", "bronze"})
"""Colours that are metals as well."""

_ALIKE: Mapping[str, frozenset[str]] = {
    "gold": frozenset({"yellow", "orange"}),
    "silver": frozenset({"grey", "white"}),
    "coral": frozenset({"orange", "red", "pink"}),
}
_HUES = ((12, "pink"), (43, "red"), (76, "orange"), (113, "yellow"), (166, "green"), (217, "teal"), (284, "blue"),
         (325, "purple"), (360, "pink"))  # fmt: skip
"""Upper border in degrees of OKLCh → colour."""
PLAIN = (
    "red",
    "orange",
    "yellow",
    "green",
    "teal",
    "blue",
    "purple",
    "pink",
    "brown",
    "beige",
    "black",
    "white",
    "grey",
)
"""What `shares_of` and `colours_of` tell apart."""
_SHOWN = 0.14
"""Share of what is visible from which on a colour is told of."""


def colours_of(pixels: npt.NDArray[np.uint8], least: float = _SHOWN) -> tuple[str, ...]:
    """Plain colours that make up at least a share of `least` of what is visible (H×W×4 RGBA), strongest first."""
    shares = shares_of(pixels)
    strong = sorted(((share, name) for name, share in shares.items() if share >= least), reverse=True)
    return tuple(name for _share, name in strong)


def shares_of(pixels: npt.NDArray[np.uint8]) -> Mapping[str, float]:
    """Plain colour → its share of what is visible (H×W×4 RGBA, uint8); shares add up to 1, or to 0 if nothing is."""
    weight = pixels[..., 3].astype(np.float64).ravel()
    if not weight.any():
        return dict.fromkeys(PLAIN, 0.0)
    names = _names(_oklch(pixels[..., :3].reshape(-1, 3)))
    sums = np.bincount(names, weights=weight, minlength=len(PLAIN)) / weight.sum()
    return {name: float(share) for name, share in zip(PLAIN, sums, strict=True)}


def fits(word: str, colours: Iterable[str]) -> bool:
    """Whether something with these plain colours can be called by a colour word as it is."""
    wanted = COLOURS.get(word)
    if wanted is None:
        return False
    return bool((_ALIKE.get(word) or {wanted.plain}) & set(colours))


def _oklch(rgb: npt.NDArray[np.uint8]) -> Numbers:
    """N×3 sRGB, uint8 → lightness (0–1), chroma, hue in degrees (Björn Ottosson's OKLab, 2020)."""
    share = rgb.astype(np.float64) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    cones = np.cbrt(linear @ _TO_CONES.T)
    lab = cones @ _TO_LAB.T
    hue = np.degrees(np.arctan2(lab[:, 2], lab[:, 1])) % 360
    return np.stack([lab[:, 0], np.hypot(lab[:, 1], lab[:, 2]), hue], axis=1)


def _names(lch: Numbers) -> npt.NDArray[np.intp]:
    """Which of `PLAIN` each pixel shows; shadows of the illustrations lean to violet, which grey must forgive."""
    light, chroma, hue = lch.T
    borders = np.array([border for border, _name in _HUES])
    of_hue = np.array([PLAIN.index(name) for _border, name in _HUES])
    names: npt.NDArray[np.intp] = of_hue[np.searchsorted(borders, np.minimum(hue, 359.9), side="right")]
    warm = (hue > 12) & (hue < 100)
    rules = (
        (
            "pink",
            (light > 0.72) & (chroma < 0.16) & (hue > 325) | (light > 0.76) & (chroma < 0.15) & (hue < 32),
        ),
        ("brown", warm & (light < 0.68) & (chroma < 0.125)),
        ("beige", (hue > 32) & (hue < 105) & (light > 0.7) & (chroma < 0.095)),
        ("grey", chroma < np.where(light > 0.8, 0.035, 0.045)),
        ("grey", (chroma < 0.06) & (hue > 270) & (hue < 330)),
        ("white", (light > 0.86) & (chroma < 0.05)),
        ("black", (light < 0.36) & (chroma < np.where(warm, 0.05, 0.075))),
    )
    for name, where in rules:
        names = np.where(where, PLAIN.index(name), names)
    return names


_TO_CONES = np.array([
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
])  # fmt: skip
_TO_LAB = np.array([
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
])  # fmt: skip
