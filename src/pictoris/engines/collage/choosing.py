"""Which of its meanings a phrase has where it stands: `orange` is a colour before a noun, and a fruit elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from pictoris.engines.collage.scene import Kind
from pictoris.engines.collage.tagging import Sort, Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the reader knows when it comes to a phrase."""

    relation: str | None
    """The relation that waits for its second thing."""
    promised: bool
    """Whether an article or a number promised a noun."""
    owned: bool
    """Whether `its` or the like came before."""
    said: bool
    """Whether `is` or the like came before."""
    begun: bool
    """Whether the clause has a thing already."""


_DESCRIBING = frozenset({Sort.COLOUR, Sort.SIZE, Sort.ADJECTIVE, Sort.MOOD, Sort.DROP, Sort.CLOSE})
_NOUNS = frozenset({Sort.SUBJECT, Sort.WORD, Sort.BODY})
_BEFORE_NOUNS = (
    _DESCRIBING | _NOUNS | {Sort.DETERMINER, Sort.COUNT, Sort.POSSESSIVE, Sort.CONTAINER, Sort.PRONOUN}
)
_ANIMATE = frozenset({Kind.PERSON, Kind.FACE, Kind.ANIMAL, Kind.FLYER, Kind.SWIMMER})
"""Two of these in a row are both meant: `a cat astronaut`."""
_INTO = frozenset({"in", "above"})
_ORDER = (
    Sort.STICKER, Sort.BACKDROP, Sort.HOUR, Sort.WEATHER, Sort.SEASON, Sort.PLACE, Sort.COUNT, Sort.SIDE, Sort.CONTAINER,
    Sort.COLOUR, Sort.RELATION, Sort.DOING, Sort.COPULA, Sort.MOOD, Sort.SIZE, Sort.BODY, Sort.CLOSE, Sort.DROP, Sort.ADJECTIVE,
)  # fmt: skip
"""Of several meanings, none of them a subject, the first of these counts."""


def choose(tags: Sequence[Tag], place: int, context: Context) -> Sort:
    """What the tag at a place is there."""
    sorts = tags[place].sorts
    if Sort.AND in sorts and _joins_colours(tags, place):
        return Sort.ADJECTIVE
    other = _other(tags, place)
    if Sort.SUBJECT in sorts and Sort.COLOUR not in sorts and _only_describes(tags, place, context):
        return Sort.ADJECTIVE
    if Sort.SUBJECT in sorts and (other is None or _is_subject(other, tags, place, context)):
        return Sort.SUBJECT
    return other or next(iter(sorts))


def _only_describes(tags: Sequence[Tag], place: int, context: Context) -> bool:
    """Whether a noun belongs to the noun right after it: `a strawberry cake`, `with a carrot nose`."""
    found = tags[place].found
    if found is None or found.plural or place + 1 == len(tags):
        return False
    after = tags[place + 1]
    if after.is_(Sort.BODY):
        return context.owned or context.relation in {"with", "wearing"}
    if after.found is None or len(after.sorts) > 1:
        return False
    same = not set(found.choices).isdisjoint(after.found.choices)
    return same or not {found.kind, after.found.kind} <= _ANIMATE


def _other(tags: Sequence[Tag], place: int) -> Sort | None:
    """What the tag at a place is if it names nothing; None if it can only name something."""
    sorts = tags[place].sorts
    if {Sort.DOING, Sort.RELATION} <= sorts.keys():
        return Sort.RELATION if _noun_phrase_follows(tags, place) else Sort.DOING
    if {Sort.COLOUR, Sort.MOOD} <= sorts.keys():
        return Sort.COLOUR if _noun_follows(tags, place) else Sort.MOOD
    return next((sort for sort in _ORDER if sort in sorts), None)


def _is_subject(other: Sort, tags: Sequence[Tag], place: int, context: Context) -> bool:
    """Whether a phrase that may name a thing, and may be something else, names a thing."""
    match other:
        case Sort.COLOUR:
            return not context.said and not _noun_follows(tags, place)
        case Sort.SIZE | Sort.ADJECTIVE:
            return not _noun_follows(tags, place)
        case Sort.BODY:
            return not context.owned and context.relation not in {"with", "wearing"}
        case Sort.PLACE:
            return context.relation not in _INTO and not _is_only_scenery(tags[place], context)
        case _:
            return _is_promised(other, context)


def _is_only_scenery(tag: Tag, context: Context) -> bool:
    """Whether a place is named in passing: `a lighthouse at dusk, waves` asks for the sea, `office` for a room."""
    return tag.sorts[Sort.PLACE] in {"sea", "room"} and not context.promised and context.relation is None


def _is_promised(other: Sort, context: Context) -> bool:
    """Whether what came before asks for a noun."""
    if other in {Sort.DROP, Sort.CLOSE}:
        return context.promised and (context.relation is not None or context.begun)
    if other in {Sort.DOING, Sort.RELATION, Sort.COPULA}:
        return context.promised or not context.begun
    return other is Sort.COUNT


def _noun_follows(tags: Sequence[Tag], place: int) -> bool:
    """Whether the noun phrase goes on to a noun after this place."""
    for number in range(place + 1, len(tags)):
        sorts = set(tags[number].sorts)
        if sorts & _NOUNS and not sorts & {Sort.RELATION, Sort.DOING}:
            return True
        if not sorts & _DESCRIBING and not _joins_colours(tags, number):
            return False
    return False


def _noun_phrase_follows(tags: Sequence[Tag], place: int) -> bool:
    return place + 1 < len(tags) and bool(set(tags[place + 1].sorts) & _BEFORE_NOUNS)


def _joins_colours(tags: Sequence[Tag], place: int) -> bool:
    """Whether a tag is the `and` of `black and white`."""
    if not tags[place].is_(Sort.AND) or not 0 < place < len(tags) - 1:
        return False
    return tags[place - 1].is_(Sort.COLOUR) and tags[place + 1].is_(Sort.COLOUR)
