"""Puts the questions to a painter and writes down what it can: `figures.json`, and sheets to look at."""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from training.corpus.concepts import Concept, concepts
from training.corpus.drawings import ROUND, Drawings
from training.evaluate.classifier import Classifier, fit, share_within
from training.evaluate.colours import has_colour
from training.evaluate.distances import kid, nearest, unlike
from training.evaluate.features import Eyes, Vectors
from training.evaluate.painters import Paint, Through
from training.evaluate.questions import Questioner, Questions
from training.evaluate.shown import shown
from training.pictures.ideas import Idea, Mix, idea
from training.pictures.render import Picture, render
from training.recipe import Recipe

EXAMINATION, CHOICE = 77, 78
"""Seeds of the questions: the examination's own, and those that settings are chosen with."""
COUNTS = (606, 202, 202)
"""Questions with one thing, with a colour, with two things."""
_SHOWN = 12
"""Renderings of each concept that the classifier learns from; a sixth of them is kept for its own examination."""
_PAIR_BEST = 5
_LIKE = 32
"""Pixels of the side at which pictures are compared for copies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a painter can; shares are fractions."""

    first: float
    """Single things that the classifier names first, and (`five`) among its first five."""
    five: float
    colours: float
    pairs: float
    """Pictures of two things that show both."""
    kid: float
    seeds_differ: float
    """Mean cosine distance of pictures of one prompt with four seeds."""
    original: float
    """Pictures that are no copies of the nearest training picture."""
    seconds: float
    """For one picture."""


class Judge:
    """The classifier, and what pictures of the data set score by the same measures."""

    def __init__(self, recipe: Recipe, folder: Path) -> None:
        """The classifier is fitted once and kept in `folder`."""
        self.known = concepts(recipe.concepts)
        self.numbers = {one.id: number for number, one in enumerate(self.known)}
        self.side = recipe.side
        self.eyes = Eyes()
        self._drawings = Drawings()
        self._classifier, self.of_itself = self._fitted(folder / "classifier.npz")

    def real(self, ideas: Sequence[Idea], seed: int) -> list[Picture]:
        """Renderings of ideas."""
        dice = np.random.default_rng(seed)
        return [render(one, self._drawings, (self.side, self.side), dice) for one in ideas]

    def singles(self, vectors: Vectors, ideas: Sequence[Idea]) -> tuple[float, float]:
        """The shares whose thing is named first, and among the first five."""
        labels = [self.numbers[one.things[0].concept.id] for one in ideas]
        ranked = self._classifier.ranked(vectors)
        return share_within(ranked, labels, 1), share_within(ranked, labels, 5)

    def pairs(self, pictures: Sequence[Picture], ideas: Sequence[Idea]) -> float:
        """The share that shows both things, one in each half."""
        halves = [_halves(one, idea_) for one, idea_ in zip(pictures, ideas, strict=True)]
        ranked = self._classifier.ranked(self.eyes.see([half for both in halves for half in both]))
        found = [set(row[:_PAIR_BEST]) for row in ranked]
        return float(np.mean([
            _both(found[2 * at : 2 * at + 2], [self.numbers[thing.concept.id] for thing in one.things])
            for at, one in enumerate(ideas)
        ]))  # fmt: skip

    def _fitted(self, path: Path) -> tuple[Classifier, tuple[float, float]]:
        if path.exists():
            with np.load(path) as kept:
                itself = float(kept["itself"][0]), float(kept["itself"][1])
                return Classifier(
                    **{name: kept[name] for name in ("weight", "bias", "mean", "spread")}
                ), itself
        dice = np.random.default_rng(5)
        labels = [number for number in range(len(self.known)) for _ in range(_SHOWN)]
        pictures = [self._alone(self.known[label], dice) for label in labels]
        vectors = self.eyes.see(pictures)
        kept_back = np.arange(len(labels)) % _SHOWN >= _SHOWN - _SHOWN // 6
        label_array = np.array(labels)
        fitted = fit(vectors[~kept_back], label_array[~kept_back].tolist(), len(self.known))
        ranked = fitted.ranked(vectors[kept_back])
        rest = label_array[kept_back].tolist()
        itself = share_within(ranked, rest, 1), share_within(ranked, rest, 5)
        np.savez(path, itself=itself, **asdict(fitted))
        return fitted, itself

    def _alone(self, concept: Concept, dice: np.random.Generator) -> Picture:
        """A rendering of one thing, cut to between 70 and 100 percent of its side."""
        thought = idea([concept], [[ROUND]], Mix(pairs=0, counted=0, coloured=0.3, scenes=0.5), dice)
        picture = render(thought, self._drawings, (self.side, self.side), dice)
        part = round(self.side * dice.uniform(0.74, 1.0))
        left = (self.side - part) // 2
        cut = picture[left : left + part, left : left + part]
        # Soft ones too: a picture that is a little out of focus shows what it shows.
        soft = round(self.side * dice.uniform(0.35, 1.0))
        small = cv2.resize(cut, (soft, soft), interpolation=cv2.INTER_AREA)
        return np.asarray(cv2.resize(small, (self.side, self.side), interpolation=cv2.INTER_CUBIC), np.uint8)


