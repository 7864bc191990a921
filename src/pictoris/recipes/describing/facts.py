"""Everything that is measured on one picture."""

from collections.abc import Callable
from dataclasses import dataclass

from pictoris.ports import Infers
from pictoris.recipes.base import Raster
from pictoris.recipes.describing.classes import Sighting, classify
from pictoris.recipes.describing.colours import Palette, palette
from pictoris.recipes.describing.framing import Framing, framing
from pictoris.recipes.describing.groups import Kind
from pictoris.recipes.describing.light import Light, light
from pictoris.recipes.describing.medium import Medium, medium
from pictoris.recipes.describing.people import People, people
from pictoris.recipes.describing.surroundings import Surroundings, surroundings
from pictoris.recipes.describing.views import look

_CUT_OUT = 0.1
_NOT_ABOUT_PEOPLE = frozenset({Kind.ANIMAL, Kind.TINY, Kind.PLANT, Kind.FOOD, Kind.VEHICLE})


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


def measure(raster: Raster, graphs: Infers, report: Callable[[float], None]) -> Facts:
    """Measure an H×W×3 or H×W×4 picture; raises `Failed` if a network cannot run."""
    view = look(raster)
    report(0.1)
    sighting = classify(view.rgb, graphs)
    report(0.4)
    faces = people(view, graphs, at_a_glance=sighting.kind in _NOT_ABOUT_PEOPLE)
    report(0.8)
    colours = palette(view)
    return Facts(
        sighting=sighting,
        people=faces,
        palette=colours,
        light=light(view),
        medium=medium(view, colours, sighting.print_likeness),
        framing=framing(view),
        surroundings=surroundings(view),
        cut_out=view.clear > _CUT_OUT,
    )
