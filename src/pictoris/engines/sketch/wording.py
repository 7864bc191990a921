"""The words of a brief as the painter hears them: what is asked for, part by part, and what is steered away from."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from pictoris.engines.sketch.sampling import Floats, noise_of
from pictoris.ports import Array, Brief, Words

Hears: TypeAlias = Callable[[Sequence[str]], Sequence[Array]]
"""Texts to the pieces of their words in their context, T×384 for each text of its own T."""

PIECES = 24
"""Word pieces of a text that count: captions of the training had no more."""
_SIZE = 384
_MOST_PARTS = 6
_CHAOS_KIND = 1
_CHAOS = 0.25
"""Noise in the meaning of the words at full chaos, as a share of its spread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A prompt, sorted."""

    parts: tuple[str, ...]
    """What is asked for; none if there are no words at all, an empty one if there are only some to steer away from."""
    weights: tuple[float, ...]
    """Of each part, all positive."""
    away: str
    """What is steered away from; empty: from what no words would give."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Told:
    """What the painter hears for each of N pictures, first what is steered away from, then P parts."""

    words: Floats
    """N×(1+P)×T×384."""
    heard: Floats
    """(1+P)×T: 1 where there is a piece."""
    weights: tuple[float, ...]
    is_cut: bool
    """Whether a text had more pieces than count."""


def wording(brief: Brief) -> Wording:
    """Sort the words of a brief."""
    wanted = [one for one in brief.words if one.weight > 0 and one.text.strip()]
    unwanted = [one.text for one in brief.words if one.weight < 0]
    counted = sorted(wanted, key=lambda one: -one.weight)[:_MOST_PARTS]
    style = "" if brief.look.style == "raw" else brief.look.style
    away = ", ".join(filter(None, (*brief.without, *unwanted)))
    # What no words would give is a part too, where there is something to steer away from.
    otherwise = (Words(text=""),) if style or away else ()
    parts = [one for one in wanted if one in counted] or otherwise
    return Wording(
        parts=tuple(", ".join(filter(None, (one.text, style))) for one in parts),
        weights=tuple(one.weight for one in parts),
        away=away,
        warnings=tuple(_left_out(len(wanted) - len(counted))),
    )


def _left_out(count: int) -> Iterator[str]:
    if count:
        yield f"sketch hears {_MOST_PARTS} parts of a prompt: the {count} that count least were left out."


def told(said: Wording, hear: Hears, seeds: Sequence[int], chaos: int) -> Told:
    """Hear a prompt, for each seed with a noise of its own if there is `chaos`, 0 to 100."""
    texts = (said.away, *said.parts)
    heard_texts = [text for text in texts if text]
    found = dict(zip(heard_texts, hear(heard_texts), strict=True)) if heard_texts else {}
    longest = max([1, *(min(PIECES, len(one)) for one in found.values())])
    words = np.zeros((len(texts), longest, _SIZE), np.float32)
    heard = np.zeros((len(texts), longest), np.float32)
    for row, text in enumerate(texts):
        pieces = found.get(text, words[0, :0])[:PIECES]
        words[row, : len(pieces)], heard[row, : len(pieces)] = pieces, 1
    return Told(
        words=_scattered(words, heard, seeds, chaos),
        heard=heard,
        weights=said.weights,
        is_cut=any(len(one) > PIECES for one in found.values()),
    )


def _scattered(words: Floats, heard: Floats, seeds: Sequence[int], chaos: int) -> Floats:
    """The words once for each seed, what is asked for moved a little."""
    if not chaos:
        return np.repeat(words[None], len(seeds), axis=0)
    spread = float(words[heard > 0].std()) if heard.any() else 0.0
    noise = noise_of(seeds, words.shape, _CHAOS_KIND) * (heard[..., None] * spread * _CHAOS * chaos / 100)
    noise[:, 0] = 0
    return np.asarray(words + noise, np.float32)
