"""The engine `sketch`: fills `Paints` with a network that dreams small pictures, and one that enlarges them."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from threading import Lock

import numpy as np

from pictoris.engines.sketch.beginnings import BEGINNINGS, Beginning
from pictoris.engines.sketch.dreaming import Dream, Manner
from pictoris.engines.sketch.flags import FLAGS
from pictoris.engines.sketch.learned import Learned, learned
from pictoris.engines.sketch.networks import Networks
from pictoris.engines.sketch.pictures import Pixels, met, resized
from pictoris.engines.sketch.progress import Progress
from pictoris.engines.sketch.wording import Hears, Told, Wording, told, wording
from pictoris.errors import Failed
from pictoris.ports import Abilities, Brief, Infers, Painted, Report, Stopped, Task

_SIDE, _MULTIPLE, _LONGEST = 512, 16, 2048
_MOST_STEPS = 50
_HEARD: Mapping[Task, float] = {Task.REGION: 2 / 3, Task.EXTEND: 0.0}
"""Of the usual guidance, where what is painted must fit what is around it: more would paint the words' own background into
a region, and around a picture the thing once more, for it is there already."""
_PATIENCE = 0.1
"""Seconds after which a thread that waits for its turn asks whether its job is still wanted."""
_DREAMT = 0.75
"""Fraction of the work at which the dream is done; the rest enlarges."""
_WORTH = 1.3
"""Pictures that are asked for this much larger than the canvas go through the enlarging network."""
_SOFT = 640
"""Pixels of the longer side, beyond which it is told that a picture was enlarged."""


class Sketch:
    """Fills `Paints` on the CPU, offline, in some seconds; several threads take turns."""

    def __init__(self, graphs: Infers, hear: Hears, known: Callable[[], bytes]) -> None:
        """`hear` understands texts, `known` gives `sketch_concepts.json`."""
        self._networks = Networks(graphs=graphs)
        self._hear = hear
        self._known = known
        self._turn = Lock()

    @property
    def name(self) -> str:
        """What the engine is called in messages."""
        return "sketch"

    def models(self) -> Sequence[str]:
        """None that go by name."""
        return ()

    def abilities(self, model: str = "") -> Abilities:
        """Everything but refining; raises `Failed("unknown_model")` for any name."""
        if model:
            raise Failed(
                f"sketch has no model {model[:60]!r}: leave the name away to use the one it has.",
                code="unknown_model",
            )
        return Abilities(
            tasks=frozenset(BEGINNINGS),
            flags=FLAGS,
            fields=frozenset({"steps", "cfg_scale"}),
            side=_SIDE,
            multiple=_MULTIPLE,
            longest=_LONGEST,
        )

    def paint(self, brief: Brief, report: Report, stopped: Stopped) -> Sequence[Painted]:
        """One picture for each seed; raises `Failed`: `cancelled`, `task_not_possible` or `engine_failed`."""
        if brief.task not in BEGINNINGS:
            raise Failed(
                f"sketch cannot do this ({brief.task}): choose another engine.", code="task_not_possible"
            )
        while not self._turn.acquire(timeout=_PATIENCE):
            if stopped():
                raise Failed("Job cancelled", code="cancelled")
        try:
            return self._painted(brief, Progress(report=report, stopped=stopped))
        finally:
            self._turn.release()

    def _painted(self, brief: Brief, progress: Progress) -> Sequence[Painted]:
        progress.tell(0)
        said = wording(brief)
        heard = told(said, self._hear, brief.seeds, brief.look.chaos)
        begun = BEGINNINGS[brief.task](brief, self._networks)
        dream = Dream(
            networks=self._networks, told=heard, manner=manner(brief), seeds=brief.seeds, begun=begun
        )
        small = self._networks.decoded(dream.latents(progress.stretch(0, _DREAMT)))
        pictures = self._finished(small, brief, begun, progress.stretch(_DREAMT, 1))
        warnings = (*self._unheard(said, heard), *begun.warnings, *_softness(brief))
        return [Painted(pixels=one, warnings=warnings) for one in pictures]

    def _finished(
        self, small: Sequence[Pixels], brief: Brief, begun: Beginning, progress: Progress
    ) -> Sequence[Pixels]:
        """Each picture as large as asked, in its place if the canvas showed a part of it."""
        made = []
        for number, picture in enumerate(small):
            progress.tell(number / len(small))
            made.append(self._placed(picture, brief, begun))
        progress.tell(1)
        return made

    def _placed(self, picture: Pixels, brief: Brief, begun: Beginning) -> Pixels:
        box = begun.box
        size = (brief.width, brief.height) if box is None else (box.width, box.height)
        if begun.around is not None:
            picture = met(picture, *begun.around)
        is_worth_it = size[0] > _WORTH * picture.shape[1]
        fitted = resized(self._networks.enlarged(picture) if is_worth_it else picture, size)
        if box is None or brief.base is None:
            return fitted
        whole = np.array(brief.base[..., :3], np.uint8)
        box.of(whole)[:] = fitted
        return whole

    def _unheard(self, said: Wording, heard: Told) -> Sequence[str]:
        cut = ("sketch hears the first twenty words or so of a text: the rest was left out.",)
        return (*said.warnings, *(cut if heard.is_cut else ()), *self._learned.unknown(said.parts))

    @cached_property
    def _learned(self) -> Learned:
        return learned(self._known())


def manner(brief: Brief) -> Manner:
    """Steps, guidance and end of a brief; `stylize` 0 to 100 to 1000 is 1.25 to 1 to 0.6 times the usual guidance."""
    usual, look = Manner(), brief.look
    steps = brief.steps or round(usual.steps * min(4.0, max(0.5, look.quality)))
    stylize = 0 if look.raw else 100 if look.stylize is None else look.stylize
    factor = 1.25 - 0.25 * stylize / 100 if stylize <= 100 else 1.0 - 0.4 * (stylize - 100) / 900
    factor *= _HEARD.get(brief.task, 1.0)
    return Manner(
        steps=min(_MOST_STEPS, max(1, steps)),
        guidance=usual.guidance * factor if brief.guidance is None else brief.guidance,
        stop=max(1, look.stop) / 100,
    )


def _softness(brief: Brief) -> Sequence[str]:
    if max(brief.width, brief.height) <= _SOFT:
        return ()
    return (f"sketch paints about {_SIDE} × {_SIDE} pixels: the picture was enlarged from that.",)
