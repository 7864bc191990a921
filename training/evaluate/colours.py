"""Whether a thing has the colour that it was asked for in: its pixels against those of the background."""

import cv2
import numpy as np

from pictoris.engines.collage.colours import shares_of
from training.pictures.render import Picture

_APART = 14.0
"""Distance in LAB from which on a pixel belongs to the thing."""
_SHARE = 0.22
"""Of the thing's pixels that must have the colour."""
_ALIKE = {
    "brown": ("brown", "orange", "beige"), "black": ("black", "grey"), "white": ("white", "grey"),
    "orange": ("orange", "yellow", "red"), "yellow": ("yellow", "orange"), "pink": ("pink", "purple", "red"),
    "purple": ("purple", "pink", "blue"), "red": ("red", "pink", "orange"), "green": ("green", "teal"),
    "blue": ("blue", "teal", "purple"),
}  # fmt: skip
"""Colours that shading turns a colour into: they count half."""


def has_colour(picture: Picture, colour: str) -> bool:
    """Whether what stands out from the edge of a picture (H×W×3, uint8) has a plain colour."""
    lab = cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    high, wide = picture.shape[:2]
    edge = np.concatenate([lab[:, :2], lab[:, -2:]], axis=1).mean(axis=1, keepdims=True)
    apart = np.linalg.norm(lab - edge, axis=2) > _APART
    middle = np.zeros((high, wide), bool)
    middle[high // 8 : -high // 8, wide // 8 : -wide // 8] = True
    alpha = ((apart & middle) * 255).astype(np.uint8)
    shares = shares_of(np.dstack([picture, alpha]))
    near = sum(shares.get(one, 0.0) for one in _ALIKE[colour] if one != colour)
    others = max(share for name, share in shares.items() if name not in _ALIKE[colour])
    own = shares.get(colour, 0.0)
    return own >= _SHARE and own + 0.5 * near > others
