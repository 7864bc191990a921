"""Describes a picture in four prompts, from what is measured on it; no language model is involved."""

from collections.abc import Mapping

from pictoris.operations.describe import Describe
from pictoris.recipes.base import Outcome, Raster, Tools
from pictoris.recipes.describing.facts import measure
from pictoris.recipes.describing.prompts import prompts

ENGINE = "pictoris-describer (classes, faces and colours; no language model)"


def perform(params: Describe, pictures: Mapping[str, Raster], tools: Tools) -> Outcome:  # noqa: ARG001
    """Measure `image` (H×W×3 or H×W×4) and put it into four prompts.

    Raises `Failed` if a network cannot be run. The picture is all there is to know: no parameter changes it.
    """
    facts = measure(pictures["image"], tools.graphs, tools.report)
    tools.report(1.0)
    return Outcome(content=prompts(facts), engine=ENGINE)
