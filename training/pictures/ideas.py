"""What a picture of the data set shows, thrown by dice: things, colours, counts, relations, scene; and its caption."""

import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from training.corpus.concepts import Concept
from training.pictures.asides import praised, wrapped
from training.pictures.grammar import indefinite, is_countable, listed, plural
from training.pictures.scenes import ALONE, LIGHTS, PLAIN, SCENES

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
    called: str = ""
    """What the caption calls it; empty: the concept's name."""
    count: int = 1

    @property
    def name(self) -> str:
        """What the caption calls it."""
        return self.called or self.concept.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """What one picture shows."""

    things: tuple[Thing, ...]
    relation: str = ""
    """Of two; empty where one thing or more than two are shown."""
    scene: str = ""
    """A key of `SCENES`."""
    light: str = ""
    """A key of `LIGHTS`, beside a scene that can be seen in it."""
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
    gatherings: float = 0.0
    """Three or four different things."""
    renamed: float = 0.0
    """Of the things that have other names, those called by one."""
    lit: float = 0.0
    """Of the places and seasons around one thing or two, those at a time of day or in a weather besides."""
    asides: float = 0.0
    """Of the captions, those that also say what no drawing shows: a medium, praise, a lens; only careful ones."""
    unsaid: float = 0.0
    """Of the scenes and backgrounds, those that the caption passes over: what is around then decides, not the words."""
    careful: bool = False
    """Articles and plurals as English has them, colours told only where the drawing has them, and no combination that
    is held out within a larger one; False: as in the first data set, dice for dice."""


PLAIN_CAPTIONS = Mix()
"""How examination questions are worded: as the first data set was."""


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
        if not any(is_held_out(*parts) for parts in _combinations(thought, mix)):
            return thought


def _combinations(thought: Idea, mix: Mix) -> Sequence[tuple[str, ...]]:
    """What is shown together."""
    names = [thing.concept.name for thing in thought.things]
    whole = [(*names, thought.scene)] if thought.scene or len(names) > 1 else []
    whole += [(one, thought.light) for one in names if thought.light]
    if not mix.careful:
        return whole
    pairs = [(*two, "") for two in itertools.combinations(names, 2)]
    return [*whole, *pairs, *((one, thought.scene) for one in names if thought.scene)]


def _thought(
    concepts: Sequence[Concept], styles: Sequence[Sequence[str]], mix: Mix, dice: np.random.Generator
) -> Idea:
    different = _different(mix, dice)
    chosen = dice.choice(len(concepts), different, replace=False)
    shared = [style for style in styles[chosen[0]] if all(style in styles[one] for one in chosen)]
    style = str(dice.choice(shared))
    counted = 0 if different > 1 or dice.random() >= mix.counted else int(dice.integers(2, 5))
    things = tuple(_thing(concepts[one], style, counted or 1, mix, dice) for one in chosen)
    place = dice.random()
    scene = str(dice.choice(list(SCENES))) if place < mix.scenes else ""
    background = str(dice.choice(list(PLAIN))) if mix.scenes <= place < mix.scenes + mix.backgrounds else ""
    relation = str(dice.choice(RELATIONS)) if different == 2 else ""
    light = _light(scene, mix, dice) if different <= 2 else ""
    plain = Idea(
        things=things, relation=relation, scene=scene, light=light, background=background, caption=""
    )
    return told(plain, dice, mix)


def _light(scene: str, mix: Mix, dice: np.random.Generator) -> str:
    found = [light for light, seen in LIGHTS.items() if scene in seen]
    return str(dice.choice(found)) if found and mix.lit and dice.random() < mix.lit else ""


def _different(mix: Mix, dice: np.random.Generator) -> int:
    """How many different things a picture shows."""
    fate = dice.random()
    if mix.pairs <= fate < mix.pairs + mix.gatherings:
        return int(dice.integers(3, 5))
    return 2 if fate < mix.pairs else 1


