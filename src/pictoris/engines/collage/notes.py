"""What the engine tells itself about a picture: its scene, its seed and the window it was seen through."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from pydantic import TypeAdapter, ValidationError

from pictoris.engines.collage.painting.idea import Idea
from pictoris.engines.collage.painting.sprites import is_lent
from pictoris.engines.collage.painting.view import View
from pictoris.nouns import Json

_VERSION = 1
_MOST_THINGS = 8
_MOST_CHOICES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """Enough to paint a picture again, larger, or a little differently."""

    idea: Idea
    frame: tuple[float, float, float, float]
    """Left, top, width and height of the window on the plane."""
    version: int = _VERSION

    def view(self, columns: int, rows: int) -> View:
        """The same window in other pixels."""
        left, top, width, height = self.frame
        return View(left=left, top=top, width=width, height=height, columns=columns, rows=rows)


_ADAPTER = TypeAdapter(Notes)


def noted(idea: Idea, view: View) -> Notes:
    """Notes about a picture; scenes with more than can be told are cut, and lent pictures are not kept."""
    scene = idea.scene
    things = tuple(
        replace(thing, words=thing.words[:60], choices=thing.choices[:_MOST_CHOICES])
        for thing in scene.things[:_MOST_THINGS]
        if not is_lent(thing.choices)
    )
    standings = tuple(one for one in scene.standings if max(one.first, one.second) < len(things))
    short = replace(scene, things=things, standings=standings, mood=scene.mood[:6], unknown=())
    frame = (view.left, view.top, view.width, view.height)
    return Notes(idea=replace(idea, scene=short), frame=frame)


def to_json(notes: Notes) -> Mapping[str, Json]:
    """Notes as JSON of at most some kilobytes."""
    return cast("Mapping[str, Json]", _ADAPTER.dump_python(notes, mode="json"))


def from_json(told: Mapping[str, Json]) -> Notes | None:
    """The notes in JSON; None if there are none, or none that this version understands."""
    try:
        notes = _ADAPTER.validate_python(dict(told))
    except ValidationError:
        return None
    sane = (
        notes.version == _VERSION
        and 0.05 < notes.idea.aspect < 20
        and notes.frame[2] > 0
        and notes.frame[3] > 0
    )
    return notes if sane and max(map(abs, notes.frame)) < 1000 else None
