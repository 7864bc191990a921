"""Finds what stands out in a picture without people: saliency seeds, then GrabCut."""

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.ports import Infers
from pictoris.recipes.base import Raster
from pictoris.recipes.matting.closed_form import Mask, Plane
from pictoris.recipes.matting.colour_cut import cut_by_colour, cut_mask
from pictoris.recipes.matting.people import look

_BARRIER_SIDE = 96
_FAR = np.float32(1e6)
_CUT_SIDE = 256
_LEAST_CONTRAST = 12.0
"""Levels of 0–255 by which something must stand out from the border of the picture."""
_SAME_COLOUR = 5.0
"""Levels within which a colour counts as the background's, however near it is to the object's colours."""
_LEAST_AREA, _MOST_AREA = 0.004, 0.97
"""Shares of the picture between which something may count as an object."""


def find_object(picture: Raster, graphs: Infers) -> Plane | None:
    """The chance (H×W float32, 0–1) that a pixel belongs to what stands out of an H×W×3 uint8 picture.

    None if nothing does. What the people network surely takes for a figure is one, person or not: an animal, a doll.
    Else two hints are added, how high a barrier of colour separates a pixel from the border and what the network makes
    of it, and GrabCut (C. Rother et al., 2004) draws the outline by colour.
    """
    height, width = picture.shape[:2]
    shrink = min(1.0, _CUT_SIDE / max(height, width))
    size = (max(8, round(width * shrink)), max(8, round(height * shrink)))
    small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    seen = figure(small, graphs)
    if _is_sure(seen):
        found = cut_by_colour(
            np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2LAB), np.uint8), cut_mask(seen, 0.1, 0.45, 0.92)
        )
    else:
        barrier = barrier_distance(small)
        if float(np.percentile(barrier, 98)) < _LEAST_CONTRAST:
            return None
        found = _cut_by_hint(small, _normalised(barrier) * _centre_weight(size) + np.float32(0.3) * seen)
    share = float(found.mean())
    if not _LEAST_AREA <= share <= _MOST_AREA:
        return None
    soft = cv2.GaussianBlur(found, (0, 0), 1.0)
    return np.asarray(cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def barrier_distance(picture: Raster) -> Plane:
    """How much colour must at least change on the way from the border to each pixel, in levels of 0–255.

    The minimum barrier distance (J. Zhang et al., "Minimum barrier salient object detection at 80 FPS", ICCV 2015):
    the range that a path's values span, relaxed here for all pixels at once, on a picture of about 96 pixels, for the
    three channels of Lab; the result is their mean, H×W float32.
    """
    height, width = picture.shape[:2]
    shrink = min(1.0, _BARRIER_SIDE / max(height, width))
    size = (max(4, round(width * shrink)), max(4, round(height * shrink)))
    lab = cv2.cvtColor(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2LAB)
    values = _without_trend(cv2.GaussianBlur(lab, (3, 3), 0).astype(np.float32))
    border = np.ones((*values.shape[:2], 1), np.bool_)
    border[1:-1, 1:-1] = False
    # Where no path has come yet, the range is so wide that nobody takes it over.
    high, low = np.where(border, values, _FAR), np.where(border, values, -_FAR)
    distance = high - low
    for _ in range(max(size)):
        if not _relax(values, distance, high, low):
            break
    mean = cv2.GaussianBlur(distance.mean(axis=2), (3, 3), 0)
    return np.asarray(cv2.resize(mean, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _without_trend(values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Take away the slow change of colour of a sky or a lit wall: a surface of second degree, fitted robustly."""
    height, width = values.shape[:2]
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1).reshape(-1, 6)
    colours = values.reshape(-1, 3).astype(np.float64)
    weight = np.ones(len(terms))
    rest = colours
    for _ in range(8):
        weighted = terms * weight[:, None]
        surface = np.linalg.solve(weighted.T @ terms + 1e-6 * np.eye(6), weighted.T @ colours)
        rest = colours - terms @ surface
        far = (rest * rest).sum(axis=1)
        weight = 1 / (1 + far / max(float(np.median(far)), 4.0))
    return np.asarray(rest.reshape(values.shape), np.float32)


def _relax(
    values: npt.NDArray[np.float32],
    distance: npt.NDArray[np.float32],
    high: npt.NDArray[np.float32],
    low: npt.NDArray[np.float32],
) -> bool:
    """Let every pixel take over a cheaper path from each neighbour, in place; whether any did."""
    changed = False
    inner, before, after = slice(None), slice(None, -1), slice(1, None)
    for to, source in (
        ((after, inner), (before, inner)),
        ((before, inner), (after, inner)),
        ((inner, after), (inner, before)),
        ((inner, before), (inner, after)),
    ):
        top = np.maximum(high[source], values[to])
        bottom = np.minimum(low[source], values[to])
        better = top - bottom < distance[to]
        if better.any():
            changed = True
            np.copyto(distance[to], top - bottom, where=better)
            np.copyto(high[to], top, where=better)
            np.copyto(low[to], bottom, where=better)
    return changed


def figure(picture: Raster, graphs: Infers) -> Plane:
    """What the people network takes for a figure, H×W float32 in 0–1.

    It was made for people at arm's length: what fills the picture, as a cat's face does, it sees better with some room
    above and beside it, so it looks three times from further and further away.
    """
    height, width = picture.shape[:2]
    total = np.zeros((height, width), np.float32)
    for room in (0.0, 0.15, 0.3):
        above, beside = int(height * room), int(width * room)
        padded = cv2.copyMakeBorder(picture, above, 0, beside, beside, cv2.BORDER_REPLICATE)
        seen = look(np.asarray(padded, np.uint8), graphs)
        total += seen[above:, beside : beside + width]
    return total / np.float32(3)


def _is_sure(seen: Plane) -> bool:
    """Whether the network says yes or no nearly everywhere: 0.75 for a cat's face, below 0.3 for a cup."""
    sure, any_chance = float(np.mean(seen > 0.9)), float(np.mean(seen > 0.1))
    return sure >= 0.05 and sure >= 0.6 * any_chance


def _normalised(values: Plane) -> Plane:
    top = float(np.percentile(values, 98))
    return np.asarray(np.clip(values / max(top, 1e-6), 0, 1), np.float32)


def _centre_weight(size: tuple[int, int]) -> Plane:
    """A broad bell: 1 in the middle, about 0.4 in the corners."""
    x = np.linspace(-1, 1, size[0], dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, size[1], dtype=np.float32)[:, None]
    return np.asarray(np.exp(-(x * x + y * y) / 2.2), np.float32)


def _cut_by_hint(picture: Raster, hint: Plane) -> Plane:
    """Cut by colour from a hint (H×W, the higher the likelier), 0 or 1."""
    # The square root brings a saucer nearer to its cup than to the table.
    hint = np.sqrt(np.clip(hint / max(float(hint.max()), 1e-6), 0, 1))
    lower, upper = _two_thresholds(hint)
    # Without its trend a sky is of one colour, which is what clusters and mixtures of colours hope for.
    lab = cv2.cvtColor(picture, cv2.COLOR_RGB2LAB).astype(np.float32)
    flat = np.clip(_without_trend(lab) + 128, 0, 255)
    low, high = hint < 0.7 * lower, hint > upper
    if not low.any() or not high.any():
        return np.zeros(hint.shape, np.float32)
    from_low = _colour_distance(flat, low)
    nearer = (_colour_distance(flat, high) < 4 * from_low) & (from_low > _SAME_COLOUR**2)
    mask = np.where(high | ((hint > lower) & nearer), cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    mask[hint > (upper + 1) / 2] = cv2.GC_FGD
    mask[low] = cv2.GC_BGD
    return cut_by_colour(flat.astype(np.uint8), mask)


def _colour_distance(colours: npt.NDArray[np.float32], sample: Mask) -> Plane:
    """The squared distance of each H×W×3 colour to the nearest of six that stand for a sample."""
    points = colours[sample]
    count = min(6, len(points))
    stop = (cv2.TERM_CRITERIA_MAX_ITER, 8, 0.0)
    cv2.setRNGSeed(0)
    _, _, centres = cv2.kmeans(
        points[:: max(1, len(points) // 3000)], count, None, stop, 1, cv2.KMEANS_PP_CENTERS
    )  # type: ignore[call-overload] # the stubs want labels, the library makes them
    distances = [((colours - centre) ** 2).sum(axis=2) for centre in centres]
    return np.asarray(np.min(distances, axis=0), np.float32)


def _two_thresholds(values: Plane) -> tuple[float, float]:
    """Split values in 0–1 into three classes so that their means are as far apart as can be (Otsu, 1979)."""
    counts, edges = np.histogram(values, bins=48, range=(0, 1))
    mass = np.concatenate([[0], np.cumsum(counts)]).astype(np.float64)
    moment = np.concatenate([[0], np.cumsum(counts * (edges[:-1] + edges[1:]) / 2)])

    def spread(start: int, stop: int) -> float:
        weight = mass[stop] - mass[start]
        return float((moment[stop] - moment[start]) ** 2 / weight) if weight else 0.0

    pairs = [(i, j) for i in range(1, 47) for j in range(i + 1, 48)]
    i, j = max(pairs, key=lambda pair: spread(0, pair[0]) + spread(*pair) + spread(pair[1], 48))
    return float(edges[i]), float(edges[j])
