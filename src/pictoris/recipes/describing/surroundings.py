"""What lies around the subject: a plain backdrop, sky, greenery."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.recipes.describing.colours import name_of_region
from pictoris.recipes.describing.views import Floats, View

_BAND = 0.09
"""The width of the border that counts as background."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the border and the upper part of a picture say."""

    backdrop: str
    """The colour of a plain backdrop; empty if there is none."""
    background: str
    """The colour that most of the left, right and upper border shares."""
    sky: float
    """The share of the picture that is evenly blue from the top edge down, 0 to 1."""
    dusk: bool
    """The sky is dark blue."""
    overcast: bool
    """A bright colourless sky lies over a darker, rougher lower part."""
    green: float
    """The share of the picture that is leaves or grass, 0 to 1."""


def surroundings(view: View) -> Surroundings:
    """Measure what lies around the subject."""
    border = _border(view.lab)
    sky = _sky(view)
    return Surroundings(
        backdrop=name_of_region(border) if _is_plain(border, view) else "",
        background=name_of_region(border),
        sky=float(sky.mean()),
        dusk=bool(sky.any()) and float(np.median(view.lightness[sky])) < 38,
        overcast=not sky.mean() > 0.05 and _is_overcast(view),
        green=_green(view),
    )


def _border(lab: Floats) -> Floats:
    """n×1×3: the pixels along the left, upper and right edge; the lower edge belongs to the subject."""
    height, width = lab.shape[:2]
    band = max(1, round(min(height, width) * _BAND))
    parts = (lab[:band], lab[band:, :band], lab[band:, -band:])
    return np.concatenate([part.reshape(-1, 1, 3) for part in parts])


def _is_plain(border: Floats, view: View) -> bool:
    """Whether nine tenths of the border are near its median colour, by the measure of the picture's contrast."""
    distance = np.linalg.norm(border - np.median(border, axis=0), axis=-1)
    near = 9.0 * min(1.0, float(view.lightness.std()) / 11)
    return float(np.percentile(distance, 90)) <= near


def _sky(view: View) -> npt.NDArray[np.bool_]:
    """h×w: smooth and blue, connected with the top edge."""
    lab = cv2.GaussianBlur(view.lab, (0, 0), 2.0)
    rough = np.abs(cv2.Laplacian(view.lightness, cv2.CV_32F, ksize=3))
    rough = cv2.blur(rough, (7, 7))
    blue = (lab[..., 2] < -5) & (lab[..., 2] < -np.abs(lab[..., 1])) & (rough < 6) & (lab[..., 0] > 8)
    count, labels = cv2.connectedComponents(blue.astype(np.uint8))
    if count < 2:
        return np.zeros_like(blue)
    first = np.bincount(labels[:3].ravel(), minlength=count)
    first[0] = 0
    seen = first > 0.1 * labels.shape[1]
    return np.asarray(seen[labels], dtype=np.bool_)


def _is_overcast(view: View) -> bool:
    third = max(1, len(view.lab) // 4)
    top, bottom = view.lab[:third], view.lab[-third:]
    pale = float(np.median(top[..., 0])) > 72 and float(np.median(np.hypot(top[..., 1], top[..., 2]))) < 9
    darker = float(np.median(bottom[..., 0])) < float(np.median(top[..., 0])) - 20
    return pale and darker and float(bottom[..., 0].std()) > 8 and not _is_plain(_border(view.lab), view)


def _green(view: View) -> float:
    """Yellow-green to green, textured."""
    a, b = view.lab[..., 1], view.lab[..., 2]
    leaf = (a < -4) & (b > 5) & (view.chroma > 9) & (view.lightness > 6)
    rough = cv2.blur(np.abs(cv2.Laplacian(view.lightness, cv2.CV_32F, ksize=3)), (9, 9)) > 2.0
    return float((leaf & rough).mean())
