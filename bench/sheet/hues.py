"""Which colour words fit a piece of a picture, as a person would use them; knows nothing of the engine's own table."""

from collections.abc import Mapping

import cv2
import numpy as np
import numpy.typing as npt

from bench.sheet.edges import Bytes

_HUES = (
    (14, "red"),
    (38, "orange"),
    (68, "yellow"),
    (158, "green"),
    (196, "turquoise"),
    (254, "blue"),
    (292, "purple"),
    (344, "pink"),
    (361, "red"),
)
"""Upper border of the hue in degrees of HSV → word."""
_ALSO: Mapping[str, frozenset[str]] = {"golden": frozenset({"yellow", "orange"})}
_GREYS = frozenset({"black", "white", "grey"})
_ENOUGH = 0.33
"""Share of a thing's coloured parts that must have the colour, if no other colour is as frequent."""
_DARK = 90
"""Mean brightness of a picture, 0 to 255, up to which it is one of the night."""
_VISIBLE = 0.15
"""Share of the whole thing that must."""


def in_daylight(pixels: Bytes, picture: Bytes) -> Bytes:
    """A piece of a picture (H×W×3) as the eye takes it that has got used to the light of a dark picture.

    In daylight nothing changes; at night the mean of the picture is taken for grey.
    """
    mean = picture.reshape(-1, 3).mean(axis=0)
    if mean.mean() > _DARK:
        return pixels
    gain = np.clip(mean.mean() / np.maximum(mean, 1), 0.5, 2)
    return np.asarray(np.clip(pixels * gain, 0, 255), np.uint8)


def has_colour(word: str, pixels: Bytes, where: npt.NDArray[np.bool_]) -> bool:
    """Whether what is seen at `where` (H×W) of H×W×3 would be called so.

    Grey parts (wheels, a white belly, what shines through between spokes) do not take away a thing's colour, others do.
    """
    shares = shares_of(pixels, where)
    wanted = _ALSO.get(word, frozenset({word}))
    rivals = (
        shares if wanted & _GREYS else {name: part for name, part in shares.items() if name not in _GREYS}
    )
    share = sum(rivals.get(each, 0.0) for each in wanted)
    others = [part for name, part in rivals.items() if name not in wanted]
    return share >= max([_VISIBLE, *others, _ENOUGH * sum(rivals.values())])


def shares_of(pixels: Bytes, where: npt.NDArray[np.bool_]) -> Mapping[str, float]:
    """Colour word → its share of what is seen at `where`."""
    hsv = cv2.cvtColor(pixels, cv2.COLOR_RGB2HSV_FULL)[where].astype(np.float64)
    names = _names(hsv[:, 0] * 360 / 256, hsv[:, 1] / 255, hsv[:, 2] / 255)
    words, counts = np.unique(names, return_counts=True)
    return {str(word): float(count / len(names)) for word, count in zip(words, counts, strict=True)}


def _names(
    hue: npt.NDArray[np.float64], depth: npt.NDArray[np.float64], value: npt.NDArray[np.float64]
) -> npt.NDArray[np.str_]:
    borders = np.array([border for border, _ in _HUES])
    names = np.array([name for _, name in _HUES])[np.searchsorted(borders, hue, side="right")]
    is_pale_red = ((hue > 330) | (hue < 16)) & (depth < 0.46) & (value > 0.7)
    names = np.where(is_pale_red, "pink", names)
    names = np.where(depth * value < 0.14, np.where(value > 0.72, "white", "grey"), names)
    return np.where(value < 0.3, "black", names)
