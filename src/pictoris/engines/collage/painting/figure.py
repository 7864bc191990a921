"""What stands, flies or floats in a scene: an illustration with its place on the plane."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

Sprite: TypeAlias = npt.NDArray[np.uint8]
"""H×W×4, RGBA, cropped to what is visible."""
Zone: TypeAlias = Literal["ground", "air", "water", "deep"]
"""What holds a thing: the ground, nothing, a water's surface, or water all around."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One illustration in its place; lengths are on the plane."""

    id: str
    """The illustration, or a name of a thing that is drawn by rules (`*tuft`)."""
    x: float
    """The middle of its foot."""
    foot: float
    """How far down its lower edge is."""
    height: float
    width: float
    zone: Zone = "ground"
    mirrored: bool = False
    angle: float = 0.0
    """Degrees, counter-clockwise."""
    colour: str | None = None
    far: float = 0.0
    """0 near, 1 lost in the haze."""
    blurred: float = 0.0
    """Radius of its blur on the plane."""
    scenery: bool = False
    """Whether it only belongs to the place, not to the prompt."""
    thing: int = -1
    """Which thing of the scene it shows."""
    lift: float = 0.0
    """How far its foot is above the ground it belongs to."""
    order: float = 0.0
    """What is drawn later among things on one ground: higher."""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom on the plane."""
        half = self.width / 2
        return self.x - half, self.foot - self.height, self.x + half, self.foot
