"""The graph of buttons: which ones a message offers, and what each of them does. Tables, pure.

imagine, blend, …                  → a grid
grid     ─ U1…U4                   → one picture of it
         ─ 🔄, V1…V4               → another grid
picture  ─ vary, zoom, pan, square → another grid
         ─ Upscale (…)             → an enlarged picture
enlarged ─ Redo Upscale (…)        → an enlarged picture
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from pictoris.nouns import LARGEST_PICTURE, Job, Json, State

CANCEL: Final = "Cancel Job"
"""The one button that every unfinished job offers."""

REROLL: Final = "🔄"
SQUARE: Final = "Make Square"
REGION: Final = "Vary (Region)"

_VARIATION_SELECTOR: Final = "\ufe0f"
_ZOOM: Final = re.compile(r"Zoom Out ([12](?:\.[0-9]{1,2})?)x")
_LEAST_ZOOM, _MOST_ZOOM = 1.0, 2.0


class Stage(Enum):
    """What a finished message shows, which decides how it can go on."""

    GRID = auto()
    PANNED = auto()
    """A grid that was extended to one side."""
    PICTURE = auto()
    """One picture of a grid."""
    ENLARGED = auto()
    END = auto()
    """Nothing follows from it."""


PICKS: Final = ("U1", "U2", "U3", "U4")
VARIATIONS: Final = ("V1", "V2", "V3", "V4")
ZOOMS: Final = ("Zoom Out 2x", "Zoom Out 1.5x")
VARIES: Final = ("Vary (Strong)", "Vary (Subtle)", REGION)
PANS: Final = ("⬅️", "➡️", "⬆️", "⬇️")
UPSCALES: Final = ("Upscale (2x)", "Upscale (4x)", "Upscale (Subtle)", "Upscale (Creative)")
REDOS: Final = ("Redo Upscale (2x)", "Redo Upscale (4x)")

OFFERED: Final[Mapping[Stage, tuple[str, ...]]] = {
    Stage.GRID: (*PICKS, REROLL, *VARIATIONS),
    Stage.PANNED: (*PICKS, REROLL),
    Stage.PICTURE: (*UPSCALES, *VARIES, *ZOOMS, *PANS, SQUARE),
    Stage.ENLARGED: REDOS,
    Stage.END: (),
}
"""What a finished message offers, where it makes sense."""

STAGES: Final[Mapping[str, Stage]] = {
    "imagine": Stage.GRID,
    "blend": Stage.GRID,
    "vary": Stage.GRID,
    "inpaint": Stage.GRID,
    "extend": Stage.GRID,
    "pick": Stage.PICTURE,
    "enlarge": Stage.ENLARGED,
}
"""Operation → what its messages show; those of other operations are an end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What a button orders."""

    operation: str = ""
    """Empty: the message's own operation once more."""
    fields: Mapping[str, Json] = field(default_factory=dict)
    """What the button itself says."""
    picture: int = 0
    """Which picture of the message it is about, from 0."""
    of_original: bool = False
    """Whether it is about the picture that the message's own was made from."""


SIDES: Final = ("left", "top", "right", "bottom")
"""What may be added to a picture."""


def _extend(left: float = 0.0, top: float = 0.0, right: float = 0.0, bottom: float = 0.0) -> Action:
    return Action(operation="extend", fields={"left": left, "top": top, "right": right, "bottom": bottom})


def _zoom(factor: float) -> Action:
    around = round((factor - 1) / 2, 4)
    return _extend(around, around, around, around)


def _enlarge(way: str, *, again: bool = False) -> Action:
    return Action(operation="enlarge", fields={"way": way}, of_original=again)


ACTIONS: Final[Mapping[str, Action]] = {
    **{button: Action(operation="pick", picture=place) for place, button in enumerate(PICKS)},
    **{
        button: Action(operation="vary", fields={"change": "strong", "of_grid": True}, picture=place)
        for place, button in enumerate(VARIATIONS)
    },
    REROLL: Action(),
    "Zoom Out 2x": _zoom(2.0),
    "Zoom Out 1.5x": _zoom(1.5),
    "Vary (Strong)": Action(operation="vary", fields={"change": "strong"}),
    "Vary (Subtle)": Action(operation="vary", fields={"change": "subtle"}),
    REGION: Action(operation="inpaint"),
    "⬅️": _extend(left=0.5),
    "➡️": _extend(right=0.5),
    "⬆️": _extend(top=0.5),
    "⬇️": _extend(bottom=0.5),
    SQUARE: Action(operation="extend", fields={"square": True}),
    "Upscale (2x)": _enlarge("2x"),
    "Upscale (4x)": _enlarge("4x"),
    "Upscale (Subtle)": _enlarge("subtle"),
    "Upscale (Creative)": _enlarge("creative"),
    "Redo Upscale (2x)": _enlarge("2x", again=True),
    "Redo Upscale (4x)": _enlarge("4x", again=True),
}
"""Every button but `Cancel Job`, and what it orders."""

TIMES: Final[Mapping[Json, float]] = {"2x": 2.0, "4x": 4.0, "subtle": 2.0, "creative": 2.0}
"""Way of enlarging → how many times as wide and as high."""


def offered(job: Job) -> tuple[str, ...]:
    """The buttons that may be pressed on this job now."""
    if job.state in {State.FAILED, State.CANCELLED}:
        return ()
    if job.state is not State.DONE:
        return (CANCEL,)
    return tuple(button for button in OFFERED[stage_of(job)] if _makes_sense(job, button))


def _makes_sense(job: Job, button: str) -> bool:
    """A square picture is not made square, and none becomes larger than may be."""
    width, height = job.outcome.width, job.outcome.height
    if button == SQUARE:
        return width != height
    action = ACTIONS[button]
    times = TIMES.get(action.fields.get("way"), 1.0)
    if action.of_original:
        times /= TIMES.get(job.order.params.get("way"), 1.0)
    return width * height * times**2 <= LARGEST_PICTURE


def stage_of(job: Job) -> Stage:
    """What a finished job shows."""
    stage = STAGES.get(job.order.operation, Stage.END)
    sides = sum(bool(job.order.params.get(side)) for side in SIDES)
    return Stage.PANNED if stage is Stage.GRID and sides == 1 else stage


def action_of(job: Job, button: str) -> Action | None:
    """What this button orders on this job; None if it does not offer it."""
    button = meant(job, button)
    factor = _zoom_factor(button)
    return ACTIONS.get(button) or (_zoom(factor) if factor else None)


def meant(job: Job, button: str) -> str:
    """The button as the job offers it, however it was sent; empty if the job does not offer it.

    `Zoom Out 1.8x` with any factor above 1 and up to 2 is an extension: it is taken wherever a zoom is offered.
    """
    buttons = {plain(one): one for one in offered(job)}
    factor = _zoom_factor(plain(button))
    zoom = f"Zoom Out {factor:g}x" if factor and not buttons.keys().isdisjoint(ZOOMS) else ""
    return buttons.get(plain(button), zoom)


def plain(button: str) -> str:
    """A button without the invisible mark that makes an arrow an emoji: clients often lose it."""
    return button.replace(_VARIATION_SELECTOR, "")


def _zoom_factor(button: str) -> float | None:
    found = _ZOOM.fullmatch(button)
    factor = float(found[1]) if found else 0.0
    return factor if _LEAST_ZOOM < factor <= _MOST_ZOOM else None
