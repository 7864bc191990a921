"""The colours of a picture, by the names that people give them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.recipes.describing.views import Floats, View

_CLUSTERS = 7
_SAMPLES = 6000
_LIGHTNESS = 0.7
"""Weight of lightness against hue: a hue is recognised in light and in shadow."""
_SMALLEST = 0.03
"""A colour that covers less of the picture is not told, unless it is vivid."""

# Names and typical values; the values were chosen by eye, so that neighbours in Lab get different names.
_NAMES: dict[str, tuple[int, int, int]] = {
    "black": (14, 14, 15), "charcoal": (52, 54, 58), "dark grey": (84, 85, 87), "grey": (130, 130, 130),
    "pale grey": (192, 191, 190), "white": (250, 250, 250), "off-white": (232, 229, 222),
    "cream": (248, 236, 205), "beige": (216, 199, 168), "tan": (190, 156, 116), "sand": (212, 178, 122),
    "warm grey": (139, 126, 116), "brown": (116, 76, 44), "dark brown": (58, 38, 24),
    "chestnut brown": (128, 62, 38), "terracotta": (192, 98, 68), "rust": (168, 72, 26),
    "red": (208, 32, 38), "deep red": (128, 18, 28), "brick red": (160, 48, 34), "maroon": (74, 16, 22),
    "coral": (240, 122, 100), "pink": (244, 170, 190), "hot pink": (232, 62, 140),
    "magenta": (186, 32, 138), "dusty rose": (188, 134, 134), "peach": (250, 200, 164),
    "orange": (236, 126, 36), "bright orange": (230, 106, 70), "orange-red": (212, 62, 34), "amber": (246, 178, 48),
    "golden yellow": (222, 182, 64), "yellow": (248, 228, 44), "pale yellow": (248, 240, 164),
    "ochre": (182, 134, 46), "dark gold": (128, 96, 28), "olive": (112, 110, 48),
    "dark olive": (62, 58, 26), "lime green": (164, 214, 56), "green": (62, 148, 62),
    "forest green": (32, 78, 40), "dark green": (20, 46, 28), "sage green": (150, 164, 132),
    "mint green": (172, 224, 194), "teal": (22, 118, 118), "dark teal": (14, 62, 68),
    "turquoise": (64, 200, 194), "sky blue": (128, 186, 232), "pale blue": (192, 214, 234),
    "bright blue": (38, 104, 214), "deep blue": (24, 56, 128), "navy blue": (16, 24, 56),
    "slate blue": (94, 108, 130), "dusky blue": (62, 84, 132), "midnight blue": (30, 42, 84), "steel blue": (120, 146, 172), "lavender": (190, 176, 224),
    "violet": (124, 84, 180), "purple": (104, 48, 132), "plum": (82, 36, 74),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """One dominant colour."""

    name: str
    share: float
    """The part of the picture that it covers, 0 to 1."""
    lab: tuple[float, float, float]
    centrality: float
    """0 if it lives on the border, 1 if in the very centre."""

    @property
    def chroma(self) -> float:
        """Distance from grey, 0 to about 130."""
        return float(np.hypot(self.lab[1], self.lab[2]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The dominant colours, the largest first, and what they say together."""

    patches: tuple[Patch, ...]
    monochrome: bool
    """Black and white, or toned in one hue like sepia."""
    toned: bool
    """Monochrome, but not neutral."""
    vividness: float
    """Mean chroma: below 10 muted, above 35 vivid."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all dominant colours, the largest first."""
        return tuple(patch.name for patch in self.patches)

    @property
    def is_single(self) -> bool:
        """One colour is all there is."""
        return len(self.patches) == 1 and self.patches[0].share > 0.99

    def accents(self) -> tuple[str, ...]:
        """Names of those that catch the eye: vivid, but not most of the picture."""
        mean = sum(patch.chroma * patch.share for patch in self.patches)
        vivid = [
            patch for patch in self.patches if patch.chroma > max(30.0, 1.5 * mean) and patch.share < 0.4
        ]
        return tuple(patch.name for patch in sorted(vivid, key=lambda patch: -patch.chroma))