def _halves(picture: Picture, asked: Idea) -> list[Picture]:
    """Two squares: the upper and lower middle, or the left and right middle."""
    half = picture.shape[0] // 2
    quarter = half // 2
    middle = slice(quarter, quarter + half)
    if asked.relation in {"above", "below"}:
        return [picture[:half, middle], picture[half:, middle]]
    return [picture[middle, :half], picture[middle, half:]]


def _both(found: Sequence[set[int]], asked: Sequence[int]) -> bool:
    first, second = asked
    return (first in found[0] and second in found[1]) or (second in found[0] and first in found[1])


def examine(
    judge: Judge, paint: Paint, asked: Questions, seed: int
) -> tuple[Figures, Mapping[str, list[Picture]]]:
    """Let a painter answer; the pictures by kind of question."""
    begun = time.monotonic()
    made = {
        kind: paint([one.caption for one in ideas], range(seed, seed + len(ideas)))
        for kind, ideas in asked.by_kind().items()
    }
    seconds = (time.monotonic() - begun) / sum(map(len, made.values()))
    figures = graded(judge, made, asked, seconds, _four(paint, asked, seed))
    return figures, made


def _four(paint: Paint, asked: Questions, seed: int) -> Sequence[Sequence[Picture]]:
    """Four seeds for each of some prompts."""
    return [paint([one.caption] * 4, range(seed + 9000, seed + 9004)) for one in asked.some()]


def graded(
    judge: Judge,
    made: Mapping[str, list[Picture]],
    asked: Questions,
    seconds: float,
    four: Sequence[Sequence[Picture]],
) -> Figures:
    """The figures of pictures that were made for questions."""
    vectors = judge.eyes.see(made["single"])
    first, five = judge.singles(vectors, asked.single)
    right = [
        has_colour(picture, one.things[0].told)
        for picture, one in zip(made["coloured"], asked.coloured, strict=True)
    ]
    return Figures(
        first=first, five=five, colours=float(np.mean(right)), pairs=judge.pairs(made["pairs"], asked.pairs),
        kid=kid(vectors, judge.eyes.see(judge.real(asked.single, 11))),
        seeds_differ=unlike([judge.eyes.see(group) for group in four]),
        original=_original(judge, made["single"], asked.single), seconds=seconds,
    )  # fmt: skip


def _original(judge: Judge, pictures: Sequence[Picture], ideas: Sequence[Idea]) -> float:
    """The share that lies farther from every training picture than a re-encoded copy would.

    The pictures of the data set that are compared are other renderings of the same ideas and some thousand of any.
    A copy is what lies nearer than the one in a hundred of all pairs of two renderings of one idea that are most alike.
    """
    dice = np.random.default_rng(12)
    styles = [[ROUND]] * len(judge.known)
    any_ = [idea(judge.known, styles, Mix(), dice) for _ in range(4000)]
    known = _small([*judge.real(ideas, 13), *judge.real(any_, 14)])
    twins = np.sqrt(((_small(judge.real(ideas, 15)) - _small(judge.real(ideas, 16))) ** 2).mean(axis=1))
    border = float(np.quantile(twins, 0.01))
    return float((nearest(_small(pictures), known) > border).mean())


def _small(pictures: Sequence[Picture]) -> Vectors:
    rows = [cv2.resize(one, (_LIKE, _LIKE), interpolation=cv2.INTER_AREA).reshape(-1) for one in pictures]
    return np.stack(rows).astype(np.float32)


def asked_of(
    recipe: Recipe, judge: Judge, seed: int, counts: tuple[int, int, int], *, unseen: bool
) -> Questions:
    """Questions about what a recipe's data set holds: combinations that it never shows, or only such as it shows."""
    dice = np.random.default_rng(seed)
    return Questioner(known=judge.known, shown=shown(recipe), unseen=unseen, dice=dice).questions(*counts)


def examination(recipe: Recipe, folder: Path, out: Path, paint: Paint, through: Through) -> None:
    """The whole examination: a painter's figures, and those of the data set itself by the same measures.

    `through` sends pictures through the autoencoder: no painter can be better than what comes out of that.
    """
    out.mkdir(parents=True, exist_ok=True)
    judge = Judge(recipe, folder)
    asked = asked_of(recipe, judge, EXAMINATION, COUNTS, unseen=True)
    figures, made = examine(judge, paint, asked, EXAMINATION)
    real = {kind: judge.real(ideas, 21) for kind, ideas in asked.by_kind().items()}
    four = [judge.real([one] * 4, 22) for one in asked.some()]
    told = {
        "painter": asdict(figures),
        "real renderings": asdict(graded(judge, real, asked, 0.0, four)),
        "real renderings through the autoencoder": asdict(
            graded(
                judge,
                {kind: through(some) for kind, some in real.items()},
                asked,
                0.0,
                [through(one) for one in four],
            )
        ),
        "classifier on kept back renderings": judge.of_itself,
        "questions": COUNTS,
    }
    (out / "figures.json").write_text(json.dumps(told, indent=1) + "\n")
    print(json.dumps(told, indent=1))
    for kind, ideas in asked.by_kind().items():
        (out / f"{kind}.txt").write_text("\n".join(one.caption for one in ideas) + "\n")
        Image.fromarray(_sheet(made[kind][:96])).save(out / f"{kind}.png")


def _sheet(pictures: Sequence[Picture], columns: int = 12) -> Picture:
    rows = [
        np.concatenate(pictures[at : at + columns], 1)
        for at in range(0, len(pictures) - columns + 1, columns)
    ]
    return np.concatenate(rows)
