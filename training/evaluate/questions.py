"""The prompts of the examination: combinations that were never shown in training, and other ones to choose with."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from training.corpus.concepts import Concept
from training.corpus.drawings import ROUND
from training.pictures.ideas import RELATIONS, TINTS, Idea, Thing, is_held_out, told
from training.pictures.scenes import SCENES


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """Ideas by what is asked of the painter; every idea carries its caption."""

    single: Sequence[Idea]
    coloured: Sequence[Idea]
    pairs: Sequence[Idea]


def questions(
    known: Sequence[Concept], *, seed: int, counts: tuple[int, int, int], held_out: bool
) -> Questions:
    """That many of each kind; single things go round all concepts.

    `held_out`: only combinations of thing and scene, or of two things, that training never shows; else only those
    that it does show.
    """
    dice = np.random.default_rng(seed)
    single, coloured, pairs = counts
    return Questions(
        single=[_single(known[number % len(known)], "", dice, held_out=held_out) for number in range(single)],
        coloured=[
            _single(known[int(dice.integers(len(known)))], str(dice.choice(TINTS)), dice, held_out=held_out)
            for _ in range(coloured)
        ],
        pairs=[_pair(known, dice, held_out=held_out) for _ in range(pairs)],
    )


def _single(concept: Concept, colour: str, dice: np.random.Generator, *, held_out: bool) -> Idea:
    thing = Thing(concept=concept, style=ROUND, colour=colour, told=colour)
    scenes = [one for one in SCENES if is_held_out(concept.name, one) == held_out]
    scene = str(dice.choice(scenes)) if scenes else ""
    return told(Idea(things=(thing,), scene=scene, caption=""), dice)


def _pair(known: Sequence[Concept], dice: np.random.Generator, *, held_out: bool) -> Idea:
    while True:
        first, second = (known[one] for one in dice.choice(len(known), 2, replace=False))
        if is_held_out(first.name, second.name, "") == held_out:
            things = tuple(Thing(concept=one, style=ROUND) for one in (first, second))
            return told(Idea(things=things, relation=str(dice.choice(RELATIONS)), caption=""), dice)
