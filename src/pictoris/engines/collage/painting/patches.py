"""Fills holes from many small pieces of the rest of the picture, coarse to fine.

This is PatchMatch (Barnes et al. 2009) used for completion as by Wexler et al. (2007): for every patch that touches
the hole, the most alike whole patch outside is sought by passing good finds on to neighbours and by trying places at
random; then every pixel of the hole becomes the mean of what its patches say.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.engines.collage.painting.dice import dice
from pictoris.engines.collage.painting.layers import blurred, scaled
from pictoris.engines.collage.painting.matching import spread
from pictoris.engines.collage.painting.view import Field

_REACH = 3
"""Pixels from a patch's middle to its edge: patches are 7 × 7."""
_LARGEST = 160
_SMALLEST = 24
_TABOO = 0.3
_Places = npt.NDArray[np.int64]


@dataclass(slots=True)
class _Match:
    """For each place near the hole (rows, columns) the place that it is copied from."""

    targets: _Places
    sources: _Places
    costs: Field


def filled(picture: Field, hole: Field, taboo: Field, seed: int) -> Field:
    """The picture with its hole (1 where to fill) completed; what is `taboo` (0 to 1) is not copied if it can be helped.

    All are rows × columns (× 3). Patches are sought in a small copy; the picture's own detail follows them.
    """
    longest = max(hole.shape)
    result: Field | None = None
    match: _Match | None = None
    part = 1.0
    for level, side in enumerate((_LARGEST // 4, _LARGEST // 2, _LARGEST)):
        part = min(1.0, max(_SMALLEST, side) / longest)
        wide, high = max(12, round(hole.shape[1] * part)), max(12, round(hole.shape[0] * part))
        small, gone = scaled(picture, wide, high), scaled(hole, wide, high) > 0.02
        known = (~gone).astype(np.float32)
        start = spread(small, known) if result is None else scaled(result, wide, high)
        small = np.where(gone[..., None], start, small).astype(np.float32)
        usable = _usable(gone, scaled(taboo, wide, high))
        result, match = _complete(small, gone, usable, dice(seed, "patches", level))
    calm = scaled(result if result is not None else picture, hole.shape[1], hole.shape[0])
    return calm if match is None else calm + _detail(picture, hole, match, part)


def _usable(gone: npt.NDArray[np.bool_], taboo: Field) -> npt.NDArray[np.bool_]:
    """The middles of patches that can be copied: whole ones, and not of subjects if there is enough else."""
    size = 2 * _REACH + 1
    usable = cv2.dilate(gone.astype(np.uint8), np.ones((size, size), np.uint8)) == 0
    usable[:_REACH] = usable[-_REACH:] = False
    usable[:, :_REACH] = usable[:, -_REACH:] = False
    calm = usable & (taboo < _TABOO)
    return np.asarray(calm if calm.sum() > 0.3 * usable.sum() else usable, np.bool_)


def _complete(
    picture: Field, gone: npt.NDArray[np.bool_], usable: npt.NDArray[np.bool_], chance: np.random.Generator
) -> tuple[Field, _Match | None]:
    """One level: find, vote, again."""
    size = 2 * _REACH + 1
    near = cv2.dilate(gone.astype(np.uint8), np.ones((size, size), np.uint8)) > 0
    near[:_REACH] = near[-_REACH:] = False
    near[:, :_REACH] = near[:, -_REACH:] = False
    whole, targets = np.argwhere(usable), np.argwhere(near)
    if len(whole) < 8 or not len(targets):
        return picture, None
    sources = whole[chance.integers(len(whole), size=len(targets))]
    match = _Match(targets, sources, np.full(len(targets), np.inf, np.float32))
    for _ in range(4):
        windows = np.lib.stride_tricks.sliding_window_view(picture, (size, size), axis=(0, 1))
        _search(match, windows, usable, whole, chance)
        picture = _voted(picture, gone, match)
    return picture, match


def _detail(picture: Field, hole: Field, match: _Match, part: float) -> Field:
    """What the small copy lost, taken from where each place of the hole was copied from."""
    size = max(12, round(hole.shape[0] * part)), max(12, round(hole.shape[1] * part))
    moves = np.zeros((*size, 2), np.int64)
    moves[match.targets[:, 0], match.targets[:, 1]] = match.sources - match.targets
    rows, columns = np.nonzero(hole > 0)
    small_rows = np.minimum((rows * part).astype(np.int64), size[0] - 1)
    small_columns = np.minimum((columns * part).astype(np.int64), size[1] - 1)
    move = np.round(moves[small_rows, small_columns] / part).astype(np.int64)
    from_rows = np.clip(rows + move[:, 0], 0, hole.shape[0] - 1)
    from_columns = np.clip(columns + move[:, 1], 0, hole.shape[1] - 1)
    fine = picture - blurred(picture, max(0.8, 0.7 / part))
    known = hole[from_rows, from_columns] == 0
    result = np.zeros_like(picture)
    result[rows, columns] = fine[from_rows, from_columns] * known[:, None]
    return result


def _search(
    match: _Match, windows: Field, usable: npt.NDArray[np.bool_], whole: _Places, chance: np.random.Generator
) -> None:
    """Look again at what is known, at what neighbours know, and at random."""
    wanted = windows[match.targets[:, 0] - _REACH, match.targets[:, 1] - _REACH]
    match.costs = _cost(windows, wanted, match.sources)
    number = np.full(usable.shape, -1, np.int64)
    number[match.targets[:, 0], match.targets[:, 1]] = np.arange(len(match.targets))
    for step in (4, 2, 1):
        for move in ((0, step), (0, -step), (step, 0), (-step, 0)):
            neighbour = np.clip(match.targets + move, 0, np.array(usable.shape) - 1)
            known = number[neighbour[:, 0], neighbour[:, 1]]
            offered = np.where((known >= 0)[:, None], match.sources[known] - move, match.sources)
            _take(match, windows, wanted, offered, usable)
    for radius in (40, 12, 4):
        offered = match.sources + chance.integers(-radius, radius + 1, size=match.sources.shape)
        _take(match, windows, wanted, offered, usable)
    _take(match, windows, wanted, whole[chance.integers(len(whole), size=len(match.targets))], usable)


def _take(
    match: _Match, windows: Field, wanted: Field, offered: _Places, usable: npt.NDArray[np.bool_]
) -> None:
    """Use what is offered where it is a whole patch and more alike."""
    offered = np.clip(offered, 0, np.array(usable.shape) - 1)
    allowed = usable[offered[:, 0], offered[:, 1]]
    offered = np.where(allowed[:, None], offered, match.sources)
    costs = _cost(windows, wanted, offered)
    better = costs < match.costs
    match.sources = np.where(better[:, None], offered, match.sources)
    match.costs = np.where(better, costs, match.costs)


def _cost(windows: Field, wanted: Field, sources: _Places) -> Field:
    offered = windows[sources[:, 0] - _REACH, sources[:, 1] - _REACH]
    gap = (offered - wanted).reshape(len(sources), -1)
    return np.asarray(np.einsum("ij,ij->i", gap, gap), np.float32)


def _voted(picture: Field, gone: npt.NDArray[np.bool_], match: _Match) -> Field:
    """Each pixel of the hole as the patches around it see it, the more alike ones heard more."""
    total = np.zeros_like(picture)
    count = np.zeros((*picture.shape[:2], 1), np.float32)
    weight = np.exp(-match.costs / (float(np.median(match.costs)) + 1e-4))[:, None].astype(np.float32) + 1e-3
    for down in range(-_REACH, _REACH + 1):
        for across in range(-_REACH, _REACH + 1):
            move = np.array([down, across])
            at = match.targets + move
            source = match.sources + move
            # Targets are all different, so that plain addition by index counts each once.
            total[at[:, 0], at[:, 1]] += weight * picture[source[:, 0], source[:, 1]]
            count[at[:, 0], at[:, 1]] += weight
    mean = total / np.maximum(count, 1e-6)
    return np.where(gone[..., None] & (count > 0), mean, picture).astype(np.float32)
