"""What tests of painting share: tools with a flat painter, and pictures of noise."""

import numpy as np

from pictoris.engines.onnx.sessions import Graphs
from pictoris.recipes.base import Tools
from tests.painter import FlatPainter


def tools(*painters: FlatPainter, graphs: Graphs | None = None) -> Tools:
    return Tools(
        graphs=graphs or Graphs(), report=lambda _fraction: None, painters=painters or (FlatPainter(),)
    )


def noise(width: int = 96, height: int = 64, channels: int = 3, seed: int = 3):
    return np.random.default_rng(seed).integers(0, 256, (height, width, channels), dtype=np.uint8)


def smooth(width: int = 96, height: int = 64):
    across = np.linspace(40, 200, width, dtype=np.float32)
    down = np.linspace(0, 50, height, dtype=np.float32)
    plane = across[None, :] + down[:, None]
    return np.dstack([plane, 255 - plane, plane / 2]).astype(np.uint8)
