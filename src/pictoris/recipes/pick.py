"""Takes one picture out of a grid, unchanged."""

from collections.abc import Mapping

from pictoris.operations.pick import Pick
from pictoris.recipes.base import Outcome, Raster, Tools


def perform(params: Pick, pictures: Mapping[str, Raster], tools: Tools) -> Outcome:
    """The picture itself, with what its engine noted about it."""
    tools.report(1.0)
    return Outcome(pictures=[pictures["picture"]], notes=[params.notes], engine=params.engine)
