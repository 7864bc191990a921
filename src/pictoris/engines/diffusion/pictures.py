"""Pixels before and after painting: padding, filling, tiles, seams, previews side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

Pixels: TypeAlias = npt.NDArray[np.uint8]
Floats: TypeAlias = npt.NDArray[np.float32]

_MOST_SHIFT = 32.0
"""Steps of 255 that a seam may move a colour: more is another picture, not the decoder's drift."""
_NOTHING = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle of a canvas, in pixels."""

    left: int
    top: int
    width: int
    height: int

    def cut(self, pixels: Pixels) -> Pixels:
        """That part of a picture or mask."""
        part: Pixels = pixels[self.top : self.top + self.height, self.left : self.left + self.width]
        return part


def boxes_of(width: int, height: int, side: int, multiple: int) -> tuple[Box, ...]:
    """Boxes of one size that cover a canvas, row by row; those of a large one overlap by at least an eighth.

    `width` and `height` are multiples of `multiple`, and so are the sides of the boxes.
    """
    if width * height <= 1.6 * side * side:
        return (Box(left=0, top=0, width=width, height=height),)
    wide, high = min(width, side), min(height, side)
    return tuple(
        Box(left=left, top=top, width=wide, height=high)
        for top in _starts(height, high, multiple)
        for left in _starts(width, wide, multiple)
    )


def _starts(length: int, part: int, multiple: int) -> list[int]:
    """Where parts begin, evenly spread."""
    count = 1 if part >= length else 1 + -(-(length - part) // (part - part // 8))
    if count == 1:
        return [0]
    return [round(index * (length - part) / (count - 1) / multiple) * multiple for index in range(count)]


def join(parts: Sequence[Pixels], boxes: Sequence[Box]) -> Pixels:
    """Put painted boxes together; where they overlap, one fades into the other."""
    if len(boxes) == 1:
        return parts[0]
    width = max(box.left + box.width for box in boxes)
    height = max(box.top + box.height for box in boxes)
    total = np.zeros((height, width, 3), np.float32)
    weights = np.zeros((height, width, 1), np.float32)
    fade = _fade(boxes[0].height)[:, None, None] * _fade(boxes[0].width)[None, :, None]
    for part, box in zip(parts, boxes, strict=True):
        place = np.s_[box.top : box.top + box.height, box.left : box.left + box.width]
        total[place] += part * fade
        weights[place] += fade
    return _rounded(total / weights)


def _fade(length: int) -> Floats:
    """A window that rises and falls within the eighth at each end."""
    ramp = (np.minimum(np.arange(length), np.arange(length)[::-1]) + 0.5) / (length / 8)
    fade: Floats = np.clip(ramp, 0.0, 1.0).astype(np.float32)
    return fade


def fit(pixels: Pixels, width: int, height: int) -> Pixels:
    """Cover a canvas with a picture: scaled until it fills, the rest cut off on both sides; RGBA is laid on grey."""
    pixels = opaque(pixels)
    scale = max(width / pixels.shape[1], height / pixels.shape[0])
    wide, high = max(width, round(pixels.shape[1] * scale)), max(height, round(pixels.shape[0] * scale))
    left, top = (wide - width) // 2, (high - height) // 2
    return resize(pixels, wide, high)[top : top + height, left : left + width]


def opaque(pixels: Pixels) -> Pixels:
    """H×W×3; what is transparent becomes middle grey, which says nothing."""
    if pixels.shape[2] == 3:
        return pixels
    alpha = pixels[..., 3:].astype(np.float32) / 255
    return _rounded(pixels[..., :3] * alpha + 128 * (1 - alpha))


def resize(pixels: Pixels, width: int, height: int) -> Pixels:
    """To that size: by area when it shrinks, Lanczos when it grows."""
    if pixels.shape[:2] == (height, width):
        return pixels
    shrinks = width * height < pixels.shape[0] * pixels.shape[1]
    made: Pixels = cv2.resize(
        pixels, (width, height), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LANCZOS4
    ).astype(np.uint8)
    return made


def pad(pixels: Pixels, width: int, height: int) -> Pixels:
    """Repeat the last row and column until the picture or mask is that large."""
    below, right = height - pixels.shape[0], width - pixels.shape[1]
    made: Pixels = np.pad(pixels, ((0, below), (0, right)) + ((0, 0),) * (pixels.ndim - 2), mode="edge")
    return made


def whole_cells(mask: Pixels, cell: int) -> Pixels:
    """The mask of latents: a cell of which any pixel may change is painted as a whole (0 or 255)."""
    height, width = mask.shape
    grid = mask.reshape(height // cell, cell, width // cell, cell).max(axis=(1, 3)) > 0
    made: Pixels = np.kron(grid, np.ones((cell, cell), np.uint8)).astype(np.uint8) * np.uint8(255)
    return made


def fill(base: Pixels, mask: Pixels) -> Pixels:
    """Let the kept colours flow into what is to be painted, so that nothing at the seam invents an edge."""
    keep = (mask == 0).astype(np.float32)
    if not keep.any():
        return base
    spread = _spread(base.astype(np.float32), keep)
    return _rounded(np.where(keep[..., None] > 0, base, spread))


def match_seam(painted: Pixels, base: Pixels, mask: Pixels) -> Pixels:
    """Shift the painted colours so that they meet the kept ones of `base`.

    An autoencoder does not give back exactly the colours that it took. The difference where `mask` is 0 is spread
    smoothly over the rest (a membrane, as in Poisson image editing, Pérez 2003), and fades with distance.
    """
    keep = (mask == 0).astype(np.float32)
    if not keep.any() or keep.all():
        return painted
    soft = cv2.GaussianBlur(keep, (0, 0), 3)
    # Smoothed, because single pixels differ by detail; only what many of them agree on is the decoder's drift.
    difference = cv2.GaussianBlur((base.astype(np.float32) - painted) * keep[..., None], (0, 0), 3)
    shift = np.clip(
        _spread((difference / np.maximum(soft, _NOTHING)[..., None]).astype(np.float32), keep),
        -_MOST_SHIFT,
        _MOST_SHIFT,
    )
    away = cv2.distanceTransform((keep == 0).astype(np.uint8), cv2.DIST_L2, 5)
    fading = np.exp(-away / (0.25 * max(painted.shape[:2])))[..., None]
    return _rounded(painted + shift * np.where(keep[..., None] > 0, 1.0, fading))


def _spread(values: Floats, weights: Floats) -> Floats:
    """Values where `weights` are 1, and a smooth continuation where they are 0: H×W×3 and H×W, float32.

    Push-pull (Gortler 1996): weighted means on ever coarser grids, laid under the finer ones.
    """
    high, wide = weights.shape
    if min(high, wide) <= 1:
        return values
    size = (-(-wide // 2), -(-high // 2))
    less = cv2.resize(weights, size, interpolation=cv2.INTER_AREA)
    summed = cv2.resize(values * weights[..., None], size, interpolation=cv2.INTER_AREA)
    means = summed / np.maximum(less, _NOTHING)[..., None]
    below = _spread(means.astype(np.float32), np.minimum(1.0, less * 4).astype(np.float32))
    under = cv2.resize(below, (wide, high), interpolation=cv2.INTER_LINEAR)
    made: Floats = (values * weights[..., None] + under * (1 - weights[..., None])).astype(np.float32)
    return made


def blend(pictures: Sequence[Pixels], weights: Sequence[float], width: int, height: int) -> Pixels:
    """Several pictures beside one another on one canvas, each as wide as its weight, fading into the next."""
    shares = np.cumsum([0.0, *weights]) / sum(weights)
    across = (np.arange(width, dtype=np.float32) + 0.5) / width
    total = np.zeros((height, width, 3), np.float32)
    sums = np.zeros((1, width, 1), np.float32)
    soft = 0.35 / len(pictures)
    for picture, start, end in zip(pictures, shares[:-1], shares[1:], strict=True):
        rises, falls = _sigmoid((across - start) / soft), _sigmoid((end - across) / soft)
        window = (
            (rises if start > 0 else 1.0) * (falls if end < 1 - _NOTHING else 1.0) * np.ones(width)
        ).astype(np.float32)
        total += fit(picture, width, height) * window[None, :, None]
        sums += window[None, :, None]
    return _rounded(total / sums)


def _sigmoid(values: Floats) -> Floats:
    made: Floats = (1 / (1 + np.exp(-4 * values))).astype(np.float32)
    return made


def mosaic(previews: Sequence[Pixels | None], boxes: Sequence[Box], side: int = 128) -> Pixels | None:
    """Previews of boxes, each in its place, as one picture of at most `side` × `side`."""
    if all(one is None for one in previews):
        return None
    scale = side / max(max(box.left + box.width, box.top + box.height) for box in boxes)

    def ends(box: Box) -> tuple[int, int, int, int]:
        edges = (box.left, box.top, box.left + box.width, box.top + box.height)
        left, top, right, bottom = (int(edge * scale) for edge in edges)
        return left, top, max(right, left + 1), max(bottom, top + 1)

    places = [ends(box) for box in boxes]
    made = np.full((max(place[3] for place in places), max(place[2] for place in places), 3), 128, np.uint8)
    for one, (left, top, right, bottom) in zip(previews, places, strict=True):
        if one is not None:
            made[top:bottom, left:right] = resize(one, right - left, bottom - top)
    return made


def sheet(previews: Sequence[Pixels | None], columns: int, side: int = 128) -> Pixels | None:
    """Previews as one picture of at most `side` × `side`, row by row; None if there is none yet."""
    known = next((one for one in previews if one is not None), None)
    if known is None:
        return None
    rows = -(-len(previews) // columns)
    scale = min(1.0, side / (columns * known.shape[1]), side / (rows * known.shape[0]))
    wide, high = max(1, int(known.shape[1] * scale)), max(1, int(known.shape[0] * scale))
    made = np.full((rows * high, columns * wide, 3), 128, np.uint8)
    for index, one in enumerate(previews):
        if one is not None:
            top, left = index // columns * high, index % columns * wide
            made[top : top + high, left : left + wide] = resize(one, wide, high)
    return made


def _rounded(values: "npt.NDArray[np.floating[Any]]") -> Pixels:
    made: Pixels = np.clip(np.rint(values), 0, 255).astype(np.uint8)
    return made
