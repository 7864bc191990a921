"""What the painter has learned by name, and whether a prompt asks for any of it."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[a-z0-9][a-z0-9'’-]*")
_LONGEST_NAME = 3
"""Words of a name."""
_MOST_QUOTED = 60
"""Characters of a prompt that a warning repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """The words of the captions that the painter was trained with."""

    count: int
    """How many things have a name."""
    names: frozenset[str]
    """Of things, places and times; of names of several words, their last word too."""

    def knows(self, text: str) -> bool:
        """Whether a text names a thing, a place or a time that was learned; plurals count as their singular."""
        return any(name in self.names for name in _names(text))

    def unknown(self, texts: Sequence[str]) -> tuple[str, ...]:
        """The sentence that says so if texts name nothing that was learned."""
        asked = ", ".join(text for text in texts if text.strip())
        if not asked or any(map(self.knows, texts)):
            return ()
        short = asked if len(asked) <= _MOST_QUOTED else f"{asked[:_MOST_QUOTED].rstrip()}…"
        has = f"sketch has learned {self.count} things by name"
        return (f"{has}, and there is none in “{short}”: it paints what it takes to be similar.",)


def learned(definition: bytes) -> Learned:
    """Read `sketch_concepts.json`."""
    known = json.loads(definition)
    told = [phrase.lower() for phrase in (*known["things"], *known["scenes"])]
    # Whoever says `apple` gets a red or a green one, and `snow` alone is heard as `in the snow`.
    last = [word for phrase in told for word in _WORD.findall(phrase)[-1:]]
    return Learned(count=len(known["things"]), names=frozenset((*told, *last)))


def _names(text: str) -> Iterator[str]:
    """Every run of one to three words, as it is and with its last word in the singular."""
    words = _WORD.findall(text.lower())
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _LONGEST_NAME) + 1):
            *before, last = words[start:end]
            for form in _singulars(last):
                yield " ".join((*before, form))


def _singulars(word: str) -> Iterator[str]:
    yield word
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    if word.endswith("ves"):
        yield from (f"{word[:-3]}f", f"{word[:-3]}fe")
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]
