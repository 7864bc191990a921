"""What is to be painted, and how painting is followed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from pictoris.engines.collage.painting.beyond import Extension
from pictoris.engines.collage.painting.view import Field
from pictoris.engines.collage.scene import Scene
from pictoris.ports import Look

Step: TypeAlias = Callable[[float, Field], None]
"""Told how far a picture is, 0 to 1, and how it looks; may raise to end the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """Everything that decides a picture of a scene, but for the window through which it is seen."""

    scene: Scene
    seed: int
    look: Look
    aspect: float
    """Of the first picture of this scene: it decides where things stand."""
    variation: int = 0
    """Which subtle variation it is; 0: the scene as its seed has it."""
    extensions: tuple[Extension, ...] = ()
    """How the picture grew beyond its first borders."""
