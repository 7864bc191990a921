"""Which combinations the painter was shown: the ideas of its data set, thought again from their seed."""

from dataclasses import dataclass

from training.corpus.concepts import concepts
from training.corpus.drawings import ROUND
from training.dataset import ideas_of
from training.pictures.ideas import Idea
from training.recipe import Recipe

Place = tuple[str, str]
"""A scene and a background, one of them or both empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Everything that was shown together."""

    places: frozenset[tuple[str, Place]]
    """A thing's name and where it was."""
    colours: frozenset[tuple[str, str, Place]]
    """A thing's name, the colour word that was told of it, and where it was."""
    companions: frozenset[frozenset[str]]
    """Names of two things that were in one picture, whatever else there was."""


def shown(recipe: Recipe) -> Shown:
    """What is in the data set of a recipe, without drawing it."""
    known = concepts(recipe.concepts)
    styles = [[ROUND]] * len(known)
    places: set[tuple[str, Place]] = set()
    colours: set[tuple[str, str, Place]] = set()
    companions: set[frozenset[str]] = set()
    for number in range(recipe.shards):
        for one in ideas_of(recipe, known, styles, number)[0]:
            names = [thing.concept.name for thing in one.things]
            places.update((name, place_of(one)) for name in names)
            colours.update((thing.concept.name, thing.told, place_of(one)) for thing in one.things)
            companions.update(frozenset((name, other)) for name in names for other in names if name < other)
    return Shown(places=frozenset(places), colours=frozenset(colours), companions=frozenset(companions))


def place_of(one: Idea) -> Place:
    """Where an idea plays."""
    return one.scene, one.background
