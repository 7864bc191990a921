"""Everything that was measured on one picture."""

from dataclasses import dataclass

from pictoris.recipes.describing.classes import Sighting
from pictoris.recipes.describing.colours import Palette
from pictoris.recipes.describing.framing import Framing
from pictoris.recipes.describing.light import Light
from pictoris.recipes.describing.medium import Medium
from pictoris.recipes.describing.people import People
from pictoris.recipes.describing.surroundings import Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the prompts are made of."""

    sighting: Sighting
    people: People
    palette: Palette
    light: Light
    medium: Medium
    framing: Framing
    surroundings: Surroundings
    cut_out: bool
    """Part of the picture is transparent."""
