"""One batch from its beginnings to latents of pictures: steps, guidance, what stays as it is, and the seam beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from pictoris.engines.sketch.beginnings import Beginning
from pictoris.engines.sketch.networks import DEPTH, Networks
from pictoris.engines.sketch.pictures import sheet
from pictoris.engines.sketch.progress import Progress
from pictoris.engines.sketch.sampling import Floats, follow, guided, noise_of, noised, times
from pictoris.engines.sketch.wording import Told

_LEAST_STEPS = 3
_SEAM_START = 0.35
"""The time from which a region and its neighbours are painted once more together."""
_SEAM_STEPS = 3
_SEAM_SHARE = 0.25
"""Of the work, if there is a seam."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a picture is painted."""

    steps: int = 8
    """From pure noise; fewer are taken from a later beginning."""
    guidance: float = 3.0
    stop: float = 1.0
    """Share of the steps after which what is foreseen is taken for the picture."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dream:
    """One batch."""

    networks: Networks
    told: Told
    manner: Manner
    seeds: Sequence[int]
    begun: Beginning

    def latents(self, progress: Progress) -> Floats:
        """Dream: N×8×h×w. Raises `Failed("cancelled")` at the step at which it is not wanted any more."""
        begun, noise = self.begun, noise_of(self.seeds, (DEPTH, *self.begun.grid))
        steps = max(_LEAST_STEPS, round(self.manner.steps * begun.time))
        at = _cut(times(steps, begun.time), self.manner.stop)
        if begun.fresh is None:
            return self._walk(begun.base, noise, at, None, progress)
        first = self._walk(begun.base, noise, at, begun.fresh, progress.stretch(0, 1 - _SEAM_SHARE))
        seam = times(_SEAM_STEPS, _SEAM_START)
        return self._walk(first, noise, seam, _grown(begun.fresh), progress.stretch(1 - _SEAM_SHARE, 1))

    def _walk(
        self,
        base: Floats | None,
        noise: Floats,
        at: Sequence[float],
        fresh: np.ndarray | None,
        progress: Progress,
    ) -> Floats:
        """From the noised base along the times; where it is not `fresh`, the base is put back at every step."""
        done = 0

        def after(then: float, latents: Floats, foreseen: Floats) -> Floats:
            nonlocal done
            done += 1
            preview = sheet(self.networks.decoded(foreseen)) if done % 2 == 0 else None
            progress.tell(done / (len(at) - 1), preview)
            if base is None or fresh is None:
                return latents
            return np.where(fresh, latents, noised(base, noise, then)).astype(np.float32)

        progress.tell(0)
        begun = noise if base is None else noised(base, noise, at[0])
        return follow(self._velocity, begun, at, after)

    def _velocity(self, latents: Floats, time: float) -> Floats:
        """All parts for all pictures in one run of the network."""
        told = self.told
        count, parts, pieces, size = told.words.shape
        found = self.networks.velocity(
            np.repeat(latents, parts, axis=0),
            time,
            told.words.reshape(count * parts, pieces, size),
            np.tile(told.heard, (count, 1)),
        )
        return guided(found.reshape(count, parts, *latents.shape[1:]), told.weights, self.manner.guidance)


def _cut(at: Sequence[float], stop: float) -> Sequence[float]:
    """The first share of the times, and then the end at once."""
    count = max(1, round((len(at) - 1) * stop))
    return (*at[:count], 0.0)


def _grown(cells: np.ndarray) -> np.ndarray:
    """The cells with their neighbours."""
    return np.asarray(cv2.dilate(cells.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0)
