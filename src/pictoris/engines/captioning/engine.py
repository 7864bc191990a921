"""Fills `Captions` with transformers; torch is loaded in the process that describes, at its first picture."""

import threading
from importlib.util import find_spec
from typing import TYPE_CHECKING

from pictoris.engines.captioning.asks import ASKS, CaptionModel
from pictoris.errors import Failed
from pictoris.ports import Array, Report, Stopped

if TYPE_CHECKING:
    from pictoris.engines.captioning.speaking import Speaker


def is_installed() -> bool:
    """Whether the extra `[diffusion]` is there; nothing of it is loaded."""
    return all(find_spec(name) is not None for name in ("torch", "transformers"))


class Captioner:
    """A vision-language model that the operator has pulled; callers in several threads take turns."""

    def __init__(self, model: CaptionModel, *, device: str = "auto", threads: int = 0) -> None:
        """`device` as torch names it, or `auto`: a GPU if there is one. Nothing is loaded yet."""
        self._model = model
        self._device = device
        self._threads = threads
        self._turn = threading.Lock()
        self._speaker: Speaker | None = None

    @property
    def name(self) -> str:
        """What the engine is called in messages: its model."""
        return self._model.name

    def caption(self, picture: Array, report: Report, stopped: Stopped) -> list[str]:
        """Describe a picture (H×W×3 or H×W×4, uint8) in four prompts, the shortest first; the same ones each time.

        Raises `Failed`: `cancelled`, `model_damaged`, `out_of_memory`, `engine_failed`, `engine_misconfigured`.
        """
        while not self._turn.acquire(timeout=0.1):
            if stopped():
                raise Failed("The job was cancelled.", code="cancelled")
        try:
            said = self._opened().describe(picture, ASKS[self._model.family], report, stopped)
        finally:
            self._turn.release()
        report(1.0, None)
        return sorted(said, key=len)

    def unload(self) -> None:
        """Give its memory back; the next picture loads it again."""
        with self._turn:
            self._speaker = None

    def _opened(self) -> "Speaker":
        if not is_installed():
            raise Failed(
                "Vision-language models need the extra: ask the operator to install pictoris[diffusion].",
                code="engine_misconfigured",
            )
        if self._speaker is None:
            from pictoris.engines.captioning.speaking import Speaker  # noqa: PLC0415 - loads torch: seconds, 500 MB

            self._speaker = Speaker(self._model, self._device, self._threads)
        return self._speaker
