"""The prompts of the examination: combinations that were never shown in training, and others to choose settings with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from training.corpus.concepts import Concept
from training.corpus.drawings import ROUND
from training.evaluate.shown import Place, Shown
from training.pictures.ideas import RELATIONS, TINTS, Idea, Thing, told
from training.pictures.scenes import PLAIN, SCENES

PLACES: tuple[Place, ...] = (*((scene, "") for scene in SCENES), *(("", colour) for colour in PLAIN))
_TRIES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """Ideas by what is asked of the painter; every idea carries its caption."""

    single: Sequence[Idea]
    coloured: Sequence[Idea]
    pairs: Sequence[Idea]

    def by_kind(self) -> Mapping[str, Sequence[Idea]]:
        """All of them."""
        return {"single": self.single, "coloured": self.coloured, "pairs": self.pairs}

    def some(self) -> Sequence[Idea]:
        """About two dozen of those with one thing, spread over all."""
        return self.single[:: max(1, len(self.single) // 24)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Questioner:
    """Thinks of questions about what is known."""

    known: Sequence[Concept]
    shown: Shown
    unseen: bool
    """Whether only combinations are asked that were never shown; else only such as were."""
    dice: np.random.Generator

    def questions(self, single: int, coloured: int, pairs: int) -> Questions:
        """That many of each kind; single things go round all concepts. Raises `LookupError` if there are not enough."""
        known = self.known
        return Questions(
            single=[self._single(known[number % len(known)]) for number in range(single)],
            coloured=[self._coloured() for _ in range(coloured)],
            pairs=[self._pair() for _ in range(pairs)],
        )

    def _single(self, concept: Concept) -> Idea:
        """A thing somewhere; where it has been everywhere, with a colour that it had nowhere like that."""
        places = [one for one in PLACES if ((concept.name, one) not in self.shown.places) == self.unseen]
        if places:
            return self._told((self._thing(concept),), places[self.dice.integers(len(places))])
        return self._in_a_colour(concept)

    def _coloured(self) -> Idea:
        return self._in_a_colour(self.known[int(self.dice.integers(len(self.known)))])

    def _in_a_colour(self, concept: Concept) -> Idea:
        for _ in range(_TRIES):
            colour, place = str(self.dice.choice(TINTS)), PLACES[self.dice.integers(len(PLACES))]
            was_shown = (concept.name, colour, place) in self.shown.colours
            if was_shown != self.unseen and colour not in place and colour not in concept.name:
                return self._told((self._thing(concept, colour),), place)
        raise LookupError(f"nothing is left to ask about {concept.name}")

    def _pair(self) -> Idea:
        for _ in range(_TRIES):
            first, second = (self.known[one] for one in self.dice.choice(len(self.known), 2, replace=False))
            was_shown = frozenset((first.name, second.name)) in self.shown.companions
            if was_shown != self.unseen:
                return self._told((self._thing(first), self._thing(second)), ("", ""))
        raise LookupError("no two things are left to ask about")

    def _thing(self, concept: Concept, colour: str = "") -> Thing:
        return Thing(concept=concept, style=ROUND, colour=colour, told=colour)

    def _told(self, things: tuple[Thing, ...], place: Place) -> Idea:
        relation = str(self.dice.choice(RELATIONS)) if len(things) > 1 else ""
        thought = Idea(things=things, relation=relation, scene=place[0], background=place[1], caption="")
        return told(thought, self.dice)
