"""What operations and the journey may ask of the world outside; adapters fill these without inheriting."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias, runtime_checkable

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


class Task(StrEnum):
    """What kind of painting is asked for; an engine says which of them it can do."""

    TEXT = "text"
    """Words only."""
    IMAGE = "image"
    """Words and somebody's picture (`base`) to start from."""
    VARY = "vary"
    """Another version of a picture that was painted before (`base`, `notes`)."""
    EXTEND = "extend"
    """A larger canvas (`base`) with a picture in it: paint what is around it (`mask`)."""
    REGION = "region"
    """A picture (`base`) of which one region (`mask`) is painted anew."""
    REFINE = "refine"
    """An enlarged picture (`base`) that wants finer detail."""
    BLEND = "blend"
    """Several pictures (`references`) become one."""
    EDIT = "edit"
    """Pictures (`references`) and an instruction what to do with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A part of a prompt: its text without flags, and how much it counts."""

    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A picture that influences another one."""

    role: Literal["image", "style", "character", "object"]
    pixels: Array
    """H×W×3 (RGB) or H×W×4 (RGBA: cut out), uint8."""
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How pictures are to look, in Midjourney's scales; None: the engine's own taste."""

    stylize: int | None = None
    """0 to 1000."""
    chaos: int = 0
    """How much the pictures of one job differ, 0 to 100."""
    weird: int = 0
    """0 to 3000."""
    quality: float = 1.0
    stop: int = 100
    """Percent at which painting stops."""
    raw: bool = False
    tile: bool = False
    """Whether the picture's opposite edges must fit together."""
    style: str = ""
    """The words after `--style`."""
    drawn: bool = False
    """Whether `--niji` asked for drawing rather than for a photograph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What is to be painted: the same words, numbers and pictures for every engine."""

    task: Task
    words: tuple[Words, ...]
    """Parts of the prompt, at least one; a negative weight says what must not be seen."""
    without: tuple[str, ...] = ()
    """What must not be seen (`--no`)."""
    width: int
    height: int
    """Pixels of each picture that is asked for."""
    seeds: tuple[int, ...]
    """One picture for each seed (0 to 2³²−1); the same seed and brief give the same picture."""
    look: Look = Look()
    base: "Array | None" = None
    """The picture to start from: height × width × 3, uint8."""
    mask: "Array | None" = None
    """height × width, uint8: 255 where to paint, 0 where `base` must stay; between them a soft edge."""
    strength: float = 1.0
    """How far from `base` the result may go: 0 not at all, 1 anywhere."""
    references: tuple[Reference, ...] = ()
    model: str = ""
    """A model of the engine by name; empty: the engine's own choice."""
    steps: int | None = None
    guidance: float | None = None
    loras: Mapping[str, float] = field(default_factory=dict)
    """Name in the model registry → scale."""
    notes: Mapping[str, Json] = field(default_factory=dict)
    """What the engine noted about the picture that is continued; empty if it was another engine's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """One picture of a brief."""

    pixels: Array
    """height × width × 3 (RGB) or × 4 (RGBA), uint8; as large as the brief asks."""
    notes: Mapping[str, Json] = field(default_factory=dict)
    """What the engine wants to be told when this picture is continued; JSON of at most some kilobytes."""
    warnings: tuple[str, ...] = ()
    """What could not be honoured, a sentence each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Abilities:
    """What an engine can do with one of its models."""

    tasks: frozenset[Task]
    flags: Mapping[str, str]
    """Flag without dashes (`ar`, `chaos`) → what it does here, one sentence; what is missing is not honoured."""
    fields: frozenset[str] = frozenset()
    """Those of `steps`, `cfg_scale` and `loras` that it honours."""
    side: int
    """Pixels: pictures of about side × side come out best."""
    sides: Literal["area", "shorter"] = "area"
    """Whether other shapes keep the area of side × side, or have a shorter side of `side`."""
    multiple: int = 8
    """Width and height are multiples of this."""
    longest: int = 2048
    """Pixels of the longest side that the engine takes."""


Report: TypeAlias = Callable[[float, "Array | None"], None]
"""Tell the fraction done, 0 to 1, and a small picture (H×W×3, uint8) of how it looks so far, if there is one."""

Stopped: TypeAlias = Callable[[], bool]
"""Whether the work is not wanted any more; an engine asks it at every step."""


@runtime_checkable
class Paints(Protocol):
    """Makes pictures."""

    @property
    def name(self) -> str:
        """What the engine is called in messages, e.g. `collage`."""
        ...

    def models(self) -> Sequence[str]:
        """The models that can be asked for, the best one first; empty if the engine has none that go by name."""
        ...

    def abilities(self, model: str = "") -> Abilities:
        """What it can do with a model; with its own choice if none is named."""
        ...

    def paint(self, brief: Brief, report: Report, stopped: Stopped) -> Sequence[Painted]:
        """Paint one picture for each of the brief's seeds.

        With a `mask`, the whole canvas comes back, painted to fit what is kept; the caller puts the kept pixels
        back. Raises `Failed` with a sentence and a code: `cancelled` when stopped, `out_of_memory`,
        `engine_failed`, `unknown_model`, `task_not_possible`.
        """
        ...


@runtime_checkable
class Captions(Protocol):
    """Puts pictures into words."""

    @property
    def name(self) -> str:
        """What the engine is called in messages."""
        ...

    def caption(self, picture: Array, report: Report, stopped: Stopped) -> Sequence[str]:
        """Describe a picture (H×W×3, uint8) in four prompts, the shortest first. Raises `Failed` as `Paints` does."""
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
    grid: Made | None = None
    """All pictures on one, if there are several that belong together."""
    notes: tuple[Mapping[str, Json], ...] = ()
    """What the engine noted about each picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a piece of work has come."""

    percent: int
    """0 to 99; only grows."""
    preview: str | None = None
    """How the picture looks so far, if there is something new to see: a JPEG of some kilobytes, in base64."""


class Performs(Protocol):
    """Runs recipes, out of this process; safe to call from several threads."""

    def perform(self, work: Work, report: Callable[[Progress], None], stop: Callable[[], bool]) -> Finished:
        """Run one recipe to its end.

        `report` is called as stages pass, maybe many times a second; `stop` is asked at least twice a second, and
        a True ends the work, by force if it does not end by itself soon. Raises `Failed` with the recipe's reason, `Failed("cancelled")` after a
        stop, `Failed("engine_crashed")` if the process died.
        """
        ...

    def tidy(self) -> int:
        """Give back what has not been used for a while; how many processes that were."""
        ...

    def close(self) -> None:
        """End everything that still runs."""
        ...
