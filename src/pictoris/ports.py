"""What operations and the journey may ask of the world outside; adapters fill these without inheriting."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, runtime_checkable

from pictoris.nouns import Json

if TYPE_CHECKING:
    # The API process never loads numpy: it would double its memory.
    import numpy.typing as npt

Array: TypeAlias = "npt.NDArray[Any]"


@runtime_checkable
class Infers(Protocol):
    """Runs a named graph on arrays, and tells what it takes."""

    def infer(self, graph: str, inputs: Mapping[str, Array]) -> Sequence[Array]:
        """Give the graph's outputs in their declared order.

        `graph` is a name of the weights registry. Arrays go in with the dtype that the graph wants.
        Raises `Failed("engine_failed")` if the graph cannot be loaded or run.
        """
        ...

    def input_names(self, graph: str) -> Sequence[str]:
        """The graph's inputs in their declared order: an operator's own graph may call them anything."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One run of a recipe, as the workbench takes it: everything is on this machine."""

    operation: str
    params: Mapping[str, Json]
    inputs: Mapping[str, Path]
    """Role → raster file (`artifacts/rasters.py`)."""
    folder: Path
    """Where the workbench may write; the caller deletes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One encoded picture that the workbench wrote."""

    path: Path
    format: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What a recipe brought."""

    pictures: tuple[Made, ...]
    content: tuple[str, ...]
    warnings: tuple[str, ...]
    engine: str


class Performs(Protocol):
    """Runs recipes, out of this process; safe to call from several threads."""

    def perform(self, work: Work, report: Callable[[int], None], stop: Callable[[], bool]) -> Finished:
        """Run one recipe to its end.

        `report` is called with percent (0–99) as stages pass; `stop` is asked at least twice a second, and a
        True ends the work by force. Raises `Failed` with the recipe's reason, `Failed("cancelled")` after a
        stop, `Failed("engine_crashed")` if the process died.
        """
        ...

    def tidy(self) -> int:
        """Give back what has not been used for a while; how many processes that were."""
        ...

    def close(self) -> None:
        """End everything that still runs."""
        ...
