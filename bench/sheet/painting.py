"""Paints the prompts with one engine as the operation `imagine` does: one seed, the usual size, the first picture."""

import time
from dataclasses import dataclass

import numpy as np

from bench.sheet.asked import Prompt
from bench.sheet.edges import Bytes
from pictoris.bench.engines import open_engines
from pictoris.engines.onnx.sessions import Graphs
from pictoris.operations.imagine import Imagine
from pictoris.recipes.base import Tools
from pictoris.recipes.painting.first import commission_of
from pictoris.recipes.painting.studio import paint as painted_by

SEED = 1
"""Chosen before a prompt was painted; none of them was ever painted with another."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cell:
    """A painted prompt."""

    prompt: Prompt
    pixels: Bytes
    """H×W×3 (RGB)."""
    warnings: tuple[str, ...]
    seconds: float


def tools() -> Tools:
    """What `imagine` has at hand on a machine without models of its own."""
    graphs = Graphs(threads=2)
    return Tools(graphs=graphs, report=lambda _done: None, painters=open_engines(graphs, (), {}).painters)


def paint(prompt: Prompt, with_: Tools, engine: str) -> Cell:
    """Paint the first picture of a prompt's grid."""
    began = time.perf_counter()
    asked = Imagine(prompt=prompt.text, seed=SEED, model=engine)
    work = painted_by(commission_of(prompt.text, {}, count=1), asked, with_)
    seconds = time.perf_counter() - began
    pixels = np.ascontiguousarray(work.painted[0].pixels[..., :3])
    return Cell(prompt=prompt, pixels=pixels, warnings=work.warnings, seconds=seconds)
