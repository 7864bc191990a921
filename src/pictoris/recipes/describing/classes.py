"""What a picture shows, as far as a network that knows a thousand classes can tell."""

from dataclasses import dataclass
from enum import Enum
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.ports import Infers
from pictoris.recipes.base import Raster
from pictoris.recipes.describing.groups import Group, Kind, groups, needed, phrase_of

_GRAPH = "efficientnet_lite2"
_SIDE = 260

_NEEDED_KIND = 0.4
_WHOLE_KINDS = (
    (Kind.BUILDING, "a grand building"),
    (Kind.ANIMAL, "an animal"),
    (Kind.VEHICLE, "a vehicle"),
    (Kind.FOOD, "food"),
    (Kind.PLACE, "a wide landscape"),
)
"""What is told when only the kind is sure."""


class Extent(Enum):
    """How much of the picture the thing takes."""

    NEAR = "near"
    """The middle alone shows it as clearly as the whole."""
    FAR = "far"
    """Only the middle shows it."""
    BETWEEN = "between"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """The thing that a picture most likely shows."""

    phrase: str
    """With its article, e.g. "a tabby cat"; empty if nothing is sure enough to be told."""
    kind: Kind | None
    certainty: float
    """Probability of the class or group, 0 to 1, mean of three views."""
    extent: Extent
    print_likeness: float
    """How much it looks like printed or painted matter, 0 to 1."""


def classify(rgb: Raster, graphs: Infers) -> Sighting:
    """Name the main thing in an H×W×3 picture; raises `Failed` if the network cannot run."""
    views = np.array([_chances(view, graphs) for view in _views(rgb)])
    chances = views.mean(axis=0)
    phrase, kind, members = _verdict(chances)
    certainty = float(chances[members].sum())
    whole, _, middle = views[:, members].sum(axis=1)
    return Sighting(
        phrase=phrase,
        kind=kind,
        certainty=certainty,
        extent=_extent(float(whole), float(middle)),
        print_likeness=_sum_of_kind(Kind.PRINT, chances),
    )


def _verdict(chances: npt.NDArray[np.float64]) -> tuple[str, Kind | None, list[int]]:
    """What may be told: phrase, kind and the classes that speak for it."""
    best = max(groups(), key=lambda group: _belief(group, chances))
    if _belief(best, chances) > 0:
        return _wording(best, chances), best.kind, list(best.members)
    for kind, phrase in _WHOLE_KINDS:
        if _sum_of_kind(kind, chances) >= _NEEDED_KIND:
            return phrase, kind, _members_of(kind)
    return "", None, []


def _extent(whole: float, middle: float) -> Extent:
    if whole >= 0.5 and middle >= 0.5:
        return Extent.NEAR
    return Extent.FAR if middle >= 0.5 and whole < 0.35 else Extent.BETWEEN


def _views(rgb: Raster) -> list[Raster]:
    """All of it squeezed, the largest centred square, and the half of that: false names rarely survive all."""
    height, width = rgb.shape[:2]
    short = min(height, width)
    return [rgb, _centred(rgb, short), _centred(rgb, max(1, short // 2))]


def _centred(rgb: Raster, side: int) -> Raster:
    top, left = (rgb.shape[0] - side) // 2, (rgb.shape[1] - side) // 2
    return rgb[top : top + side, left : left + side]


def _chances(view: Raster, graphs: Infers) -> npt.NDArray[np.float64]:
    """The probabilities of the 1,000 classes; input scaling of EfficientNet-Lite: (x − 127) / 128."""
    shrinks = max(view.shape[:2]) > _SIDE
    way = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    small = cv2.resize(view, (_SIDE, _SIDE), interpolation=way)
    square = (np.asarray(small, dtype=np.float32) - np.float32(127)) / np.float32(128)
    batch = np.ascontiguousarray(square.transpose(2, 0, 1)[None])
    scores = np.asarray(graphs.infer(_GRAPH, {"x": batch})[0][0], dtype=np.float64)
    powers: npt.NDArray[np.float64] = np.exp(scores - scores.max())
    powers /= powers.sum()
    return powers


def _belief(group: Group, chances: npt.NDArray[np.float64]) -> float:
    """The group's probability if it may be told, else 0."""
    if group.kind in {Kind.PRINT, Kind.SHY}:
        return 0.0
    members = list(group.members)
    total = float(chances[members].sum())
    likeliest = members[int(chances[members].argmax())]
    return total if total >= needed(likeliest) else 0.0


def _wording(group: Group, chances: npt.NDArray[np.float64]) -> str:
    """The name of one member if it is sure and leads clearly, else the group's."""
    by_phrase: dict[str, float] = {}
    for number in group.members:
        phrase = phrase_of(number)
        by_phrase[phrase] = by_phrase.get(phrase, 0.0) + float(chances[number])
    phrase, chance = max(by_phrase.items(), key=lambda item: item[1])
    leads = chance >= 0.6 * sum(by_phrase.values())
    return phrase if leads and chance >= group.sure else group.phrase


def _sum_of_kind(kind: Kind, chances: npt.NDArray[np.float64]) -> float:
    return float(chances[_members_of(kind)].sum())


@cache
def _members_of(kind: Kind) -> list[int]:
    return [number for group in groups() if group.kind is kind for number in group.members]
