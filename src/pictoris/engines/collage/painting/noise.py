"""Soft random fields over the plane: the same place always has the same value, whatever the window."""

from functools import lru_cache

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.engines.collage.painting.dice import dice, seed_of
from pictoris.engines.collage.painting.view import Field, View

_TO_UNIT = 1.9
"""Cubic splines smooth random numbers of ±1 to about half their spread; this brings them back."""
_TILE = 64


def _knots(seed: int, columns: npt.NDArray[np.int64], rows: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Random numbers of -1 to 1 on whole places (splitmix64 of the place)."""
    with np.errstate(over="ignore"):
        state = np.uint64(seed) + rows.astype(np.uint64)[:, None] * np.uint64(0x9E3779B97F4A7C15)
        state = state + columns.astype(np.uint64)[None, :] * np.uint64(0xD1B54A32D192ED03)
        state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        state ^= state >> np.uint64(31)
    return (state >> np.uint64(11)).astype(np.float64) / 2.0**52 - 1.0


def _weights(places: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """The knots that places lie between, and how much each counts for each place (uniform cubic B-spline)."""
    whole = np.floor(places).astype(np.int64)
    part = places - whole
    first = int(whole.min()) - 1
    knots = np.arange(first, int(whole.max()) + 3, dtype=np.int64)
    table = np.zeros((places.size, knots.size))
    line = np.arange(places.size)
    spline = (
        (1 - part) ** 3 / 6,
        (3 * part**3 - 6 * part**2 + 4) / 6,
        (-3 * part**3 + 3 * part**2 + 3 * part + 1) / 6,
        part**3 / 6,
    )
    for offset, weight in enumerate(spline):
        table[line, whole - 1 - first + offset] = weight
    return knots, table


def _octave(seed: int, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> Field:
    columns, across = _weights(x)
    rows, down = _weights(y)
    knots = _knots(seed, columns, rows).astype(np.float32)
    return np.asarray(down.astype(np.float32) @ knots @ across.astype(np.float32).T, np.float32)


def noise(view: View, seed: int, fineness: tuple[float, float], octaves: int = 3, fade: float = 0.5) -> Field:
    """A field of about -1 to 1, rows × columns; `fineness` is knots per unit of the plane, across and down."""
    x = view.x.astype(np.float64).ravel() * fineness[0]
    y = view.y.astype(np.float64).ravel() * fineness[1]
    total = np.zeros((y.size, x.size), np.float32)
    for octave in range(octaves):
        total += np.float32(fade**octave) * _octave(seed_of(seed, octave), x * 2**octave, y * 2**octave)
    return (total * _TO_UNIT / _spread(octaves, fade)).astype(np.float32)


def line(places: Field, seed: int, fineness: float, octaves: int = 3, fade: float = 0.5) -> Field:
    """A line of about -1 to 1 over places of the plane, in their shape."""
    x = places.astype(np.float64).ravel() * fineness
    total = np.zeros(x.size)
    for octave in range(octaves):
        total += np.float32(fade**octave) * _octave(seed_of(seed, octave), x * 2**octave, np.zeros(1)).ravel()
    return (total * _TO_UNIT / _spread(octaves, fade)).astype(np.float32).reshape(places.shape)


def _spread(octaves: int, fade: float) -> float:
    return float(np.sqrt(sum(fade ** (2 * octave) for octave in range(octaves))))


@lru_cache(maxsize=8)
def _tile(seed: int) -> Field:
    """A soft texture that repeats without a seam."""
    knots = dice(seed, "tile").uniform(-1, 1, (_TILE, _TILE)).astype(np.float32)
    wide = np.pad(knots, 4, mode="wrap")
    large = cv2.resize(wide, None, fx=8, fy=8, interpolation=cv2.INTER_CUBIC)
    return np.ascontiguousarray(large[32:-32, 32:-32])


def woven(seed: int, u: Field, v: Field) -> Field:
    """A field of about -1 to 1 at any places, rows × columns: for ground that is seen at an angle."""
    tile = _tile(seed)
    side = tile.shape[0]
    columns = np.mod(u * 8, side).astype(np.float32)
    rows = np.mod(v * 8, side).astype(np.float32)
    return np.asarray(
        cv2.remap(tile, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP), np.float32
    )
