"""Midjourney's prompt language: a prompt read once into a typed value, and rendered back to the same text.

    https://a.example/cat.png a {red, blue} fox:: in the snow::0.5 --ar 3:2 --no people, cars --repeat 2
    └ pictures ─────────────┘ └ words: alternatives, weighted parts ┘ └ flags ─────────────────────────┘

Nothing raises: what is wrong with a prompt is told in `problems`. See docs/prompts.md for the grammar.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from pictoris.ports import Words
from pictoris.words import variant
from pictoris.words.alternatives import MOST, alternatives
from pictoris.words.pieces import Kind, Piece, cut_around
from pictoris.words.problem import Problem
from pictoris.words.prompt_settings import Mention, PromptSettings
from pictoris.words.variant import Variant, is_repeat


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A prompt that was read."""

    pieces: tuple[Piece, ...]
    """All of it; alternatives are not taken apart here."""
    variants: tuple[Variant, ...]
    """The texts that it stands for, at least one; several if it holds alternatives."""
    used: tuple[str, ...]
    """Names of all its flags (`ar`, `stylize`), each once."""
    problems: tuple[Problem, ...]
    """What is wrong with it, in order of position."""

    @property
    def images(self) -> tuple[Mention, ...]:
        """The pictures in front of the words; of the first variant."""
        return self.variants[0].images

    @property
    def parts(self) -> tuple[Words, ...]:
        """The words, without pictures and flags, and what each part counts; of the first variant."""
        return self.variants[0].parts

    @property
    def settings(self) -> PromptSettings:
        """What the flags ask for; of the first variant."""
        return self.variants[0].settings


# Whoever takes an order asks five times: for its pictures, its words, its variants, its seed, its speed.
@lru_cache(maxsize=16)
def parse(text: str) -> Prompt:
    """Read a prompt. The time grows with its length alone: well below a millisecond for an ordinary one."""
    found = alternatives(text)
    variants = tuple(map(variant.read, found.excerpts))
    pieces = cut_around(text, found.groups) if found.groups else variants[0].pieces
    problems = {*found.problems, *chain.from_iterable(one.problems for one in variants)}
    used = chain.from_iterable(one.used for one in variants)
    return Prompt(
        pieces=pieces,
        variants=variants,
        used=tuple(dict.fromkeys(used)),
        problems=_in_order([*problems, *_too_many(variants)]),
    )


def render(prompt: Prompt) -> str:
    """The text that was read: `render(parse(text)) == text` for every text."""
    return "".join([piece.text for piece in prompt.pieces])


def expand(prompt: Prompt) -> tuple[str, ...]:
    """The texts of the jobs that a prompt makes, `MOST` at most: every variant as often as its `--repeat` says.

    They hold neither alternatives nor `--repeat`, and come in Midjourney's order: the last of several alternatives
    changes fastest.
    """
    texts = (text for one in prompt.variants for text in [variant.without_repeat(one)] * one.settings.repeat)
    return tuple(text for text, _ in zip(texts, range(MOST), strict=False))


def references(prompt: Prompt) -> tuple[Mention, ...]:
    """Every URL that painting any of its variants would fetch, in order of position.

    Nobody has looked whether they may be fetched.
    """
    mentions = chain.from_iterable(one.references for one in prompt.variants)
    first = {(one.position, one.url): one for one in mentions if one.url}
    return tuple(sorted(first.values(), key=lambda one: one.position))


def split(prompt: Prompt) -> tuple[str, str]:
    """What precedes the flags, and the flags; both as they are written, without blanks around them."""
    pieces = prompt.pieces
    at = next((number for number, one in enumerate(pieces) if one.kind is Kind.FLAG), len(pieces))
    return _text(pieces[:at]), _text(pieces[at:])


def _text(pieces: Iterable[Piece]) -> str:
    return "".join([piece.text for piece in pieces]).strip()


def _too_many(variants: Sequence[Variant]) -> list[Problem]:
    """Whether `--repeat` makes too many jobs of them."""
    if sum(one.settings.repeat for one in variants) <= MOST:
        return []
    at = min(piece.start for one in variants for piece in one.pieces if is_repeat(piece))
    return [Problem(at, f"With --repeat at character {at + 1} the alternatives make more than {MOST} jobs.")]


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.position, problem.message)))
