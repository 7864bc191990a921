"""Words in, a scene out: subjects, how many, what colour, how they stand to one another, and the world around them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import cast, get_args

from pictoris.engines.collage.colours import fits
from pictoris.engines.collage.library import Library
from pictoris.engines.collage.painting.wearing import can_wear, goes_on, is_garment
from pictoris.engines.collage.parsing import Draft, Parser, Sketch
from pictoris.engines.collage.resolving import Embeds, resolve
from pictoris.engines.collage.scene import Kind, Relation, Scene, Setting, Standing, Thing
from pictoris.engines.collage.tagging import Sort, tags_of
from pictoris.ports import Words

MOST_THINGS = 12
MOST_ITEMS = 24
_MOST_PARTS = 32
_WEARING = frozenset({"wearing", "in", "with"})
"""Relations that say so if the second thing can be worn by the first."""
_IMPLIED = {
    "swimming": "underwater",
    "sailing": "sea",
    "surfing": "sea",
    "skiing": "snowfield",
    "driving": "street",
}
"""What things do → where that is done, if the prompt does not say."""
_NOT_HUMAN = frozenset(
    {"robot", "alien", "alien monster", "ghost", "ogre", "goblin", "hairy creature", "skull", "troll"}
)
_PEOPLE = frozenset({"people", "person", "human", "humans", "persons", "man", "men", "woman", "women"})


def read(words: Sequence[Words], without: Sequence[str], library: Library, embed: Embeds) -> Scene:
    """Understand a prompt.

    Parts of a negative weight say what must not be seen, as `without` does. The same words give the same scene;
    there are at most `MOST_THINGS` things and `MOST_ITEMS` items. Raises `Failed` as `embed` does.
    """
    reading = _Reading()
    for part in words[:_MOST_PARTS]:
        if part.weight > 0:
            reading.add(Parser().read(tags_of(part.text, library)), part.weight)
    unknown = resolve(reading.things, library, embed)
    unwanted = _unwanted([*without, *(part.text for part in words if part.weight <= 0)], library)
    kept = _kept(reading.things, unwanted, library)
    return Scene(
        things=tuple(_things(reading, kept, library)),
        standings=tuple(_standings(reading.standings, reading.things, kept, library)),
        setting=_setting(reading, unwanted),
        mood=tuple(dict.fromkeys(mood for sketch in reading.sketches for mood in sketch.mood)),
        unknown=unknown,
        instead=tuple(
            dict.fromkeys(
                (one.words, one.instead) for one in map(reading.things.__getitem__, kept) if one.instead
            )
        ),
        close=any(sketch.close for sketch in reading.sketches),
    )


@dataclass(slots=True, kw_only=True)
class _Reading:
    """The sketches of all parts of a prompt, their things counted through."""

    things: list[Draft] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    standings: list[tuple[int, str, int]] = field(default_factory=list)
    sketches: list[Sketch] = field(default_factory=list)

    def add(self, sketch: Sketch, weight: float) -> None:
        """Add what was read of one part."""
        before = len(self.things)
        self.things += sketch.things
        self.weights += [weight] * len(sketch.things)
        self.standings += [
            (one + before, relation, other + before) for one, relation, other in sketch.standings
        ]
        self.sketches.append(sketch)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unwanted:
    """What must not be seen."""

    ids: AbstractSet[str]
    people: bool
    background: bool
    said: AbstractSet[str]
    """Values of settings (`rain`) and colour words."""


def _unwanted(texts: Iterable[str], library: Library) -> _Unwanted:
    tags = [tag for text in texts for tag in tags_of(text, library)]
    return _Unwanted(
        ids={tag.found.choices[0] for tag in tags if tag.found},
        people=any(tag.text in _PEOPLE for tag in tags),
        background=any(tag.is_(Sort.BACKDROP) for tag in tags),
        said={said for tag in tags for said in tag.sorts.values()},
    )


def _kept(things: Sequence[Draft], unwanted: _Unwanted, library: Library) -> Mapping[int, int]:
    """Number of a thing as it was read → its number in the scene; what is unknown, unwanted or too much is left out."""
    good = [
        number
        for number, thing in enumerate(things)
        if thing.choices and not _is_unwanted(thing, unwanted, library)
    ]
    return {number: place for place, number in enumerate(good[:MOST_THINGS])}


def _is_unwanted(thing: Draft, unwanted: _Unwanted, library: Library) -> bool:
    first = library.entry(thing.choices[0])
    if unwanted.people and first.kind in {Kind.PERSON, Kind.FACE} and first.name not in _NOT_HUMAN:
        return True
    return not unwanted.ids.isdisjoint(thing.choices[:1])


def _things(reading: _Reading, kept: Mapping[int, int], library: Library) -> Iterator[Thing]:
    left = MOST_ITEMS
    for position, number in enumerate(kept):
        draft = reading.things[number]
        others = len(kept) - position - 1
        count = max(1, min(draft.count, left - others))
        left -= count
        yield Thing(
            words=draft.words,
            choices=_in_colour(draft, library),
            count=count,
            colour=draft.colour,
            size=draft.size,
            weight=reading.weights[number],
            doing=draft.doing,
        )


def _in_colour(draft: Draft, library: Library) -> tuple[str, ...]:
    """The candidates; only those that have the colours as they are if the best one has them."""
    colours = draft.colour.split(" and ") if draft.colour else ()
    good = [
        one
        for one in draft.choices
        if colours and all(fits(colour, library.entry(one).colours) for colour in colours)
    ]
    return tuple(good) if good[:1] == [*draft.choices[:1]] else draft.choices


def _standings(
    standings: Iterable[tuple[int, str, int]],
    things: Sequence[Draft],
    kept: Mapping[int, int],
    library: Library,
) -> Iterator[Standing]:
    for first, relation, second in dict.fromkeys(standings):
        if first not in kept or second not in kept:
            continue
        one, other = (library.entry(things[number].choices[0]) for number in (first, second))
        clad = (
            relation == "in"
            and other.kind is Kind.CLOTHING
            and (one.kind is Kind.PERSON or is_garment(other))
        )
        wears = relation in _WEARING and can_wear(one, other)
        if relation == "worn by":
            yield Standing(first=kept[first], relation="worn by", second=kept[second])
        elif wears or (relation == "wearing" and goes_on(other)):
            yield Standing(first=kept[second], relation="worn by", second=kept[first])
        elif clad or relation not in get_args(Relation):
            yield Standing(first=kept[first], relation="with", second=kept[second])
        else:
            yield Standing(first=kept[first], relation=cast("Relation", relation), second=kept[second])


def _setting(reading: _Reading, unwanted: _Unwanted) -> Setting:
    said: dict[Sort, str] = {}
    for sketch in reversed(reading.sketches):
        said |= sketch.setting
    said = {sort: value for sort, value in said.items() if value not in unwanted.said}
    implied = next((_IMPLIED[thing.doing] for thing in reading.things if thing.doing in _IMPLIED), "")
    backdrop = next((sketch.backdrop for sketch in reading.sketches if sketch.backdrop), None)
    has_background = not unwanted.background and all(sketch.has_background for sketch in reading.sketches)
    plain = "none" if backdrop or not has_background else ""
    return Setting(
        place=said.get(Sort.PLACE) or plain or implied,
        hour=said.get(Sort.HOUR, ""),
        weather=said.get(Sort.WEATHER, ""),
        season=said.get(Sort.SEASON, ""),
        backdrop=backdrop,
        has_background=has_background,
    )
