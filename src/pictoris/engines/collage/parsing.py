"""Tags in, a sketch of a scene out: which words describe which thing, and how things stand to one another.

A text is read once, from left to right. Modifiers (`three`, `small`, `red`) wait for the noun that they belong to; a
relation (`on`) waits for its second thing, and speaks of the whole group before it (`a cat and a dog on a bench`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from pictoris.engines.collage.choosing import Context, choose
from pictoris.engines.collage.tagging import Sort, Tag, phrases

_PLURAL = 3
"""How many an uncounted plural is."""
_OPEN_LISTS = frozenset({"with", "wearing", "between"})
"""Relations whose second things may be several: `wearing a hat and a scarf`."""
_SETTINGS = (Sort.PLACE, Sort.HOUR, Sort.WEATHER, Sort.SEASON)
_DESCRIBING = frozenset({Sort.ADJECTIVE, Sort.COLOUR, Sort.SIZE, Sort.DROP, Sort.CLOSE})
COLOURFUL = "colourful"
"""The colour of things each of which has another one."""
_FLAT = frozenset({"plate", "tray"})
"""Vessels that things lie on."""


@dataclass(slots=True, kw_only=True)
class Draft:
    """A thing that is being read."""

    words: str
    choices: tuple[str, ...] = ()
    """Empty if no table knows the words."""
    count: int = 1
    colour: str | None = None
    size: float = 1.0
    doing: str = ""
    side: str = ""
    sure: bool = True
    """Whether the words are a noun beyond doubt."""
    instead: str = ""
    """Who stands for somebody of whom there is no illustration."""


@dataclass(slots=True, kw_only=True)
class Sketch:
    """What was read of a text."""

    things: list[Draft] = field(default_factory=list)
    standings: list[tuple[int, str, int]] = field(default_factory=list)
    """First, relation, second; the relation `wearing` is still among them."""
    setting: dict[Sort, str] = field(default_factory=dict)
    backdrop: str | None = None
    has_background: bool = True
    close: bool = False
    mood: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class _Waiting:
    """Modifiers whose noun has not come yet."""

    count: int | None = None
    colour: str | None = None
    size: float = 1.0
    doing: str = ""
    named: bool = False
    """Whether an article promised a noun."""
    definite: bool = False
    """Whether the article was `the`: it may mean a thing that was named before."""
    words: list[str] = field(default_factory=list)


class Parser:
    """Reads one text; an instance is used once."""

    def __init__(self) -> None:
        self._sketch = Sketch()
        self._waiting = _Waiting()
        self._group: list[int] = []
        """The things that the next relation speaks of."""
        self._object: int | None = None
        """The second thing of the last relation."""
        self._relation: str | None = None
        """A relation that waits for its second thing."""
        self._open: str | None = None
        """A relation that has its second thing, and may get more of them."""
        self._leading: tuple[str, int] | None = None
        """A relation that came before its first thing: `on the table a vase`."""
        self._vessel: tuple[int, str] | None = None
        """A vessel whose content comes next, and whether that lies in it or on it."""
        self._last: int | None = None
        self._side = ""
        self._swallow = self._joined = self._said = self._owned = self._moved = False
        self._loosely = False
        """Whether an article ends the swallowing: a bouquet of roses is one thing, a statue of a lion is two."""
        self._loose = False
        """Whether what waits was said of the world: `in a snowy village` goes on, `at night a cat` does not."""
        self._company = False
        """Whether the last relation was no more than `with`: then the second thing may act."""
        self._named = False
        """Whether a thing came right before."""
        self._fresh = True
        """Whether this clause has no thing yet."""

    def read(self, tags: Sequence[Tag]) -> Sketch:
        """Read a row of tags to its end."""
        for place, tag in enumerate(tags):
            sort = choose(tags, place, self._context())
            _HANDLERS[sort](self, tag.sorts.get(sort, ""), tag)
            self._named = sort is Sort.SUBJECT
            self._said = sort is Sort.COPULA or (self._said and sort in _DESCRIBING)
            self._owned = sort in {Sort.POSSESSIVE, Sort.BODY} or (
                self._owned and sort in _DESCRIBING | {Sort.AND}
            )
        self._end_noun()
        self._sketch.standings += _sided(self._sketch.things)
        return self._sketch

    def _context(self) -> Context:
        return Context(
            relation=self._relation,
            promised=self._waiting.named or self._waiting.count is not None,
            owned=self._owned,
            said=self._said,
            begun=not self._fresh,
        )

    # Words that describe

    def colour(self, said: str, _tag: Tag) -> None:
        if self._said and self._last is not None:
            self._sketch.things[self._last].colour = said
        else:
            self._waiting.colour = self._both(said)

    def _both(self, said: str) -> str:
        """`red and white` is a colour of its own; of more colours the first two count."""
        first = self._waiting.colour
        if first is None or first == said:
            return said
        return f"{first} and {said}" if " and " not in first and COLOURFUL not in {first, said} else first

    def size(self, said: str, _tag: Tag) -> None:
        if self._said and self._last is not None:
            self._sketch.things[self._last].size = float(said)
        else:
            self._waiting.size = float(said)

    def count(self, said: str, _tag: Tag) -> None:
        self._begin_noun()
        self._waiting.count = int(said)

    def determiner(self, _said: str, tag: Tag) -> None:
        self._begin_noun()
        self._waiting.named = True
        self._swallow = self._swallow and not self._loosely
        self._waiting.definite = tag.text in {"the", "this", "that"}

    def _begin_noun(self) -> None:
        if self._waiting.words:
            self._end_noun()
        if self._loose:
            self._waiting, self._relation, self._loose = _Waiting(), None, False

    def word(self, _said: str, tag: Tag) -> None:
        self._waiting.words.append(tag.text)

    def skip(self, _said: str, _tag: Tag) -> None:
        """Says nothing that can be shown."""

    def body(self, _said: str, tag: Tag) -> None:
        """A part of something: `with blue eyes` is neither an eye nor blue, `on its head` says where a thing is."""
        head = self._head_of_last()
        if (
            self._relation == "on"
            and tag.text in {"head", "heads"}
            and self._last is not None
            and head is not None
        ):
            self._stand([self._last], "worn by", head)
        self._waiting, self._relation = _Waiting(), None

    # Things

    def subject(self, said: str, tag: Tag) -> None:
        waiting, self._waiting = self._waiting, _Waiting()
        if self._swallow or tag.found is None or (self._named and tag.found.instead):
            self._swallow = False
            return
        self._sketch.setting.setdefault(Sort.PLACE, tag.sorts[Sort.PLACE]) if tag.is_(Sort.PLACE) else None
        known = self._known(tag.found.choices) if waiting.definite and not waiting.count else None
        if known is not None:
            self._arrive(known)
            return
        waiting.colour = waiting.colour or said or None
        plural = (tag.found.plural and self._relation != "wearing") or self._vessel is not None
        draft = Draft(
            words=tag.text, choices=tag.found.choices, count=waiting.count or (_PLURAL if plural else 1),
            instead=tag.found.instead,
        )  # fmt: skip
        self._add(draft, waiting)

    def vessel(self, _said: str, tag: Tag) -> None:
        """`a bowl of`: the bowl, and what is in it."""
        if tag.found is None:
            return
        waiting, self._waiting = self._waiting, _Waiting()
        name = tag.text.split(" ")[0]
        self._add(Draft(words=name, choices=tag.found.choices, count=waiting.count or 1), waiting)
        self._vessel = (len(self._sketch.things) - 1, "on" if name in _FLAT else "in")

    def _known(self, choices: tuple[str, ...]) -> int | None:
        """A thing that was named before by a word for the same."""
        for number, thing in enumerate(self._sketch.things):
            if thing.choices and thing.choices[0] == choices[0]:
                return number
        return None

    def _add(self, draft: Draft, waiting: _Waiting) -> None:
        draft.colour, draft.size, draft.doing = waiting.colour, waiting.size, waiting.doing
        draft.side, self._side = self._side, ""
        self._sketch.things.append(draft)
        number = len(self._sketch.things) - 1
        if self._vessel is None:
            self._arrive(number)
            return
        vessel, relation = self._vessel
        self._vessel = None
        self._stand([number], relation, vessel)

    def _arrive(self, number: int) -> None:
        """A thing takes its place in the sentence."""
        if self._relation is not None:
            self._second(number)
        elif self._open is not None and self._joined:
            self._stand(self._group, "left of" if self._open == "between" else self._open, number)
        elif self._joined and self._group and self._object is None:
            self._group = [*self._group, number]
        else:
            self._first(number)
        self._last = number
        self._joined = self._moved = self._fresh = self._loose = False

    def _first(self, number: int) -> None:
        self._group, self._object, self._open = [number], None, None
        if self._leading is not None:
            relation, self._object = self._leading
            self._leading = None
            self._stand([number], relation, self._object)

    def _second(self, number: int) -> None:
        relation, self._relation = self._relation or "", None
        if not self._group:
            self._leading = relation, number
            return
        self._object = number
        self._open = relation if relation in _OPEN_LISTS else None
        if relation != "between":
            self._stand(self._group, relation, number)
            return
        self._stand(self._group, "right of", number)
        if self._sketch.things[number].count == 2:
            self._stand(self._group, "left of", self._split(number))

    def _split(self, number: int) -> int:
        """Make two things of a pair, so that something can stand between them; the number of the new one."""
        pair = self._sketch.things[number]
        pair.count = 1
        twin = Draft(
            words=pair.words, choices=pair.choices, colour=pair.colour, size=pair.size, sure=pair.sure
        )
        self._sketch.things.append(twin)
        return len(self._sketch.things) - 1

    def _stand(self, firsts: Sequence[int], relation: str, second: int) -> None:
        self._sketch.standings += [(first, relation, second) for first in firsts if first != second]

    def _end_noun(self) -> None:
        """A noun phrase is over: if no table knew its noun, its words wait for their meaning to be looked up."""
        waiting, self._waiting = self._waiting, _Waiting()
        if self._swallow and waiting.words:
            self._swallow = False
            return
        promised = waiting.named or waiting.count is not None or waiting.colour is not None
        first = not self._sketch.things
        if waiting.words and (promised or first or self._relation is not None):
            draft = Draft(
                words=" ".join(waiting.words[-4:]), count=waiting.count or 1, sure=promised or first
            )
            self._add(draft, waiting)

    # How things stand to one another, and what they do

    def related(self, said: str, tag: Tag) -> None:
        self._end_noun()
        if said == "of":
            self._swallow, self._loosely = True, False
            return
        if said == "full" and self._last is not None:
            self._vessel = self._last, "in"
            return
        if verb := _verb(tag.text):
            self._do(verb)
        if self._moved and self._company and self._object is not None:
            self._group, self._object = [self._object], None
        self._company = tag.text == "with"
        self._relation, self._open = said, None
        self._moved = self._loose = False

    def doing(self, said: str, _tag: Tag) -> None:
        if self._fresh or self._waiting.named:
            self._waiting.doing = said
            return
        self._end_noun()
        self._do(said)

    def _do(self, said: str) -> None:
        """What the things before a verb do: the last one if it came with another, else all of them."""
        self._moved = True
        for number in [self._object] if self._object is not None and self._company else self._group:
            self._sketch.things[number].doing = said

    def pronoun(self, _said: str, _tag: Tag) -> None:
        """`a castle with a dragon above it`: the last thing stands so to the first one."""
        relation, self._relation = self._relation, None
        if relation is not None and self._last is not None:
            head = self._head_of_last()
            if head is not None:
                self._stand([self._last], relation, head)

    def _head_of_last(self) -> int | None:
        """What the last thing was said to belong to."""
        return next((first for first, _r, second in self._sketch.standings if second == self._last), None)

    def conjunction(self, _said: str, _tag: Tag) -> None:
        self._end_noun()
        self._relation = None if self._loose else self._relation
        self._joined = True

    def preposition(self, _said: str, tag: Tag) -> None:
        self._end_noun()
        self._swallow = self._loosely = tag.text == "of" and self._named
        self._open = self._relation = None
        self._joined = False

    def stop(self, said: str, _tag: Tag) -> None:
        self._end_noun()
        self._relation, self._swallow, self._fresh = None, False, True
        self._joined = said == ","
        if said not in ",()":
            self._group, self._leading, self._open = [], None, None

    def side(self, said: str, _tag: Tag) -> None:
        self._end_noun()
        if self._fresh or self._last is None:
            self._side = said
        else:
            self._sketch.things[self._last].side = said

    # The world around

    def world(self, said: str, tag: Tag) -> None:
        sort = next(sort for sort in _SETTINGS if tag.sorts.get(sort) == said)
        if sort is Sort.PLACE and self._relation == "above":
            self._rise()
        self._sketch.setting.setdefault(sort, said)
        if phrases().get(tag.text.split(" ", maxsplit=1)[0], {}).keys() & {Sort.RELATION, Sort.PREPOSITION}:
            self._end_noun()
        self._waiting.words.clear()
        self._moved, self._loose = False, True

    def _rise(self) -> None:
        """What is above a place is in the air, and the place below it."""
        for number in self._group:
            self._sketch.things[number].doing = self._sketch.things[number].doing or "flying"

    def backdrop(self, _said: str, _tag: Tag) -> None:
        self._sketch.backdrop = self._waiting.colour or self._sketch.backdrop
        self._waiting, self._relation = _Waiting(), None

    def sticker(self, _said: str, tag: Tag) -> None:
        self._sketch.has_background = False
        self.backdrop("", tag)

    def close(self, _said: str, _tag: Tag) -> None:
        """`portrait of`: the camera comes close."""
        self._sketch.close = True

    def mood(self, said: str, _tag: Tag) -> None:
        self._relation = None if not self._waiting.named else self._relation
        self._sketch.mood.append(said)


_Handler: TypeAlias = Callable[[Parser, str, Tag], None]

_HANDLERS: Mapping[Sort, _Handler] = {
    **dict.fromkeys(_SETTINGS, Parser.world),
    **dict.fromkeys((Sort.DROP, Sort.ADJECTIVE, Sort.POSSESSIVE, Sort.COPULA), Parser.skip),
    Sort.SIZE: Parser.size,
    Sort.COLOUR: Parser.colour,
    Sort.CLOSE: Parser.close,
    Sort.COUNT: Parser.count,
    Sort.RELATION: Parser.related,
    Sort.DOING: Parser.doing,
    Sort.MOOD: Parser.mood,
    Sort.STICKER: Parser.sticker,
    Sort.BACKDROP: Parser.backdrop,
    Sort.SIDE: Parser.side,
    Sort.BODY: Parser.body,
    Sort.DETERMINER: Parser.determiner,
    Sort.PRONOUN: Parser.pronoun,
    Sort.AND: Parser.conjunction,
    Sort.PREPOSITION: Parser.preposition,
    Sort.CONTAINER: Parser.vessel,
    Sort.SUBJECT: Parser.subject,
    Sort.STOP: Parser.stop,
    Sort.WORD: Parser.word,
}


def _verb(phrase: str) -> str:
    """What the things before a relation do, if its first word says that: `sleeping on`; else empty."""
    return phrases().get(phrase.split(" ", maxsplit=1)[0], {}).get(Sort.DOING, "")


def _sided(things: Sequence[Draft]) -> Iterator[tuple[int, str, int]]:
    """`a cube on the left and a ball on the right` says how the two stand to one another."""
    lefts = [number for number, thing in enumerate(things) if thing.side == "left"]
    rights = [number for number, thing in enumerate(things) if thing.side == "right"]
    yield from ((left, "left of", right) for left in lefts for right in rights)
