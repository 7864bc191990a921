"""Pictures and what is measured on them, shared by the tests of the describer."""

from functools import cache

import numpy as np
from PIL import Image

from pictoris.engines.onnx.sessions import Graphs
from pictoris.engines.onnx.weights import FOLDER
from pictoris.recipes.describing.facts import Facts, measure

DEMO = ("astronaut", "mona_lisa", "chelsea", "coffee", "rocket")


@cache
def graphs() -> Graphs:
    """The networks, loaded once for all tests of a process."""
    return Graphs(threads=2)


@cache
def picture(name: str):
    """A demo picture, H×W×3."""
    path = FOLDER.parent / "demo_pictures" / f"{name}.png"
    return np.asarray(Image.open(path).convert("RGB"))


@cache
def facts(name: str) -> Facts:
    """What is measured on a demo picture."""
    return measure(picture(name), graphs(), lambda _done: None)


def plain(colour, height=60, width=80):
    """A picture of one colour."""
    return np.full((height, width, 3), colour, np.uint8)


def noise(height=120, width=160, spread=40, mean=128):
    """Grey noise, the same every time."""
    dice = np.random.default_rng(5)
    grey = np.clip(dice.normal(mean, spread, (height, width, 1)), 0, 255).astype(np.uint8)
    return np.repeat(grey, 3, axis=2)
