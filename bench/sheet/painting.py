"""Paints the prompts with `collage`, as `imagine` would: one seed, the engine's usual size, the first picture."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np

from bench.sheet.asked import Prompt
from bench.sheet.edges import Bytes
from pictoris.embedding.sentences import Sentences
from pictoris.engines.collage.engine import Collage
from pictoris.engines.collage.library import library
from pictoris.engines.collage.read import read
from pictoris.engines.collage.scene import Scene
from pictoris.engines.onnx.sessions import Graphs
from pictoris.engines.onnx.weights import read_checked
from pictoris.ports import Abilities, Brief, Look, Paints, Task, Words

SEED = 1
"""Chosen before anything was painted, and the only one that was."""
_FLAG = re.compile(r"\s--(\w+)((?:\s+(?!--)\S+)?)")
_LISTS = re.compile(r"\s--no\s+(.+?)(?=\s--|$)")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cell:
    """A painted prompt."""

    prompt: Prompt
    pixels: Bytes
    """H×W×3 (RGB)."""
    warnings: tuple[str, ...]
    seconds: float


def engine() -> Paints:
    """The engine with its networks and its illustrations."""
    graphs = Graphs(threads=2)
    sentences = Sentences(graphs, read_checked("minilm_tokenizer.json"))

    def scene(brief: Brief) -> Scene:
        return read(brief.words, brief.without, library(), sentences.embed)

    return Collage(graphs, library(), scene)


def paint(paints: Paints, prompt: Prompt) -> Cell:
    """One prompt, painted with the sheet's seed."""
    brief = brief_of(prompt.text, paints.abilities())
    began = time.perf_counter()
    (painted,) = paints.paint(brief, lambda _done, _preview: None, lambda: False)
    seconds = time.perf_counter() - began
    pixels = np.ascontiguousarray(painted.pixels[..., :3])
    return Cell(prompt=prompt, pixels=pixels, warnings=painted.warnings, seconds=seconds)


def brief_of(text: str, abilities: Abilities) -> Brief:
    """What is to be painted for a prompt with flags."""
    without = tuple(part.strip() for listed in _LISTS.findall(text) for part in listed.split(","))
    plain = _LISTS.sub("", text)
    flags = {name: value.strip() for name, value in _FLAG.findall(plain)}
    width, height = _size(flags.get("ar", "1:1"), abilities)
    return Brief(
        task=Task.TEXT,
        words=(Words(text=_FLAG.sub("", plain).strip()),),
        without=without,
        width=width,
        height=height,
        seeds=(SEED,),
        look=_look(flags),
    )


def _look(flags: Mapping[str, str]) -> Look:
    stylize = flags.get("stylize", flags.get("s"))
    return Look(
        stylize=int(stylize) if stylize else None,
        chaos=int(flags.get("chaos", 0)),
        drawn="niji" in flags,
    )


def _size(aspect: str, abilities: Abilities) -> tuple[int, int]:
    """Width and height that the engine likes best for an aspect ratio."""
    across, down = (int(part) for part in aspect.split(":"))
    shorter = abilities.side / (min(across, down) if abilities.sides == "shorter" else sqrt(across * down))
    width, height = (
        round(side * shorter / abilities.multiple) * abilities.multiple for side in (across, down)
    )
    return width, height