def _thing(concept: Concept, style: str, count: int, mix: Mix, dice: np.random.Generator) -> Thing:
    called = ""
    if mix.renamed and concept.names and dice.random() < mix.renamed:
        called = str(dice.choice(concept.names))
    plain = Thing(concept=concept, style=style, called=called, count=count)
    return _careful(plain, mix, dice) if mix.careful else _coloured(plain, mix, dice)


def _careful(thing: Thing, mix: Mix, dice: np.random.Generator) -> Thing:
    """One only of what cannot be counted, and no colour beside one that the name tells."""
    if not is_countable(thing.name):
        thing = replace(thing, count=1)
    if set(TINTS).isdisjoint(thing.name.split()):
        thing = _coloured(thing, mix, dice)
    # The concept's own colours were measured on the round drawing; Fluent's other styles share them.
    return replace(thing, told=thing.colour) if thing.style == "noto" else thing


def _coloured(thing: Thing, mix: Mix, dice: np.random.Generator) -> Thing:
    """With a colour given, or its own one told, or neither."""
    fate = dice.random() / mix.coloured
    if fate < 0.6:
        colour = str(dice.choice(TINTS))
        return replace(thing, colour=colour, told=colour)
    own = thing.concept.colours[0] if fate < 1 and thing.concept.colours else ""
    return replace(thing, told="" if own in thing.name.split() else own)


def told(idea: Idea, dice: np.random.Generator, mix: Mix = PLAIN_CAPTIONS) -> Idea:
    """The idea with a caption that fits it, as careful and as talkative as `mix` says."""
    aside = bool(mix.asides) and dice.random() < mix.asides
    names = [
        _well_named(thing, dice, aside=aside) if mix.careful else _named(thing, dice) for thing in idea.things
    ]
    text = f" {idea.relation} ".join(names) if idea.relation else listed(names)
    unsaid = bool(mix.unsaid) and dice.random() < mix.unsaid
    if idea.scene and not unsaid:
        text = f"{text} {_placed(idea, dice)}"
    elif idea.background and not unsaid:
        article = _article(idea.background) if mix.careful else "a"
        text = f"{text} on {article} {idea.background} background"
    text = _styled(text, idea.things[0].style, dice)
    return replace(idea, caption=wrapped(text, dice) if aside else text)


def _placed(idea: Idea, dice: np.random.Generator) -> str:
    """`in the snow`, or `in the snow at night`."""
    if not idea.light:
        return str(dice.choice(SCENES[idea.scene].words))
    place, light = (
        [one for one in SCENES[key].words if one not in ALONE] for key in (idea.scene, idea.light)
    )
    return f"{dice.choice(place)} {dice.choice(light)}"


def _styled(text: str, style: str, dice: np.random.Generator) -> str:
    words = {"3d": "3d render", "flat": "flat icon", "gradient": "gradient icon", "noto": "cartoon emoji"}[
        style
    ]
    return f"{text}, {words}" if style != "3d" or dice.random() < 0.15 else text


def _named(thing: Thing, dice: np.random.Generator) -> str:
    words = f"{thing.told} {thing.name}".strip()
    if thing.count > 1:
        return f"{COUNTS[thing.count]} {_plural(words)}"
    plain = words.endswith("s") or dice.random() < 0.25
    return words if plain else f"{_article(words)} {words}"


def _well_named(thing: Thing, dice: np.random.Generator, *, aside: bool) -> str:
    words = f"{thing.told} {thing.name}".strip()
    words = praised(words, dice) if aside else words
    if thing.count > 1:
        return f"{COUNTS[thing.count]} {plural(words)}"
    return words if dice.random() < 0.25 else indefinite(words, thing.name)


def _article(words: str) -> str:
    return "an" if words[0].lower() in "aeiou" else "a"


def _plural(words: str) -> str:
    if words.endswith("s"):
        return words
    return f"{words[:-1]}ies" if words.endswith("y") and words[-2] not in "aeiou" else f"{words}s"