def palette(view: View) -> Palette:
    """The dominant colours of a picture: k-means in CIE Lab over a regular sample."""
    points, centrality = _sample(view)
    patches = _merge(points, centrality)
    chroma = np.hypot(points[:, 1], points[:, 2])
    neutral = float(np.percentile(chroma, 98)) < 5.0
    # A dark picture has little colour of any kind: only one with highlights can be called toned.
    toned = not neutral and float(np.percentile(points[:, 0], 98)) > 55 and _one_hue(points, chroma)
    return Palette(patches=patches, monochrome=neutral or toned, toned=toned, vividness=float(chroma.mean()))


def name_of(lab: Sequence[float] | Floats) -> str:
    """The nearest colour name of a CIE Lab value."""
    names, values = _table()
    difference = values - np.asarray(lab, dtype=np.float32)
    distance = (_LIGHTNESS * difference[:, 0]) ** 2 + difference[:, 1] ** 2 + difference[:, 2] ** 2
    return names[int(distance.argmin())]


def name_of_region(region: Floats) -> str:
    """The name of the colour that most of an h×w×3 Lab region shares; empty if it has no pixels."""
    points = region.reshape(-1, 3)
    if len(points) == 0:
        return ""
    step = max(1, len(points) // 1500)
    patches = _merge(points[::step], np.ones(len(points[::step]), dtype=np.float32))
    return patches[0].name


def _sample(view: View) -> tuple[Floats, Floats]:
    """n×3 Lab values, evenly spread, and n numbers: 1 at the centre, 0 at the border."""
    height, width = view.lab.shape[:2]
    step = max(1, int(np.sqrt(height * width / _SAMPLES)))
    rows, columns = np.mgrid[0:height:step, 0:width:step]
    off_y = np.abs(rows / max(1, height - 1) * 2 - 1)
    off_x = np.abs(columns / max(1, width - 1) * 2 - 1)
    points = np.ascontiguousarray(view.lab[::step, ::step].reshape(-1, 3))
    return points, (1 - np.maximum(off_y, off_x)).astype(np.float32).reshape(-1)


def _merge(points: Floats, centrality: Floats) -> tuple[Patch, ...]:
    """Cluster, name, and join the clusters of one name."""
    labels = _clusters(points)
    found: dict[str, list[int]] = {}
    for number in range(int(labels.max()) + 1):
        if (labels == number).any():
            found.setdefault(name_of(_lit(points[labels == number])), []).append(number)
    patches = []
    for name, numbers in found.items():
        inside = np.isin(labels, numbers)
        share = float(inside.mean())
        mean = points[inside].mean(axis=0)
        lab = (float(mean[0]), float(mean[1]), float(mean[2]))
        patch = Patch(name=name, share=share, lab=lab, centrality=float(centrality[inside].mean()))
        if share >= _SMALLEST or patch.chroma > 45:
            patches.append(patch)
    return tuple(sorted(patches, key=lambda patch: -patch.share))


def _lit(points: Floats) -> Floats:
    """What people call the colour of a thing: that of its lighter half, for shadow dulls the mean."""
    lighter = points[points[:, 0] >= np.median(points[:, 0])]
    return np.asarray(np.median(lighter, axis=0), dtype=np.float32)


def _clusters(points: Floats) -> npt.NDArray[np.int32]:
    """The cluster number of each of n points; the same for the same points."""
    count = _CLUSTERS
    if len(points) <= count:
        return np.zeros(len(points), dtype=np.int32)
    # Quantiles of lightness as a start instead of dice: the result must not depend on what ran before.
    order = points[:, 0].argsort(kind="stable")
    labels = np.empty((len(points), 1), dtype=np.int32)
    labels[order, 0] = np.arange(len(points)) * count // len(points)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 24, 0.3)
    weighed = points * np.array([_LIGHTNESS, 1, 1], dtype=np.float32)
    cv2.kmeans(weighed, count, labels, stop, 1, cv2.KMEANS_USE_INITIAL_LABELS)
    return labels[:, 0]


def _one_hue(points: Floats, chroma: Floats) -> bool:
    """Whether all colour there is points one way, weakly: sepia, cyanotype."""
    if float(np.percentile(chroma, 95)) > 32 or float(chroma.mean()) < 3:
        return False
    towards = points[:, 1:].sum(axis=0)
    return float(np.hypot(*towards) / max(1e-6, chroma.sum())) > 0.98


@cache
def _table() -> tuple[tuple[str, ...], Floats]:
    rgb = np.array([list(_NAMES.values())], dtype=np.float32) / 255
    return tuple(_NAMES), cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB)[0].astype(np.float32)
