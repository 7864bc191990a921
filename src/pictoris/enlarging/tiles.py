"""Runs an enlarging network tile by tile, so that memory does not grow with the picture."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.ports import Infers

Raster: TypeAlias = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """An enlarging graph: RGB 1×3×h×w float32 in 0–1 → the same, `factor` times as large."""

    graph: str
    input: str
    """The name of the graph's input."""
    factor: int
    margin: int
    """Pixels of surroundings that one pixel of the result depends on: tiles that overlap by it have no seam."""
    tile: int
    """Pixels of a tile's side, without margin: as large as keeps the activations in the processor's cache."""


PHOTO = Network(graph="waifu2x_photo_scale2.0x", input="Input1", factor=2, margin=7, tile=160)
NOISY_PHOTO = Network(graph="waifu2x_photo_noise1_scale2.0x", input="Input1", factor=2, margin=7, tile=160)
DRAWING = Network(graph="realesr-animevideov3-x4", input="data", factor=4, margin=18, tile=160)

_Span = tuple[int, int]


def enlarge(
    picture: Raster, network: Network, graphs: Infers, report: Callable[[float], None], *, shrink: int = 1
) -> Raster:
    """Enlarge a picture by `network.factor / shrink`.

    `picture` is H×W×3 uint8 RGB, and so is the result. `shrink` is a whole number by which each enlarged tile is
    averaged down before it is kept. `report` is told the fraction done, 0 to 1, after every tile.
    Raises `Failed("engine_failed")` if the network cannot be run.
    """
    height, width = picture.shape[:2]
    margin = network.margin
    padded = np.asarray(
        cv2.copyMakeBorder(picture, margin, margin, margin, margin, cv2.BORDER_REFLECT_101), np.uint8
    )
    factor = network.factor // shrink
    result = np.empty((height * factor, width * factor, 3), np.uint8)
    spans = [
        (rows, columns) for rows in _spans(height, network.tile) for columns in _spans(width, network.tile)
    ]
    for done, ((top, bottom), (left, right)) in enumerate(spans, start=1):
        piece = padded[top : bottom + 2 * margin, left : right + 2 * margin]
        result[top * factor : bottom * factor, left * factor : right * factor] = _enlarge_tile(
            piece, network, graphs, shrink
        )
        report(done / len(spans))
    return result


def _spans(length: int, tile: int) -> Iterator[_Span]:
    """Cut a length into equal pieces of at most `tile`."""
    count = ceil(length / tile)
    cuts = [round(length * index / count) for index in range(count + 1)]
    return pairwise(cuts)


def _enlarge_tile(piece: Raster, network: Network, graphs: Infers, shrink: int) -> Raster:
    height, width = (side - 2 * network.margin for side in piece.shape[:2])
    shape = (height * network.factor // shrink, width * network.factor // shrink)
    # A tile of one colour is common in masks and drawings, and needs no network.
    if not np.ptp(piece, axis=(0, 1)).any():
        return np.broadcast_to(piece[0, 0], (*shape, 3))
    planes = np.ascontiguousarray(piece.transpose(2, 0, 1)[None], np.float32) / np.float32(255)
    (output,) = graphs.infer(network.graph, {network.input: planes})
    enlarged = _without_margin(output[0], height * network.factor, width * network.factor)
    pixels = cv2.merge(list(enlarged))
    if shrink > 1:
        pixels = cv2.resize(pixels, (shape[1], shape[0]), interpolation=cv2.INTER_AREA)
    return np.asarray(np.rint(np.clip(pixels, 0, 1) * 255), np.uint8)


def _without_margin(planes: npt.NDArray[np.float32], height: int, width: int) -> npt.NDArray[np.float32]:
    """Cut what is left of the margin: networks without padding have eaten it, others gave it back enlarged."""
    top, left = (planes.shape[1] - height) // 2, (planes.shape[2] - width) // 2
    return planes[:, top : top + height, left : left + width]
