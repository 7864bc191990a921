"""How a picture is lit: how bright, how contrasty, how warm, by day or by night."""

from dataclasses import dataclass

import numpy as np

from pictoris.recipes.describing.views import View

_DARK = 32.0
_NIGHT_LAMPS = (0.0004, 0.06)
"""The share of the picture that lamps take at night."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """What the lightness and the tint of the pixels say."""

    brightness: float
    """Mean L*, 0 to 100."""
    contrast: float
    """Standard deviation of L*: below 14 flat, above 27 strong."""
    warmth: float
    """Mean b* of what is not itself strongly coloured: above 6 warm, below −4 cool."""
    night: bool
    """Dark, with small bright lamps."""
    backlit: bool
    """The middle lies in shadow before a bright surround."""
    low_key: bool
    """Mostly dark, with a part that is lit."""
    high_key: bool
    """Mostly white, without deep shadow."""
    hard: bool
    """Deep shadows and bright lights side by side."""


def light(view: View) -> Light:
    """Measure the light of a picture."""
    lightness = view.lightness
    brightness, contrast = float(lightness.mean()), float(lightness.std())
    deep, bright = (float(np.percentile(lightness, part)) for part in (3, 97))
    night = _is_night(view)
    return Light(
        brightness=brightness,
        contrast=contrast,
        warmth=_warmth(view),
        night=night,
        backlit=not night and _is_backlit(view),
        low_key=not night and brightness < _DARK and bright > 45,
        high_key=brightness > 74 and deep > 25,
        hard=bright - deep > 82 and float((lightness < 15).mean()) > 0.1,
    )


def _warmth(view: View) -> float:
    chroma = view.chroma
    plain = (chroma < max(25.0, float(np.percentile(chroma, 60)))) & (view.lightness > 8)
    return float(view.lab[..., 2][plain].mean()) if plain.any() else 0.0


def _is_night(view: View) -> bool:
    """Dark, above all at the top, but for small lamps that are far brighter than the rest."""
    lightness = view.lightness
    top = lightness[: max(1, len(lightness) // 3)]
    lamps = float((lightness > 72).mean())
    dark = float(lightness.mean()) < _DARK and float(np.percentile(top, 90)) < 50
    # Warm dark pictures are rooms, and grey ones could be anything.
    cool = float(view.chroma.mean()) > 1 and _warmth(view) < 2
    return dark and cool and _NIGHT_LAMPS[0] < lamps < _NIGHT_LAMPS[1]


def _is_backlit(view: View) -> bool:
    height, width = view.lightness.shape
    row, column = height // 4, width // 4
    if not row or not column:
        return False
    middle = view.lightness[row:-row, column:-column]
    sides = np.concatenate([view.lightness[:row].ravel(), view.lightness[row:-row, :column].ravel()])
    return float(np.median(sides)) - float(np.median(middle)) > 45 and float(np.median(middle)) < 25
