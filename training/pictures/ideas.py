"""What a picture of the data set shows, thrown by dice: things, colours, counts, relations, scene; and its caption."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from training.corpus.concepts import Concept
from training.pictures.scenes import PLAIN, SCENES

TINTS = ("red", "orange", "yellow", "green", "blue", "purple", "pink", "brown", "black", "white")
RELATIONS = ("left of", "right of", "above", "below", "next to", "and")
COUNTS = {2: "two", 3: "three", 4: "four"}
HELD_OUT = 20
"""One in so many combinations of thing and scene, or of two things, is kept for the examination."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something in a picture."""

    concept: Concept
    style: str
    colour: str = ""
    """A colour that it is given; empty: its own."""
    told: str = ""
    """The colour word of the caption; empty: none is told."""
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """What one picture shows."""

    things: tuple[Thing, ...]
    relation: str = ""
    scene: str = ""
    """A key of `SCENES`."""
    background: str = ""
    """A key of `PLAIN`; neither: a quiet one."""
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """How often what is asked for, as fractions of all pictures."""

    pairs: float = 0.2
    counted: float = 0.08
    coloured: float = 0.35
    scenes: float = 0.4
    backgrounds: float = 0.15


def is_held_out(*parts: str) -> bool:
    """Whether a combination of thing and scene, or of things, is never shown in training."""
    digest = hashlib.sha256(" | ".join(sorted(parts)).encode()).digest()
    return digest[0] % HELD_OUT == 0


def idea(
    concepts: Sequence[Concept], styles: Sequence[Sequence[str]], mix: Mix, dice: np.random.Generator
) -> Idea:
    """Think of a picture; `styles` are those in which there is a drawing of each concept."""
    while True:
        thought = _thought(concepts, styles, mix, dice)
        names = [thing.concept.name for thing in thought.things]
        if not (is_held_out(*names, thought.scene) if thought.scene or len(names) > 1 else False):
            return thought


def _thought(
    concepts: Sequence[Concept], styles: Sequence[Sequence[str]], mix: Mix, dice: np.random.Generator
) -> Idea:
    pair = dice.random() < mix.pairs
    chosen = dice.choice(len(concepts), 2 if pair else 1, replace=False)
    shared = [style for style in styles[chosen[0]] if style in styles[chosen[-1]]]
    style = str(dice.choice(shared))
    counted = 0 if pair or dice.random() >= mix.counted else int(dice.integers(2, 5))
    things = tuple(_thing(concepts[one], style, counted or 1, mix, dice) for one in chosen)
    place = dice.random()
    scene = str(dice.choice(list(SCENES))) if place < mix.scenes else ""
    background = str(dice.choice(list(PLAIN))) if mix.scenes <= place < mix.scenes + mix.backgrounds else ""
    relation = str(dice.choice(RELATIONS)) if pair else ""
    return Idea(
        things=things, relation=relation, scene=scene, background=background,
        caption=_caption(things, relation, scene, background, dice),
    )  # fmt: skip


def _thing(concept: Concept, style: str, count: int, mix: Mix, dice: np.random.Generator) -> Thing:
    fate = dice.random() / mix.coloured
    if fate < 0.6:
        colour = str(dice.choice(TINTS))
        return Thing(concept=concept, style=style, colour=colour, told=colour, count=count)
    told = concept.colours[0] if fate < 1 and concept.colours else ""
    return Thing(concept=concept, style=style, told="" if told in concept.name.split() else told, count=count)


def _caption(
    things: tuple[Thing, ...], relation: str, scene: str, background: str, dice: np.random.Generator
) -> str:
    names = [_named(thing, dice) for thing in things]
    text = f" {relation} ".join(names)
    if scene:
        text = f"{text} {dice.choice(SCENES[scene].words)}"
    elif background:
        text = f"{text} on a {background} background"
    return _styled(text, things[0].style, dice)


def _styled(text: str, style: str, dice: np.random.Generator) -> str:
    words = {"3d": "3d render", "flat": "flat icon", "gradient": "gradient icon", "noto": "cartoon emoji"}[
        style
    ]
    return f"{text}, {words}" if style != "3d" or dice.random() < 0.15 else text


def _named(thing: Thing, dice: np.random.Generator) -> str:
    words = f"{thing.told} {thing.concept.name}".strip()
    if thing.count > 1:
        return f"{COUNTS[thing.count]} {_plural(words)}"
    plain = words.endswith("s") or dice.random() < 0.25
    return words if plain else f"{_article(words)} {words}"


def _article(words: str) -> str:
    return "an" if words[0].lower() in "aeiou" else "a"


def _plural(words: str) -> str:
    if words.endswith("s"):
        return words
    return f"{words[:-1]}ies" if words.endswith("y") and words[-2] not in "aeiou" else f"{words}s"


def told(idea: Idea, dice: np.random.Generator) -> Idea:
    """The idea with a caption that fits it."""
    caption = _caption(idea.things, idea.relation, idea.scene, idea.background, dice)
    return replace(idea, caption=caption)
