"""The networks of this engine, and the one that enlarges drawings, through the port that runs graphs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pictoris.engines.sketch.pictures import Pixels
from pictoris.engines.sketch.sampling import Floats
from pictoris.enlarging.tiles import DRAWING, enlarge
from pictoris.ports import Infers

CELL = 8
"""Pixels of a picture's side for one place of the latent grid."""
DEPTH = 8
"""Numbers in one place."""
_DRAWING = replace(DRAWING, margin=8, tile=384)
"""The small canvas whole: there are no seams that a wider margin would have to hide, and it would cost a quarter more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Networks:
    """Functions of arrays; each raises `Failed("engine_failed")` as the graph runner does."""

    graphs: Infers

    def encoded(self, pictures: Sequence[Pixels]) -> Floats:
        """Pictures of one size, H×W×3, H and W multiples of 8, as latents N×8×H/8×W/8 of about mean 0 and spread 1."""
        data = np.stack(pictures).transpose(0, 3, 1, 2).astype(np.float32) / np.float32(127.5) - 1
        (latents,) = self.graphs.infer("sketch_encoder", {"pictures": np.ascontiguousarray(data)})
        return np.asarray(latents, np.float32)

    def decoded(self, latents: Floats) -> list[Pixels]:
        """The pictures that latents stand for."""
        (data,) = self.graphs.infer("sketch_decoder", {"latents": latents})
        levels = np.rint(np.clip((data + 1) * 127.5, 0, 255)).astype(np.uint8)
        return list(np.ascontiguousarray(levels.transpose(0, 2, 3, 1)))

    def velocity(self, latents: Floats, time: float, words: Floats, heard: Floats) -> Floats:
        """Latents N×8×h×w, pieces of words N×T×384 and which of them count, N×T, to velocities N×8×h×w."""
        given = {
            "latents": latents,
            "time": np.full(len(latents), time, np.float32),
            "words": words,
            "heard": heard,
        }
        (found,) = self.graphs.infer("sketch_painter", given)
        return np.asarray(found, np.float32)

    def enlarged(self, picture: Pixels) -> Pixels:
        """A drawing, H×W×3, four times as large, its edges drawn anew."""
        return enlarge(picture, _DRAWING, self.graphs, lambda _share: None)
