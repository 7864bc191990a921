"""Makes a prompt longer by rules; no language model is involved.

A good prompt tells, beside its subject, medium, composition, light, detail and mood. What a prompt already tells is
recognised by word lists and left alone; what is missing is added in words that fit the medium, the subject and the
hour that were recognised. The same prompt always gives the same extension.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TypeVar

from pictoris.words import aspects
from pictoris.words.aspects import Aspect, Family, Hour, Subject
from pictoris.words.finder import Finder
from pictoris.words.normalise import Folded, as_written
from pictoris.words.prompt import parse, split
from pictoris.words.prompt_settings import PromptSettings

Choice = TypeVar("Choice", bound=Enum)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a prompt says already."""

    told: frozenset[Aspect]
    family: Family | None
    subject: Subject
    hour: Hour


def extend(prompt: str) -> str:
    """Add what a prompt leaves open; parameters stay at its end.

    Prompts with several weighted parts (`::`) or alternatives (`{a, b}`), prompts without words, and prompts that leave
    nothing open come back as they are.
    """
    parsed = parse(prompt)
    body, parameters = split(parsed)
    if len(parsed.variants) > 1 or len(parsed.parts) != 1 or "::" in body or "{" in body:
        return prompt
    words = parsed.parts[0].text
    seen = _see(words, parsed.settings)
    # A stable draw: neighbours differ, and nothing depends on the process.
    draw = zlib.crc32(words.casefold().encode())
    added = [text for text in _additions(seen, draw) if text]
    if not added:
        return prompt
    longer = ", ".join([body.rstrip(" ,.;"), *added])
    return f"{longer} {parameters}" if parameters else longer


def _additions(seen: _Seen, draw: int) -> list[str]:
    family = seen.family or (Family.DRAWING if seen.subject is Subject.FANTASY else Family.PHOTO)
    wants = frozenset(Aspect) - seen.told
    flat = family is Family.GRAPHIC
    return [
        aspects.MEDIA[seen.subject] if Aspect.MEDIUM in wants else "",
        _drawn(aspects.COMPOSITIONS[seen.subject], draw, family)
        if Aspect.COMPOSITION in wants and not flat
        else "",
        _drawn(aspects.LIGHTS[seen.hour], draw) if Aspect.LIGHT in wants and not flat else "",
        aspects.DETAILS[family] if Aspect.DETAIL in wants else "",
        _drawn(aspects.MOODS[seen.subject], draw) if Aspect.MOOD in wants and not flat else "",
    ]


def _drawn(texts: Sequence[str], draw: int, family: Family = Family.PHOTO) -> str:
    """One of the texts; lenses and focus only for what a camera could have made."""
    text = texts[draw % len(texts)]
    if family in {Family.PHOTO, Family.RENDER}:
        return text
    return ", ".join(
        part for part in text.split(", ") if "focus" not in part and "depth of field" not in part
    )


def _see(words: str, settings: PromptSettings) -> _Seen:
    texts = as_written(Folded(words)).texts
    told = set(_all_of(texts, aspects.SAID))
    family = _first_of(texts, aspects.FAMILIES)
    if family is None and settings.niji is not None:
        family = Family.DRAWING
    return _Seen(
        told=frozenset({*told, Aspect.MEDIUM} if family else told),
        family=family,
        subject=_first_of(texts, aspects.SUBJECTS) or Subject.THING,
        hour=_first_of(texts, aspects.HOURS) or Hour.DAY,
    )


def _first_of(texts: Sequence[str], table: Mapping[Choice, str]) -> Choice | None:
    """The first key of the table of which a word is there."""
    found = _all_of(texts, table)
    return next((key for key in table if key in found), None)


def _all_of(texts: Sequence[str], table: Mapping[Choice, str]) -> set[Choice]:
    return {key for key in table if next(_finder(table[key]).find(texts), None)}


@cache
def _finder(phrases: str) -> Finder:
    return Finder((phrase, "said") for phrase in phrases.split(","))
