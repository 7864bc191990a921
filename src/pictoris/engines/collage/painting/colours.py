"""Colour words, and how colours are mixed and moved; colours are RGB, 0 to 1."""

from collections.abc import Sequence

import cv2
import numpy as np

from pictoris.engines.collage.painting.view import Field

WORDS: dict[str, str] = {
    "red": "#e5383b", "crimson": "#c1121f", "scarlet": "#f0342b", "maroon": "#7a1f2b", "burgundy": "#7b1e3a",
    "orange": "#fb8500", "coral": "#ff7f6a", "peach": "#ffc8a2", "amber": "#ffb000", "gold": "#e8b23a",
    "golden": "#e8b23a", "yellow": "#ffd43b", "cream": "#fff3d6", "beige": "#e8d7b9", "tan": "#cfa97c",
    "brown": "#8a5a34", "olive": "#8a8f3a", "lime": "#a8e02f", "green": "#3fae49", "emerald": "#12a46b",
    "mint": "#a5ecc8", "teal": "#159a9c", "turquoise": "#3fd6c8", "cyan": "#2fd3ee", "aqua": "#5fe0e6",
    "sky blue": "#84cdfb", "light blue": "#9ad4ff", "blue": "#2f6bff", "navy": "#1c2f66", "indigo": "#4b3fc9",
    "violet": "#8a4fe0", "purple": "#8a3fd1", "lavender": "#cbb7f7", "lilac": "#d3b3ee", "magenta": "#e23bc4",
    "pink": "#ff86b8", "hot pink": "#ff4f9e", "rose": "#f2557f", "white": "#f7f7fa", "ivory": "#fffbea",
    "silver": "#c9ced6", "gray": "#9097a3", "grey": "#9097a3", "charcoal": "#3a3f49", "black": "#1d1f26",
    "dark blue": "#1c2f66", "dark green": "#1f6b3a", "light green": "#a4e08a", "bronze": "#b0763a",
    "copper": "#c4713e",
    "light red": "#fa6e6e", "dark red": "#8c1018", "ruby": "#d20a46", "light orange": "#ffb464",
    "dark orange": "#d65c00", "light yellow": "#fff082", "dark yellow": "#c8a000", "mustard": "#d4a61e",
    "azure": "#1e8cfa", "sapphire": "#1446be", "light purple": "#be8cf0", "dark purple": "#4c187a",
    "light pink": "#ffb6d6", "dark pink": "#d62c80", "fuchsia": "#e21eb4", "salmon": "#ff9282",
    "light brown": "#b8865a", "dark brown": "#4c2c1a", "chocolate": "#5a321e", "light grey": "#c4c6ce",
    "dark grey": "#4c4e56",
}  # fmt: skip
"""Colour word → colour, as it looks in the light of day."""

_LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def colour(text: str) -> Field:
    """The RGB of `#rrggbb` or of a colour word; a middle grey if nobody knows the word."""
    code = text if text.startswith("#") else WORDS.get(text.lower(), "#9097a3")
    return np.array([int(code[place : place + 2], 16) / 255 for place in (1, 3, 5)], np.float32)


def rgb(red: float, green: float, blue: float) -> Field:
    """A colour of three numbers."""
    return np.array([red, green, blue], np.float32)


def mix(first: Field, second: Field, share: "float | Field") -> Field:
    """Between two colours or pictures: 0 is the first."""
    weight = np.float32(share) if isinstance(share, float | int) else share
    return np.asarray(first + (second - first) * weight, np.float32)


def ramp(colours: Sequence[str], places: Field) -> Field:
    """Colours along a line of evenly spaced stops; places 0 to 1 of any shape, ends continued; adds an axis of 3."""
    stops = np.stack([colour(one) for one in colours])
    at = np.clip(places, 0, 1) * (len(colours) - 1)
    low = np.minimum(at.astype(np.int32), len(colours) - 2)
    part = at - low
    part = (part * part * (3 - 2 * part))[..., None] * 0.6 + part[..., None] * 0.4
    return np.asarray(stops[low] + (stops[low + 1] - stops[low]) * part, np.float32)


def smooth(low: float, high: float, places: Field) -> Field:
    """0 below `low`, 1 above `high`, an S between them."""
    part = np.clip((places - np.float32(low)) / np.float32(high - low), 0, 1)
    return np.asarray(part * part * (3 - 2 * part), np.float32)


def luma(picture: Field) -> Field:
    """Brightness, without the last axis."""
    return np.asarray(picture @ _LUMA, np.float32)


def saturate(picture: Field, factor: float) -> Field:
    """Move away from grey (`factor` above 1) or towards it."""
    grey = luma(picture)[..., None]
    return np.asarray(grey + (picture - grey) * np.float32(factor), np.float32)


def to_lab(picture: Field) -> Field:
    """CIE Lab of a picture of 3 channels."""
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(picture, np.float32), cv2.COLOR_RGB2Lab), np.float32)


def from_lab(picture: Field) -> Field:
    """RGB of a picture in CIE Lab, cut to 0 to 1."""
    return np.clip(np.asarray(cv2.cvtColor(picture, cv2.COLOR_Lab2RGB), np.float32), 0, 1)
