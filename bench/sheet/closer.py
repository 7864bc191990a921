"""A closer look at one place of a picture: whether the illustration is really there, and exactly where."""

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from bench.sheet.edges import Bytes, Floats, Sprite, Template, answers

FRAME = 96
"""Longest side of an illustration in pixels when it is compared closely."""
MARGIN = 6
"""Pixels around it that are compared too: an outline has two sides."""
_STEPS = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 25, 1e-3)
_ROUND = 8
"""Sizes are rounded to this, so that there are few of them."""
_BLUR = 3
_BACK = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
_EVEN = 1e-3
"""Variance below which a surface is even."""
_STRETCH = 1.3
"""Illustrations may be a little wider, narrower or slanted than they were drawn, not more."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Likeness:
    """How an illustration and a place of the picture compare."""

    matrix: Floats
    """2×3: from pixels of the cut (and mirrored) illustration to pixels of the picture."""
    edges: float
    """Share of its edges that are there, 0 to 1."""
    inner: float
    """The same of those that are not its outline."""
    has_inner: bool
    """Whether it has more than hardly any of these."""
    is_intricate: bool = False
    """Whether its outline alone tells much."""
    shading: float
    """Correlation of its brightness with the picture's, −1 to 1."""
    tinted: float
    """Correlation of the picture's brightness with the best mixture of its red, green and blue, 0 to 1."""
    patch: Bytes
    """The picture seen in the frame of the illustration, H×W×3."""
    alpha: Floats
    """H×W: where in the patch the illustration is."""


def compare(pixels: Bytes, sprite: Sprite, matrix: Floats, *, is_mirrored: bool) -> Likeness:
    """Look closely at H×W×3 where `matrix` puts the illustration, after moving it to where it fits best."""
    native = float(np.hypot(matrix[0, 0], matrix[1, 0])) * sprite.longer_side
    size = int(np.clip(round(native / _ROUND) * _ROUND, 32, FRAME))
    template = sprite.template(size, is_mirrored=is_mirrored, pad=MARGIN)
    shrink = min(1.0, 1.5 * size / native)
    small = _bytes(cv2.resize(pixels, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA))
    begun = _frame(matrix, template.scale) * np.float32(shrink)
    fitted = _fitted(_grey(small), template, begun)
    looks = [_likeness(small, template, into, shrink) for into in (begun, fitted)]
    best = max(looks, key=lambda look: look.edges + 0.5 * look.shading)
    return replace(best, is_intricate=sprite.is_intricate)


def _likeness(small: Bytes, template: Template, into: Floats, shrink: float) -> Likeness:
    patch = _seen(small, into, template.alpha.shape)
    inside = template.alpha > 0.8
    maps = answers(patch, template.edges.max(axis=0))
    return Likeness(
        matrix=_unframed(into / np.float32(shrink), template.scale),
        edges=float((maps * template.edges).sum()),
        inner=float((maps * template.inner).sum()),
        has_inner=bool(template.inner.any()),
        tinted=_explained(_grey(patch), template.colour, inside),
        shading=_correlation(_grey(patch), _grey(template.colour), inside),
        patch=patch,
        alpha=template.alpha,
    )


def _bytes(pixels: npt.NDArray[Any]) -> Bytes:
    """What OpenCV gives, by its true type."""
    return pixels


def _seen(picture: Bytes, into: Floats, shape: tuple[int, ...]) -> Bytes:
    """The picture in the frame of the template."""
    size = shape[1], shape[0]
    return _bytes(cv2.warpAffine(picture, into, size, flags=_BACK, borderMode=cv2.BORDER_REPLICATE))


def _grey(pixels: Bytes) -> Bytes:
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)


def _frame(matrix: Floats, scale: float) -> Floats:
    """From pixels of the sprite → picture, to pixels of the padded template → picture."""
    to_sprite = np.array([[1 / scale, 0, -MARGIN / scale], [0, 1 / scale, -MARGIN / scale], [0, 0, 1]])
    return np.asarray(matrix @ to_sprite, np.float32)


def _unframed(matrix: Floats, scale: float) -> Floats:
    to_template = np.array([[scale, 0, MARGIN], [0, scale, MARGIN], [0, 0, 1]])
    return np.asarray(matrix @ to_template, np.float32)


def _fitted(picture: Bytes, template: Template, into: Floats) -> Floats:
    """The same matrix, moved, turned and stretched a little so that brightness correlates best."""
    grey = cv2.cvtColor(template.colour, cv2.COLOR_RGB2GRAY)
    # The mask belongs to the picture, so it is laid there, with some room to move.
    there = cv2.warpAffine((template.alpha > 0.6).astype(np.uint8), into, picture.shape[::-1])
    there = cv2.dilate(there, np.ones((5, 5), np.uint8))
    try:
        _, better = cv2.findTransformECC(
            grey, picture, np.array(into, np.float32), cv2.MOTION_AFFINE, _STEPS, there, _BLUR
        )
    except cv2.error:  # it runs away where nothing correlates
        return into
    return np.asarray(better, np.float32) if _is_gentle(np.asarray(better, np.float32), into) else into


def _is_gentle(better: Floats, into: Floats) -> bool:
    change = np.linalg.inv(into[:, :2]) @ better[:, :2]
    stretch = np.linalg.svd(change, compute_uv=False)
    return bool(stretch.max() < _STRETCH and stretch.min() > 1 / _STRETCH)


def _explained(one: Bytes, colour: Bytes, where: npt.NDArray[np.bool_]) -> float:
    """Multiple correlation: of brightness with the mixture of red, green and blue that explains it best."""
    values = one[where].astype(np.float64)
    parts = colour[where].astype(np.float64)
    values, parts = values - values.mean(), parts - parts.mean(axis=0)
    spread = float((values**2).mean())
    if spread < _EVEN:
        return 0.0
    shared = (parts * values[:, None]).mean(axis=0)
    among = (parts[:, :, None] * parts[:, None, :]).mean(axis=0) + np.eye(3) * _EVEN
    return float(np.sqrt(max(0.0, shared @ np.linalg.solve(among, shared)) / spread))


def _correlation(one: Bytes, other: Bytes, where: npt.NDArray[np.bool_]) -> float:
    first, second = one[where].astype(np.float64), other[where].astype(np.float64)
    first, second = first - first.mean(), second - second.mean()
    spread = float((first**2).mean() * (second**2).mean()) ** 0.5
    return float((first * second).mean() / spread) if spread > _EVEN else 0.0
