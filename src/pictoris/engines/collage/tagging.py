"""A prompt's text as a row of tags: what each word or phrase may say of a scene."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from pictoris.engines.collage.colours import COLOURS
from pictoris.engines.collage.lexicon import FOLDER
from pictoris.engines.collage.library import Found, Library

LONGEST = 6000
"""Characters of a text that are read."""
_WORDS = 5
"""Words of the longest phrase."""
_MOST = 24
"""The largest number that counts as one."""


class Sort(StrEnum):
    """What a phrase may be; the sections of vocabulary/phrases.toml have these names, but for the last four."""

    PLACE = "place"
    HOUR = "hour"
    WEATHER = "weather"
    SEASON = "season"
    SIZE = "size"
    COLOUR = "colour"
    COUNT = "count"
    RELATION = "relation"
    DOING = "doing"
    MOOD = "mood"
    STICKER = "sticker"
    BACKDROP = "backdrop"
    DROP = "drop"
    SIDE = "side"
    BODY = "body"
    ADJECTIVE = "adjective"
    DETERMINER = "determiner"
    POSSESSIVE = "possessive"
    PRONOUN = "pronoun"
    AND = "and"
    COPULA = "copula"
    PREPOSITION = "preposition"
    CONTAINER = "container"
    SUBJECT = "subject"
    STOP = "stop"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Tag:
    """A phrase with everything that it may say."""

    text: str
    sorts: Mapping[Sort, str] = field(default_factory=dict)
    """What it may be → what it says as such; as a subject, the colour that belongs to its name."""
    found: Found | None = None
    """The illustrations that it names, if it may be a subject."""

    def is_(self, sort: Sort) -> bool:
        """Whether it may be of a sort."""
        return sort in self.sorts


def tags_of(text: str, library: Library) -> Sequence[Tag]:
    """Split a text into the longest phrases that are known; single words where none is."""
    tokens = list(_tokens(text))
    tags: list[Tag] = []
    place = 0
    while place < len(tokens):
        length, tag = _longest(tokens, place, library)
        tags.append(tag)
        place += length
    return tags


def _tokens(text: str) -> Iterator[str]:
    """Words in small letters and marks; words joined by a hyphen stay together if a table knows them so."""
    clean = unicodedata.normalize("NFKC", text[:LONGEST]).lower().replace("’", "'").replace("`", "'")
    clean = re.sub(r"https?://\S+", " ", clean)
    for token in re.findall(r"[^\W_]+(?:['./&-][^\W_]+)*|[,.;:!?()|\[\]{}\n]|[&+]", clean):
        whole = token.removesuffix("'s")
        if "-" in whole and whole not in phrases() and not re.search(r"\d", whole):
            yield from whole.split("-")
        else:
            yield whole


def _longest(tokens: Sequence[str], place: int, library: Library) -> tuple[int, Tag]:
    token = tokens[place]
    if not token[0].isalnum() and token not in {"&", "+"}:
        return 1, Tag(token, {Sort.STOP: token})
    for length in range(min(_WORDS, len(tokens) - place), 0, -1):
        words = tokens[place : place + length]
        if tag := _known(" ".join(words), library):
            return length, tag
    return 1, _number(token) or Tag(token, {Sort.WORD: token})


def _known(phrase: str, library: Library) -> Tag | None:
    """What the tables say of a phrase; None if it is in none of them."""
    sorts = dict(phrases().get(phrase, {}))
    first, _space, rest = phrase.partition(" ")
    if Sort.CONTAINER in sorts:
        return Tag(phrase, sorts, library.find(first))
    found = library.find(phrase)
    own = phrases().get(first, {}).get(Sort.COLOUR) if rest else None
    if found and own:
        plainer = library.find(rest)
        # A red apple is an apple that is red; a black cat is another illustration than a cat.
        found = None if plainer and set(plainer.choices) & set(found.choices) else found
    if found:
        sorts[Sort.SUBJECT] = own or ""
    return Tag(phrase, sorts, found) if sorts else None


def _number(token: str) -> Tag | None:
    if not token.isascii() or not token.isdigit():
        return None
    if len(token) > 3 or int(token) == 0:
        return Tag(token, {Sort.DROP: token})
    return Tag(token, {Sort.COUNT: str(min(int(token), _MOST))})


@cache
def phrases() -> Mapping[str, Mapping[Sort, str]]:
    """Phrase → what it may be → what it says as such."""
    with (FOLDER / "phrases.toml").open("rb") as file:
        sections = tomllib.load(file)
    known: dict[str, dict[Sort, str]] = {word: {Sort.COLOUR: word} for word in COLOURS}
    for section, values in sections.items():
        for value, words in values.items():
            for word in words:
                known.setdefault(_without_article(word), {})[Sort(section)] = value
    return known


def _without_article(phrase: str) -> str:
    """`a pair of` is found after its article, so that `a stack of books` can be found as well."""
    return phrase.removeprefix("a ").removeprefix("an ") if " " in phrase else phrase
