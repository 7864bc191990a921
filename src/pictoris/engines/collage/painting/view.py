"""The plane on which scenes lie, and the window through which a picture sees it.

The first picture of a scene spans 0 to its aspect ratio from left to right and 0 to 1 from top to bottom. A picture
that was panned or zoomed sees another rectangle of the same plane.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Field: TypeAlias = npt.NDArray[np.floating[Any]]
"""Rows × columns, or rows × columns × 3; colours are RGB, 0 to 1."""


@dataclass(frozen=True, kw_only=True)
class View:
    """A rectangle of the plane and the pixels that show it."""

    left: float
    top: float
    width: float
    height: float
    columns: int
    rows: int

    @property
    def scale(self) -> float:
        """Pixels of one unit of the plane."""
        return self.rows / self.height

    @property
    def right(self) -> float:
        """Where the window ends."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where the window ends."""
        return self.top + self.height

    @cached_property
    def x(self) -> Field:
        """The middles of the columns, 1 × columns."""
        steps = (np.arange(self.columns) + 0.5) / self.columns
        return (self.left + self.width * steps).astype(np.float32)[None, :]

    @cached_property
    def y(self) -> Field:
        """The middles of the rows, rows × 1."""
        steps = (np.arange(self.rows) + 0.5) / self.rows
        return (self.top + self.height * steps).astype(np.float32)[:, None]

    def resized(self, columns: int, rows: int) -> "View":
        """The same window in other pixels."""
        return replace(self, columns=columns, rows=rows)

    def column(self, x: float) -> float:
        """The pixel column, with fraction, at a place of the plane."""
        return (x - self.left) / self.width * self.columns

    def row(self, y: float) -> float:
        """The pixel row, with fraction, at a place of the plane."""
        return (y - self.top) / self.height * self.rows

    def band(self, top: float, bottom: float) -> slice:
        """The rows between two heights of the plane; empty if none is seen."""
        first = int(np.clip(np.floor(self.row(top)), 0, self.rows))
        last = int(np.clip(np.ceil(self.row(bottom)), first, self.rows))
        return slice(first, last)

    def part(self, rows: slice) -> "View":
        """The window of some of the rows only."""
        high = self.height / self.rows
        return View(
            left=self.left,
            top=self.top + rows.start * high,
            width=self.width,
            height=max(1, rows.stop - rows.start) * high,
            columns=self.columns,
            rows=max(1, rows.stop - rows.start),
        )


def first_view(columns: int, rows: int) -> View:
    """The window of a scene's first picture."""
    return View(left=0.0, top=0.0, width=columns / rows, height=1.0, columns=columns, rows=rows)
