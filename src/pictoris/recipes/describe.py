"""Describes a picture in four prompts, from what is measured on it; no language model is involved."""

from collections.abc import Mapping

from pictoris.operations.describe import Describe
from pictoris.recipes.base import Outcome, Raster, Tools
from pictoris.recipes.describing.classes import classify
from pictoris.recipes.describing.colours import palette
from pictoris.recipes.describing.facts import Facts
from pictoris.recipes.describing.framing import framing
from pictoris.recipes.describing.light import light
from pictoris.recipes.describing.medium import medium
from pictoris.recipes.describing.people import people
from pictoris.recipes.describing.prompts import prompts
from pictoris.recipes.describing.surroundings import surroundings
from pictoris.recipes.describing.views import look

ENGINE = "pictoris-describer (classes, faces and colours; no language model)"

_CUT_OUT = 0.1


def perform(params: Describe, pictures: Mapping[str, Raster], tools: Tools) -> Outcome:  # noqa: ARG001
    """Measure `image` (H×W×3 or H×W×4) and put it into four prompts.

    Raises `Failed` if a network cannot be run. The picture is all there is to know: no parameter changes it.
    """
    view = look(pictures["image"])
    tools.report(0.1)
    sighting = classify(view.rgb, tools.graphs)
    tools.report(0.4)
    faces = people(view, tools.graphs)
    tools.report(0.8)
    colours = palette(view)
    facts = Facts(
        sighting=sighting,
        people=faces,
        palette=colours,
        light=light(view),
        medium=medium(view, colours, sighting.print_likeness),
        framing=framing(view),
        surroundings=surroundings(view),
        cut_out=view.clear > _CUT_OUT,
    )
    tools.report(1.0)
    return Outcome(content=prompts(facts), engine=ENGINE)
