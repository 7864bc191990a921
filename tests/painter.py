"""A painter for tests: it fills `Paints` with flat colours that follow from words and seed, and remembers its briefs."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from pictoris.errors import Failed
from pictoris.ports import Abilities, Brief, Painted, Report, Stopped, Task

FLAGS = {
    "ar": "The shape.",
    "seed": "The colour.",
    "no": "Nothing.",
    "chaos": "How far the colours are apart.",
}


@dataclass
class FlatPainter:
    """Paints each picture in one colour; what it is to keep it paints a little too dark, as networks do."""

    name: str = "flat"
    known: tuple[str, ...] = ()
    tasks: frozenset[Task] = frozenset(Task)
    side: int = 64
    longest: int = 256
    seen: list[Brief] = field(default_factory=list)

    def models(self) -> Sequence[str]:
        return self.known

    def abilities(self, model: str = "") -> Abilities:
        return Abilities(tasks=self.tasks, flags=FLAGS, side=self.side, multiple=8, longest=self.longest)

    def paint(self, brief: Brief, report: Report, stopped: Stopped) -> Sequence[Painted]:
        self.seen.append(brief)
        painted = []
        for number, seed in enumerate(brief.seeds):
            if stopped():
                raise Failed("Job cancelled", code="cancelled")
            pixels = self._picture(brief, seed)
            report((number + 1) / len(brief.seeds), pixels)
            painted.append(Painted(pixels=pixels, notes={"seed": seed}))
        return painted

    def _picture(self, brief: Brief, seed: int):
        text = " ".join(part.text for part in brief.words)
        colour = zlib.crc32(f"{text} {seed}".encode()).to_bytes(4, "big")[:3]
        pixels = np.empty((brief.height, brief.width, 3), np.uint8)
        pixels[:] = tuple(colour)
        if brief.base is not None:
            kept = np.ones(pixels.shape[:2], bool) if brief.mask is None else brief.mask == 0
            pixels[kept] = np.maximum(brief.base[kept], 5) - 5
        return pixels
